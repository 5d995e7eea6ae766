import { el } from "./dom.js";
import { around } from "./formats.js";
import { anchored } from "./popups.js";

/** Asks where the chosen words should lead; an empty address takes the link away. */
export function askForLink(text, anchor) {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0).cloneRange() : null;
  const before = around("a", text)?.getAttribute("href") ?? "";
  const field = el("input", { class: "typed", type: "text", inputmode: "url", "aria-label": "Link to", placeholder: "https://example.com", value: before });
  const save = el("button", { type: "button", class: "button primary" }, "Save link");
  const panel = el("div", { class: "popup link-asker", role: "dialog", "aria-label": "Link" }, field, save);
  const popup = anchored(anchor, panel);
  const finish = () => (popup.close(), put(text, range, field.value.trim()));
  save.addEventListener("click", finish);
  field.addEventListener("keydown", (event) => enter(event, finish));
  field.focus();
}

function enter(event, finish) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  event.stopPropagation();
  finish();
}

function put(text, range, given) {
  text.focus();
  if (range) restore(range);
  if (!given) document.execCommand("unlink");
  else link(safe(given));
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function restore(range) {
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

const safe = (given) => (/^(https?:\/\/|mailto:)/i.test(given) ? given : `https://${given}`);

/** With no words chosen the address itself becomes the words. */
function link(address) {
  if (getSelection().isCollapsed) document.execCommand("insertText", false, address);
  else document.execCommand("createLink", false, address);
}
