import { el } from "./dom.js";

const KEYS = { ArrowUp: 1, ArrowDown: -1 };

/** A number that the arrow keys and two small buttons move, within its bounds. */
export function stepped(control, element) {
  const step = (by) => change(control, element, by);
  control.setAttribute("role", "spinbutton");
  for (const [bound, name] of [[element.min_value, "aria-valuemin"], [element.max_value, "aria-valuemax"]]) {
    if (bound !== undefined) control.setAttribute(name, bound);
  }
  const tell = () => control.setAttribute("aria-valuenow", control.value);
  control.addEventListener("input", tell);
  control.addEventListener("keydown", (event) => key(event, step));
  tell();
  return el("span", { class: "stepper" }, control, arrow("+", () => step(1)), arrow("−", () => step(-1)));
}

/** The keyboard has the arrow keys, so these are for the pointer alone. */
function arrow(sign, run) {
  return el("button", { type: "button", class: "step", tabindex: "-1", "aria-hidden": "true", on: { click: run } }, sign);
}

function key(event, step) {
  const by = KEYS[event.key];
  if (!by) return;
  event.preventDefault();
  step(by);
}

function change(control, { min_value: least, max_value: most }, by) {
  const moved = Number(control.value || 0) + by;
  if (Number.isNaN(moved)) return;
  const within = Math.min(Number(most ?? Infinity), Math.max(Number(least ?? -Infinity), moved));
  control.value = String(Number(within.toFixed(10)));
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
