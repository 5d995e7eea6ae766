import { el } from "./dom.js";
import { icon } from "./icons.js";
import { inputNode, INPUTS } from "./inputs.js";
import { choiceNode, CHOICES } from "./choices.js";
import { menuNode, MENUS } from "./menus.js";
import { overflowNode } from "./overflows.js";
import { words } from "./texts.js";

/** An interactive element with its label; `naming` is set when an input block names it. */
export function elementNode(element, block, surface, naming) {
  const context = { element, block, surface, naming, dispatches: !naming || block.dispatch_action === true };
  if (element.type in INPUTS) return inputNode(context);
  if (CHOICES.has(element.type)) return choiceNode(context);
  if (element.type in MENUS) return menuNode(context);
  return (OTHERS[element.type] ?? unknown)(context);
}

const OTHERS = {
  button: buttonNode,
  workflow_button: buttonNode,
  overflow: overflowNode,
  feedback_buttons: feedbackNode,
  icon_button: (context) => pressable(context, context.element, [icon("trash")], "bare", words(context.element.text)),
};

function buttonNode(context) {
  const { element } = context;
  const node = pressable(context, element, words(element.text), `button ${element.style ?? ""}`);
  if (element.accessibility_label) node.setAttribute("aria-label", element.accessibility_label);
  if (element.url) node.addEventListener("click", () => openSafely(element.url));
  return node;
}

function openSafely(address) {
  if (/^https?:/i.test(address)) window.open(address, "_blank", "noopener,noreferrer");
}

function pressable({ element, block, surface }, value, children, style, label) {
  const node = el("button", { type: "button", class: style, data: { key: surface.focusKey(block, element) } }, children);
  if (label) node.setAttribute("aria-label", label.map((part) => part.textContent ?? part).join(""));
  node.addEventListener("click", () => surface.press(element, block, undefined, node));
  return node;
}

function feedbackNode({ element, block, surface }) {
  const press = (choice, name) => {
    const node = el(
      "button",
      { type: "button", class: "bare", "aria-label": choice.accessibility_label ?? choice.text.text, title: choice.text.text },
      icon(name),
    );
    node.addEventListener("click", async () => {
      const done = await surface.press(element, block, { value: choice.value }, node);
      if (done) group.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === node)));
    });
    return node;
  };
  const group = el("div", { class: "feedback", role: "group", "aria-label": "Feedback" });
  group.append(press(element.positive_button, "up"), press(element.negative_button, "downvote"));
  return group;
}

const unknown = ({ element }) => el("span", { class: "unknown" }, `[${element.type}]`);
