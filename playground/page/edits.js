import { act } from "./api.js";
import { decode, encode } from "./completions.js";
import { el } from "./dom.js";
import { attempt } from "./notices.js";
import { CompletionPopup } from "./suggestions.js";
import { remove } from "./toolbars.js";

/** A message turned into a box to write in; `done` is called when it is left, saved or not. */
export function editor(message, done) {
  const text = el("textarea", { rows: "2", "aria-label": "Edit message", spellcheck: "true", value: decode(message.text) });
  const save = el("button", { type: "submit", class: "button primary" }, "Save");
  const cancel = el("button", { type: "button", class: "button", on: { click: done } }, "Cancel");
  const keys = el("span", { class: "keys" }, "Esc cancels · Enter saves");
  const form = el("form", { class: "composer editing" }, text, el("div", { class: "tools" }, keys, cancel, save));
  const popup = new CompletionPopup(text, form);
  const finish = () => keep(message, text.value.trim(), save, done);
  form.addEventListener("submit", (event) => (event.preventDefault(), finish()));
  text.addEventListener("input", () => popup.update());
  text.addEventListener("keydown", (event) => key(event, popup, finish, done));
  queueMicrotask(() => begin(text));
  return form;
}

function begin(text) {
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
}

function key(event, popup, finish, done) {
  if (event.isComposing || popup.key(event)) return;
  const run = { Escape: done, Enter: event.shiftKey ? null : finish }[event.key];
  if (!run) return;
  event.preventDefault();
  event.stopPropagation();
  run();
}

/** As in Slack, taking away every word asks whether the message should go. */
async function keep(message, words, control, done) {
  if (!words && !message.files.length) return remove(message);
  if (words === decode(message.text).trim()) return done();
  const { channel, ts } = message;
  if (await attempt(control, () => act({ do: "edit", channel, ts, text: encode(words) }))) done();
}
