import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./texts.js";
import { raise } from "./notices.js";

/** A modal dialog; the browser keeps the focus inside and gives it back afterwards. */
export function openDialog({ title, body, footer, kind = "", onClose }) {
  const id = freshId("dialog");
  const close = el("button", { type: "button", class: "bare", "aria-label": "Close" }, icon("close"));
  const head = el("header", {}, el("h2", { id }, title), close);
  const dialog = el("dialog", { class: `dialog ${kind}`, "aria-labelledby": id }, head, body, footer);
  close.addEventListener("click", () => onClose(dialog, { whole: true }));
  dialog.addEventListener("cancel", (event) => {
    if (event.target !== dialog) return;
    event.preventDefault();
    onClose(dialog);
  });
  document.body.append(dialog);
  dialog.showModal();
  raise();
  return dialog;
}

export function closeDialog(dialog) {
  dialog.close();
  dialog.remove();
}

/** Slack's confirm object as a question; true when the person agrees. */
export function confirmed({ title, text, confirm, deny, style }) {
  return new Promise((resolve) => {
    const finish = (agreed) => {
      closeDialog(dialog);
      resolve(agreed);
    };
    const button = (label, kind, agreed) =>
      el("button", { type: "button", class: `button ${kind}`, on: { click: () => finish(agreed) } }, words(label));
    const dialog = openDialog({
      title: words(title),
      kind: "question",
      body: el("div", { class: "dialog-body" }, words(text)),
      footer: el("footer", {}, button(deny, "", false), button(confirm, style === "danger" ? "danger" : "primary", true)),
      onClose: () => finish(false),
    });
    dialog.querySelector("footer .button:last-child").focus();
  });
}

/** Whether the person agrees to what cannot be undone. */
export function agreed(title, text, confirm) {
  const plain = (words) => ({ type: "plain_text", text: words });
  return confirmed({ title: plain(title), text: plain(text), confirm: plain(confirm), deny: plain("Cancel"), style: "danger" });
}
