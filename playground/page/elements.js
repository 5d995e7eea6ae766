import { choiceNode, CHOICES } from "./choices.js";
import { el } from "./dom.js";
import { editorNode } from "./editors.js";
import { icon } from "./icons.js";
import { inputNode, INPUTS } from "./inputs.js";
import { menuNode, MENUS } from "./menus.js";
import { overflowNode } from "./overflows.js";
import { session } from "./session.js";
import { words } from "./texts.js";
import { uploadNode } from "./uploads.js";

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
  icon_button: iconNode,
  rich_text_input: editorNode,
  file_input: uploadNode,
};

function buttonNode(context) {
  const { element } = context;
  const node = pressable(context, words(element.text), `button ${element.style ?? ""}`, element.accessibility_label);
  if (element.url) node.addEventListener("click", () => openSafely(element.url));
  return node;
}

function iconNode(context) {
  const { element } = context;
  const shown = element.visible_to_user_ids?.includes(session.me.id) ?? true;
  return shown ? pressable(context, [icon("trash")], "bare", element.accessibility_label ?? element.text.text) : null;
}

function openSafely(address) {
  if (/^https?:/i.test(address)) window.open(address, "_blank", "noopener,noreferrer");
}

function pressable({ element, block, surface }, children, style, label) {
  const node = el("button", { type: "button", class: style, "aria-label": label, data: { key: surface.focusKey(block, element) } }, children);
  node.addEventListener("click", () => surface.press(element, block, undefined, node));
  return node;
}

function feedbackNode(context) {
  const { positive_button: good, negative_button: bad } = context.element;
  const group = el("div", { class: "feedback", role: "group", "aria-label": "Feedback" });
  group.append(thumb(context, group, good, "up"), thumb(context, group, bad, "downvote"));
  return group;
}

function thumb({ element, block, surface }, group, choice, name) {
  const label = choice.accessibility_label ?? choice.text.text;
  const node = el("button", { type: "button", class: "bare", "aria-label": label, title: choice.text.text, "aria-pressed": "false" }, icon(name));
  node.addEventListener("click", async () => {
    if (!(await surface.press(element, block, { value: choice.value }, node))) return;
    group.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === node)));
  });
  return node;
}

const unknown = ({ element }) => el("span", { class: "unknown" }, `[${element.type}]`);
