import { el } from "./dom.js";

const OPEN_DEPTH = 2;

/** JSON as a tree that can be folded. */
export function jsonTree(value, depth = 0) {
  if (value === null || typeof value !== "object") return leaf(value);
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (!entries.length) return el("span", { class: "json" }, open + close);
  const summary = el("summary", {}, `${open} ${entries.length} ${close}`);
  const children = entries.map(([key, child]) => el("div", { class: "pair" }, el("span", { class: "key" }, `${key}: `), jsonTree(child, depth + 1)));
  return el("details", { class: "json", open: depth < OPEN_DEPTH }, summary, children);
}

function leaf(value) {
  const kind = value === null ? "null" : typeof value;
  return el("span", { class: `json ${kind}` }, kind === "string" ? `“${value}”` : String(value));
}
