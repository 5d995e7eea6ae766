import { el } from "./dom.js";
import { richElement } from "./richtexts.js";

/** Rows of cells (arrays of nodes); the first row is the head. */
export function grid([head, ...rows], align = []) {
  const cell = (tag) => (nodes, index) =>
    el(tag, { class: align[index] ? `align-${align[index]}` : null, scope: tag === "th" ? "col" : null }, ...nodes);
  return el(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Table" },
    el("table", {}, el("thead", {}, el("tr", {}, head.map(cell("th")))), el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell("td")))))),
  );
}

export function tableBlock(block) {
  const align = (block.column_settings ?? []).map((column) => column?.align ?? "left");
  return grid(block.rows.map((row) => row.map(cellNodes)), align);
}

function cellNodes(cell) {
  if (cell.type === "rich_text") return cell.elements.map(richElement);
  return [String(cell.text ?? cell.value ?? "")];
}
