import { el } from "./dom.js";
import { openMenu } from "./flyouts.js";
import { icon } from "./icons.js";
import { words } from "./texts.js";

/** The three dots and the menu behind them. */
export function overflowNode({ element, block, surface }) {
  const key = surface.focusKey(block, element);
  const button = el("button", { type: "button", class: "button overflow", "aria-label": "More options", "aria-haspopup": "menu", data: { key } }, icon("more"));
  const item = (option) => ({ label: words(option.text), detail: option.description && words(option.description), run: () => choose(option, element, block, surface, button) });
  button.addEventListener("click", () => openMenu(button, [{ items: element.options.map(item) }]));
  return button;
}

function choose(option, element, block, surface, button) {
  if (option.url && /^https?:/i.test(option.url)) window.open(option.url, "_blank", "noopener,noreferrer");
  return surface.press(element, block, { option: option.value }, button);
}
