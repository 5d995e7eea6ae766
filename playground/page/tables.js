import { el } from "./dom.js";
import { figure } from "./scales.js";
import { richElement } from "./richtexts.js";

/** Rows of cells (arrays of nodes); the first row is the head. */
export function grid([head, ...rows], { align = [], wrapped = [], label = "Table" } = {}) {
  const look = (index) => [align[index] && `align-${align[index]}`, wrapped[index] && "wrapped"].filter(Boolean).join(" ") || null;
  const cell = (tag) => (nodes, index) => el(tag, { class: look(index), scope: tag === "th" ? "col" : null }, ...nodes);
  return frame(label, [
    el("thead", {}, el("tr", {}, head.map(cell("th")))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell("td"))))),
  ]);
}

/** A table wider than its place scrolls within it, by keyboard as well. */
export function frame(label, parts) {
  return el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": label }, el("table", {}, parts));
}

export function tableBlock(block) {
  const settings = block.column_settings ?? [];
  const align = settings.map((column) => column?.align ?? "left");
  const wrapped = settings.map((column) => column?.is_wrapped === true);
  return grid(block.rows.map((row) => row.map(cellNodes)), { align, wrapped });
}

export function cellNodes(cell) {
  if (cell.type === "rich_text") return cell.elements.map(richElement);
  if (cell.type === "raw_number") return [cell.text ?? figure(cell.value)];
  return [cell.text ?? el("span", { class: "unknown" }, `[${cell.type}]`)];
}
