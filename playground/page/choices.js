import { el, freshId } from "./dom.js";
import { words } from "./texts.js";

export const CHOICES = new Set(["checkboxes", "radio_buttons"]);

/** Checkboxes or radio buttons as one named group. */
export function choiceNode(context) {
  const { element, block, surface, naming } = context;
  const many = element.type === "checkboxes";
  const field = surface.field(block, element, initial(element, many));
  const group = freshId("group");
  const key = surface.focusKey(block, element);
  const boxes = element.options.map((option, index) => box(option, { many, group, field, key: `${key}${index}` }));
  const label = naming ? null : "Choices";
  const role = many ? null : "radiogroup";
  const node = el("fieldset", { class: "choices", role, "aria-label": label, "aria-describedby": naming?.describedBy }, boxes);
  node.addEventListener("change", (event) => change(context, field, node, event.target));
  return node;
}

function initial(element, many) {
  if (many) return { options: (element.initial_options ?? []).map((option) => option.value) };
  return { option: element.initial_option?.value ?? null };
}

/** The name of a box is its text alone; the words under it describe it. */
function box(option, { many, group, field, key }) {
  const id = freshId("choice");
  const chosen = many ? field.value.options.includes(option.value) : field.value.option === option.value;
  const described = option.description && el("span", { class: "hint", id: `${id}-hint` }, words(option.description));
  const naming = { "aria-labelledby": id, "aria-describedby": described?.id };
  const control = el("input", { type: many ? "checkbox" : "radio", name: group, data: { key }, value: option.value, ...naming });
  control.checked = chosen;
  return el("label", { class: "choice" }, control, el("span", {}, el("span", { id }, words(option.text)), described));
}

async function change({ element, block, surface, dispatches }, field, node, control) {
  const before = field.value;
  const picked = [...node.querySelectorAll("input:checked")].map((input) => input.value);
  field.value = element.type === "checkboxes" ? { options: picked } : { option: picked[0] ?? null };
  if (!dispatches || (await surface.press(element, block, field.value, control))) return;
  field.value = before;
  restore(node, before);
}

function restore(node, value) {
  for (const input of node.querySelectorAll("input")) {
    input.checked = value.options ? value.options.includes(input.value) : value.option === input.value;
  }
}
