import { el } from "./dom.js";

const OPEN_DEPTH = 2;

/** JSON as a tree that can be folded; `marked` holds the JSON pointers of what was objected to. */
export function jsonTree(value, marked = new Set(), path = "") {
  const style = marked.has(path) ? " objected" : "";
  if (value === null || typeof value !== "object") return leaf(value, style, path);
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (!entries.length) return el("span", { class: `json${style}`, data: { pointer: path } }, open + close);
  const summary = el("summary", {}, `${open} ${entries.length} ${close}`);
  const children = entries.map(([key, child]) => el("div", { class: "pair" }, el("span", { class: "json-key" }, `${key}: `), jsonTree(child, marked, `${path}/${key}`)));
  const opened = path.split("/").length <= OPEN_DEPTH || [...marked].some((pointer) => pointer.startsWith(`${path}/`));
  return el("details", { class: `json${style}`, open: opened, data: { pointer: path } }, summary, children);
}

function leaf(value, style, path) {
  const kind = value === null ? "null" : typeof value;
  return el("span", { class: `json ${kind}${style}`, data: { pointer: path } }, kind === "string" ? `“${value}”` : String(value));
}
