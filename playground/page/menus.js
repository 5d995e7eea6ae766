import { el } from "./dom.js";
import { icon } from "./icons.js";
import { named } from "./inputs.js";
import { openListbox } from "./listboxes.js";
import { KINDS, labelOf, optionItem } from "./sources.js";

/** Every select, single and multiple. */
export const MENUS = Object.fromEntries(
  Object.entries(KINDS).flatMap(([type, kind]) => [[type, { ...kind, many: false }], [`multi_${type}`, { ...kind, many: true }]]),
);

/** A button that says the choice and opens a searchable list. */
export function menuNode(context) {
  const { element, block, surface, naming } = context;
  const kind = MENUS[element.type];
  const first = initialItems(element, kind);
  const field = surface.field(block, element, toValue(kind, first));
  field.items ??= first;
  const text = el("span", { class: "select-text" });
  const props = { type: "button", class: "select", "aria-haspopup": "listbox", "aria-expanded": "false", data: { key: surface.focusKey(block, element) } };
  const button = el("button", { ...props, ...named(naming, element.placeholder?.text ?? "Choose") }, text, icon("down"));
  const show = () => label(text, button, field.items, element, naming);
  button.addEventListener("click", () => open(button, context, kind, field, show));
  show();
  return button;
}

function open(button, context, kind, field, show) {
  openListbox(button, {
    label: context.element.placeholder?.text ?? "Choose",
    many: kind.many,
    limit: context.element.max_selected_items,
    chosen: field.items,
    source: kind.source(context),
    hint: context.element.type.endsWith("external_select") ? "Type to search" : "Nothing matches",
    done: (items) => change(button, context, kind, field, show, items),
  });
}

async function change(button, { element, block, surface, dispatches }, kind, field, show, items) {
  const before = field.items;
  field.items = items;
  field.value = toValue(kind, items);
  show();
  if (!dispatches || (await surface.press(element, block, field.value, button))) return;
  field.items = before;
  field.value = toValue(kind, before);
  show();
}

function initialItems(element, kind) {
  if (kind.of === "option") return [element.initial_options ?? element.initial_option ?? []].flat().map(optionItem);
  const ids = [element[`initial_${kind.initial}s`] ?? element[`initial_${kind.initial}`] ?? kind.standard?.(element) ?? []].flat();
  return ids.map((id) => ({ value: id, label: labelOf(id) }));
}

function toValue(kind, items) {
  const values = items.map((item) => item.value);
  return kind.many ? { [`${kind.of}s`]: values } : { [kind.of]: values[0] ?? null };
}

function label(text, button, items, element, naming) {
  const shown = items.map((item) => item.label).join(", ") || element.placeholder?.text || "Choose an option";
  text.replaceChildren(...(items.length && MENUS[element.type].many ? chips(items) : [shown]));
  button.classList.toggle("empty", !items.length);
  if (naming) button.setAttribute("aria-labelledby", `${naming.id}-label ${naming.id}`);
  else button.setAttribute("aria-label", items.length ? `${element.placeholder?.text ?? "Choice"}: ${shown}` : shown);
}

const chips = (items) => items.flatMap(({ label }, index) => [index ? el("span", { class: "unseen" }, ", ") : "", el("span", { class: "chip" }, label)]);
