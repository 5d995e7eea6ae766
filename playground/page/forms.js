import { act } from "./api.js";
import { words } from "./texts.js";
import { closeDialog, openDialog } from "./dialogs.js";
import { byId, el, keepingFocus } from "./dom.js";
import { attempt } from "./notices.js";
import { session } from "./session.js";
import { Surface } from "./surfaces.js";

const stack = [];
let dialog = null;

/** Slack's modal: a stack of up to three views of which the last is seen. */
export function showView(view) {
  const at = stack.findIndex(({ view: { id } }) => id === view.id);
  if (at >= 0) return update(stack[at], view);
  if (!view.previous_view_id) stack.length = 0;
  stack.push({ view, surface: new Surface({ view: view.id }), form: null });
  present();
}

export function dropView(id, all) {
  const at = stack.findIndex(({ view }) => view.id === id);
  if (at < 0) return;
  stack.splice(all ? 0 : at, all ? stack.length : 1);
  present();
}

export function dropAllViews() {
  stack.length = 0;
  present();
}

function update(entry, view) {
  entry.view = view;
  if (entry !== stack.at(-1)) return;
  if (!dialog) return present();
  keepingFocus(() => {
    dialog.querySelector("h2").replaceChildren(...words(view.title));
    entry.form.replaceChildren(...formParts(entry));
  });
}

/** The panes of a divided page share their storage, so each person has a place in it. */
const storedAt = () => `playground-views ${session.me.id}`;

/** Which views stood open in this tab when it was left or reloaded. */
export const openBefore = () => JSON.parse(sessionStorage.getItem(storedAt()) ?? "[]");

function present() {
  if (session.me) sessionStorage.setItem(storedAt(), JSON.stringify(stack.map(({ view }) => view.id)));
  if (dialog) closeDialog(dialog);
  dialog = null;
  const entry = stack.at(-1);
  if (!entry) return;
  entry.form = el("form", { class: "form", novalidate: true, on: { submit: (event) => (event.preventDefault(), submit(entry)) } });
  entry.form.append(...formParts(entry));
  dialog = openDialog({ title: words(entry.view.title), kind: "modal", body: entry.form, onClose: (_, { whole } = {}) => close(entry, whole) });
  firstField(entry.form)?.focus();
}

function formParts({ view, surface }) {
  const cancel = el("button", { type: "button", class: "button", on: { click: () => close(stack.at(-1)) } }, view.close ? words(view.close) : "Close");
  const send = view.submit && el("button", { type: "submit", class: "button primary" }, words(view.submit));
  const summary = el("p", { class: "form-error", role: "alert", hidden: true });
  return [el("div", { class: "dialog-body" }, surface.draw(view.blocks)), summary, el("footer", {}, cancel, send)].filter(Boolean);
}

const firstField = (form) => form.querySelector("[autofocus]") ?? form.querySelector(".dialog-body :is(input, textarea, [contenteditable=true], button, select):not([tabindex='-1'], .editor-tools button)") ?? form.querySelector("footer .button:last-child");

async function submit(entry) {
  const button = entry.form.querySelector("[type=submit]");
  if (!button || button.disabled) return;
  clearErrors(entry.form);
  const { id } = entry.view;
  const result = await attempt(button, () => act({ do: "submit", view: id, state: entry.surface.state() }));
  if (!result) return;
  if (result.response_action === "errors") showErrors(entry.form, result.errors);
  else if (result.response_action === "clear") dropAllViews();
  else if (!result.response_action) dropView(id, false);
}

function clearErrors(form) {
  for (const node of form.querySelectorAll(".field-error, .form-error")) node.hidden = true;
  for (const node of form.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
}

function showErrors(form, errors) {
  const unplaced = [];
  let first = null;
  for (const [block, text] of Object.entries(errors)) {
    const frame = form.querySelector(`[data-block="${CSS.escape(block)}"]`);
    if (frame) first ??= markError(frame, text);
    else unplaced.push(text);
  }
  const summary = form.querySelector(".form-error");
  summary.hidden = !unplaced.length;
  summary.textContent = unplaced.join(" ");
  first?.focus();
}

function markError(frame, text) {
  const error = frame.querySelector(".field-error");
  const control = frame.querySelector("input, textarea, .select, .editor-text");
  error.textContent = text;
  error.hidden = false;
  control?.setAttribute("aria-invalid", "true");
  return control;
}

/** Closing is done at once; telling the app may fail without holding the person. The cross leaves every view. */
async function close(entry, whole = false) {
  dropView(entry.view.id, whole);
  await attempt(null, () => act({ do: "close", view: entry.view.id, all: whole }));
  if (!stack.length) byId("main").querySelector(".composer textarea")?.focus();
}
