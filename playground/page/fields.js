import { el, freshId } from "./dom.js";
import { elementNode } from "./elements.js";
import { words } from "./texts.js";

/** An input block: label, control, hint, and the place where an error is said. */
export function inputBlock(block, surface) {
  const id = freshId("field");
  const error = el("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const hint = block.hint && el("p", { class: "hint", id: `${id}-hint` }, words(block.hint));
  const describedBy = [hint?.id, error.id].filter(Boolean).join(" ");
  const naming = { id, describedBy, required: !block.optional, labelledBy: `${id}-label` };
  const control = elementNode(block.element, block, surface, naming);
  return el("div", { class: "block input", data: { block: block.block_id } }, label(block, id, control), control, error, hint);
}

/** A group is named by its legend, everything else by a label of its own. */
function label(block, id, control) {
  const content = [words(block.label), block.optional && el("span", { class: "optional" }, " (optional)")];
  if (!control.matches("fieldset")) return el("label", { for: id, id: `${id}-label` }, content);
  control.prepend(el("legend", {}, content));
  return null;
}
