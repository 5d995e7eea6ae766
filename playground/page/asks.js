import { Refusal } from "./api.js";
import { closeDialog, openDialog } from "./dialogs.js";
import { el, freshId } from "./dom.js";

/** A small form of one text; what the playground objects to is shown at the field. Null when it was left. */
export function ask({ title, label, hint = "", value = "", limit, extra = null, confirm = "Save", run }) {
  const id = freshId("ask");
  return new Promise((resolve) => {
    const finish = (result) => (closeDialog(dialog), resolve(result));
    const field = el("input", { class: "typed", type: "text", id, maxlength: limit, autocomplete: "off", "aria-describedby": `${id}-error ${id}-hint`, value });
    const error = el("p", { class: "field-error", id: `${id}-error`, role: "alert", hidden: true });
    const send = el("button", { type: "submit", class: "button primary" }, confirm);
    const cancel = el("button", { type: "button", class: "button", on: { click: () => finish(null) } }, "Cancel");
    const words = el("div", { class: "block input" }, el("label", { for: id }, label), field, error, el("p", { class: "hint", id: `${id}-hint` }, hint));
    const form = el("form", { class: "form" }, el("div", { class: "dialog-body" }, words, extra), el("footer", {}, cancel, send));
    form.addEventListener("submit", (event) => (event.preventDefault(), submit(field, error, send, run, finish)));
    const dialog = openDialog({ title, body: form, onClose: () => finish(null) });
    field.focus();
  });
}

async function submit(field, error, send, run, finish) {
  send.disabled = true;
  error.hidden = true;
  try {
    finish(await run(field.value.trim()));
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    error.textContent = problem.message;
    error.hidden = false;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  } finally {
    send.disabled = false;
  }
}
