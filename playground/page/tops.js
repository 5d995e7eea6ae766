import { agentButton } from "./agents.js";
import { clockButton } from "./clocks.js";
import { byId, el, keepingFocus } from "./dom.js";
import { icon } from "./icons.js";
import { toggleInspector } from "./inspectors.js";
import { picker } from "./pickers.js";
import { session } from "./session.js";
import { troubleButton } from "./troubles.js";
import { openSwitcher } from "./writings.js";

/** In a pane of a divided page the outer page has the clock and the inspector. */
export const inPane = window !== window.top;

export function drawTop() {
  const outer = inPane ? [] : [el("span", { class: "tag" }, "Playground"), clockButton()];
  const tools = inPane ? [] : [troubleButton(), inspectorButton()];
  const name = el("strong", { class: "workspace" }, session.workspace.name);
  keepingFocus(() => byId("top").replaceChildren(...[menuButton(), name, ...outer, switcher(), picker(), agentButton(), ...tools].filter(Boolean)));
}

export function topButton(label, sign, run, props = {}) {
  const node = el("button", { type: "button", class: "top-button", "aria-label": label, title: label, data: { key: `top ${label}` }, ...props }, icon(sign), el("span", {}, label));
  node.addEventListener("click", () => run(node));
  return node;
}

export const inspectorButton = () => topButton("Inspector", "pulse", toggleInspector, { "aria-controls": "inspector", class: "top-button inspector-button" });

function menuButton() {
  const menu = el("button", { type: "button", class: "bare menu-button", "aria-label": "Show conversations", "aria-controls": "sidebar" }, icon("menu"));
  menu.addEventListener("click", () => document.body.classList.toggle("with-sidebar"));
  return menu;
}

function switcher() {
  const node = el("button", { type: "button", class: "bare switcher", "aria-label": "Jump to a conversation", title: "Jump to a conversation (Ctrl+K)", data: { key: "switcher" } }, icon("search"));
  node.addEventListener("click", () => openSwitcher(node));
  return node;
}
