import { readFile } from "./api.js";
import { el } from "./dom.js";
import { attempt } from "./notices.js";
import { epochOf, localOf } from "./times.js";

const TYPING_PAUSE_MS = 300;
const text = (control) => ({ text: control.value });

/** How each typed input is drawn, begins, and says its value. */
export const INPUTS = {
  plain_text_input: { type: "text", initial: (element) => element.initial_value ?? "", read: text, shown: (value) => value.text },
  number_input: { type: "text", initial: (element) => element.initial_value ?? "", read: text, shown: (value) => value.text, mode: "decimal" },
  email_text_input: { type: "email", initial: (element) => element.initial_value ?? "", read: text, shown: (value) => value.text },
  url_text_input: { type: "url", initial: (element) => element.initial_value ?? "", read: text, shown: (value) => value.text },
  datepicker: { type: "date", initial: (element) => element.initial_date, read: (control) => ({ date: control.value || null }), shown: (value) => value.date },
  timepicker: { type: "time", initial: (element) => element.initial_time, read: (control) => ({ time: control.value || null }), shown: (value) => value.time },
  datetimepicker: {
    type: "datetime-local",
    initial: (element) => element.initial_date_time && localOf(element.initial_date_time),
    read: (control) => ({ date_time: control.value ? epochOf(control.value) : null }),
    shown: (value) => value.date_time && localOf(value.date_time),
  },
  file_input: { type: "file" },
};

export function inputNode(context) {
  return context.element.type === "file_input" ? fileNode(context) : typedNode(context);
}

function typedNode(context) {
  const { element, block, surface } = context;
  const kind = INPUTS[element.type];
  const control = el(element.multiline ? "textarea" : "input", attributes(context, kind));
  control.value = kind.initial(element) ?? "";
  const field = surface.field(block, element, kind.read(control));
  control.value = kind.shown(field.value) ?? "";
  control.addEventListener("input", () => (field.value = kind.read(control)));
  if (context.dispatches) dispatch(context, control, field);
  return control;
}

function attributes({ element, block, surface, naming }, kind) {
  const placeholder = element.placeholder?.text;
  return {
    type: element.multiline ? null : kind.type,
    rows: element.multiline ? "4" : null,
    class: "typed",
    placeholder,
    inputmode: kind.mode,
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

function dispatch(context, control, field) {
  const { element, block, surface } = context;
  const press = () => surface.press(element, block, field.value, null);
  if (!TEXTS.has(element.type)) return control.addEventListener("change", press);
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

function fileNode(context) {
  const { element, block, surface, naming } = context;
  const accept = (element.filetypes ?? []).map((kind) => `.${kind}`).join(",");
  const multiple = (element.max_files ?? 10) > 1;
  const control = el("input", { type: "file", class: "typed", accept: accept || null, multiple, ...named(naming, "Files") });
  const field = surface.field(block, element, { files: [] });
  const chosen = el("ul", { class: "chosen" }, listed(field.value.files));
  control.addEventListener("change", () =>
    attempt(null, async () => {
      field.value = { files: await Promise.all([...control.files].map(readFile)) };
      chosen.replaceChildren(...listed(field.value.files));
      if (context.dispatches) await surface.press(element, block, field.value, control);
    }),
  );
  return el("div", { class: "file-input" }, control, chosen);
}

const listed = (files) => files.map((file) => el("li", {}, file.name));
