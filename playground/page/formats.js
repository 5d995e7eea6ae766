import { el } from "./dom.js";

const command = (name, value) => () => {
  document.execCommand("styleWithCSS", false, false);
  document.execCommand(name, false, value);
};

/** What can be done to chosen words, with Slack's own keys. */
export const FORMATS = {
  bold: { label: "Bold", keys: "Ctrl+B", sign: "B", code: "KeyB", run: command("bold") },
  italic: { label: "Italic", keys: "Ctrl+I", sign: "I", code: "KeyI", run: command("italic") },
  strikeThrough: { label: "Strikethrough", keys: "Ctrl+Shift+X", sign: "S", code: "KeyX", shift: true, run: command("strikeThrough") },
  link: { label: "Link", keys: "Ctrl+Shift+U", sign: "🔗", code: "KeyU", shift: true },
  insertOrderedList: { label: "Numbered list", keys: "Ctrl+Shift+7", sign: "1.", code: "Digit7", shift: true, run: command("insertOrderedList") },
  insertUnorderedList: { label: "Bulleted list", keys: "Ctrl+Shift+8", sign: "•", code: "Digit8", shift: true, run: command("insertUnorderedList") },
  blockquote: { label: "Quote", keys: "Ctrl+Shift+9", sign: "❝", code: "Digit9", shift: true, run: (text) => whole("blockquote", text) },
  code: { label: "Code", keys: "Ctrl+Shift+C", sign: "<>", code: "KeyC", shift: true, run: inlineCode },
  pre: { label: "Code block", keys: "Ctrl+Alt+Shift+C", sign: "{ }", code: "KeyC", shift: true, alt: true, run: (text) => whole("pre", text) },
};

/** The format whose keys these are. */
export function formatFor({ code, shiftKey, altKey }) {
  const found = Object.entries(FORMATS).find(([, { code: wanted, shift = false, alt = false }]) => code === wanted && shiftKey === shift && altKey === alt);
  return found?.[0];
}

const INDENTS = { BracketRight: "indent", BracketLeft: "outdent" };

/** Ctrl+] and Ctrl+[ move an item of a list in and out; Tab goes on to the next field. */
export function indented({ code }) {
  const listed = ["insertUnorderedList", "insertOrderedList"].some((name) => document.queryCommandState(name));
  return listed && code in INDENTS && document.execCommand(INDENTS[code]);
}

const TAGGED = { blockquote: "blockquote", code: "code", pre: "pre", link: "a" };

export function pressed(name, text) {
  if (!text.contains(getSelection().anchorNode)) return false;
  return TAGGED[name] ? Boolean(around(TAGGED[name], text)) : document.queryCommandState(name);
}

/** The element of this kind that the caret stands in, within the editor. */
export function around(tag, text) {
  const { anchorNode: at } = getSelection();
  const found = (at?.nodeType === Node.TEXT_NODE ? at.parentElement : at)?.closest?.(tag);
  return found && text.contains(found) ? found : null;
}

function whole(tag, text) {
  document.execCommand("formatBlock", false, around(tag, text) ? "div" : tag);
}

/** The browser has no command for code; a space of no width gives the caret a place in an empty one. */
function inlineCode(text) {
  const inside = around("code", text);
  if (inside) return inside.replaceWith(...inside.childNodes);
  const range = getSelection().getRangeAt(0);
  const code = el("code", {}, range.extractContents());
  if (!code.textContent) code.append("\u200b");
  range.insertNode(code);
  getSelection().selectAllChildren(code);
  getSelection().collapseToEnd();
}
