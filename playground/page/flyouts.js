import { el } from "./dom.js";
import { anchored } from "./popups.js";

/** A menu of actions under `anchor`: groups of `{label?, items: [{label, detail?, danger?, run}]}`. */
export function openMenu(anchor, groups) {
  const menu = el("div", { class: "popup menu", role: "menu" }, groups.filter(({ items }) => items.length).map(groupNode));
  const popup = anchored(anchor, menu);
  const rows = [...menu.querySelectorAll("[role=menuitem]")];
  menu.addEventListener("click", (event) => event.target.closest("[role=menuitem]") && popup.close());
  menu.addEventListener("keydown", (event) => move(event, rows));
  rows[0]?.focus();
}

function groupNode({ label, items }) {
  const title = label && el("p", { class: "group-label" }, label);
  return el("div", { role: "group", "aria-label": label }, title, items.map(itemNode));
}

function itemNode({ label, detail, danger, run }) {
  const props = { type: "button", role: "menuitem", tabindex: "-1", class: danger ? "danger-item" : null, on: { click: run } };
  return el("button", props, el("span", {}, label), detail && el("span", { class: "detail" }, detail));
}

/** Arrows, Home and End walk; a letter goes to the next entry that begins with it. */
export function move(event, rows) {
  const at = rows.indexOf(document.activeElement);
  const target = { ArrowDown: rows[(at + 1) % rows.length], ArrowUp: rows.at(at - 1), Home: rows[0], End: rows.at(-1) }[event.key] ?? lettered(event, rows, at);
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function lettered(event, rows, at) {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.key === " ") return undefined;
  const wanted = event.key.toLowerCase();
  return [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find((row) => row.textContent.toLowerCase().startsWith(wanted));
}
