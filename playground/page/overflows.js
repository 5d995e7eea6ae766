import { el } from "./dom.js";
import { icon } from "./icons.js";
import { anchored } from "./popups.js";
import { words } from "./texts.js";

/** The three dots and the menu behind them. */
export function overflowNode({ element, block, surface }) {
  const key = surface.focusKey(block, element);
  const button = el("button", { type: "button", class: "button overflow", "aria-label": "More actions", "aria-haspopup": "menu", data: { key } }, icon("more"));
  button.addEventListener("click", () => open(button, element, (option) => choose(option, element, block, surface, button)));
  return button;
}

function open(button, element, choose) {
  const items = element.options.map((option) =>
    el("button", { type: "button", role: "menuitem", tabindex: "-1", on: { click: () => choose(option) } }, words(option.text)),
  );
  const menu = el("div", { class: "popup menu", role: "menu" }, items);
  const popup = anchored(button, menu);
  menu.addEventListener("click", popup.close);
  menu.addEventListener("keydown", (event) => move(event, items));
  items[0].focus();
}

function move(event, items) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
}

function choose(option, element, block, surface, button) {
  if (option.url && /^https?:/i.test(option.url)) window.open(option.url, "_blank", "noopener,noreferrer");
  return surface.press(element, block, { option: option.value }, button);
}
