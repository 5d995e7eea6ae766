import { el } from "./dom.js";
import { stepped } from "./steppers.js";
import { epochOf, localOf } from "./times.js";

const TYPING_PAUSE_MS = 300;
const SHORTLY = 50;
const text = (control) => ({ text: control.value });
const typed = (type, more = {}) => ({ type, initial: (element) => element.initial_value, read: text, shown: (value) => value.text, ...more });

/** How each typed input is drawn, begins, and says its value. */
export const INPUTS = {
  plain_text_input: typed("text", { dress: counted }),
  number_input: typed("text", { mode: ({ is_decimal_allowed: decimal }) => (decimal ? "decimal" : "numeric"), dress: stepped }),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  datepicker: { type: "date", initial: (element) => element.initial_date, read: (control) => ({ date: control.value || null }), shown: (value) => value.date },
  timepicker: {
    type: "time",
    initial: (element) => element.initial_time,
    read: (control) => ({ time: control.value || null }),
    shown: (value) => value.time,
    dress: zoned,
  },
  datetimepicker: {
    type: "datetime-local",
    initial: (element) => element.initial_date_time && localOf(element.initial_date_time),
    read: (control) => ({ date_time: control.value ? epochOf(control.value) : null }),
    shown: (value) => value.date_time && localOf(value.date_time),
  },
};

export function inputNode(context) {
  const { element, block, surface } = context;
  const kind = INPUTS[element.type];
  const control = el(element.multiline ? "textarea" : "input", attributes(context, kind));
  control.value = kind.initial(element) ?? "";
  const field = surface.field(block, element, kind.read(control));
  control.value = kind.shown(field.value) ?? "";
  control.addEventListener("input", () => (field.value = kind.read(control)));
  if (context.dispatches) dispatch(context, control, field);
  return kind.dress?.(control, element) ?? control;
}

function attributes({ element, block, surface, naming }, kind) {
  const placeholder = element.placeholder?.text;
  return {
    type: element.multiline ? null : kind.type,
    rows: element.multiline ? "4" : null,
    class: "typed",
    placeholder,
    inputmode: kind.mode?.(element),
    maxlength: element.max_length,
    autofocus: element.focus_on_load,
    data: { key: surface.focusKey(block, element) },
    ...named(naming, placeholder ?? element.action_id),
  };
}

/** The attributes that tie a control to its label, hint and error. */
export function named(naming, fallback) {
  if (!naming) return { "aria-label": fallback };
  return { id: naming.id, "aria-describedby": naming.describedBy, "aria-required": String(naming.required) };
}

/** Says how many characters are left when few are. */
function counted(control, { max_length: most }) {
  if (!most) return null;
  const left = el("span", { class: "remaining", role: "status" });
  const show = () => (left.textContent = most - control.value.length <= SHORTLY && control.value ? `${most - control.value.length} left` : "");
  control.addEventListener("input", show);
  show();
  return el("div", { class: "counted" }, control, left);
}

/** A time of another zone than the reader's says which. */
function zoned(control, { timezone }) {
  return timezone ? el("span", { class: "zoned" }, control, el("span", { class: "detail" }, timezone)) : null;
}

function dispatch(context, control, field) {
  const { element, block, surface } = context;
  const press = () => surface.press(element, block, field.value, null);
  if (!TEXTS.has(element.type)) return control.addEventListener("change", press);
  dispatchTyping(element, control, press);
}

/** Presses on Enter, or while typing, as `dispatch_action_config` asks. */
export function dispatchTyping(element, control, press) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (triggers.includes("on_enter_pressed")) control.addEventListener("keydown", (event) => enter(event, press));
  if (triggers.includes("on_character_entered")) control.addEventListener("input", paused(press));
}

const TEXTS = new Set(["plain_text_input", "number_input", "email_text_input", "url_text_input"]);

function enter(event, press) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.stopPropagation();
  press();
}

function paused(press) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(press, TYPING_PAUSE_MS);
  };
}
