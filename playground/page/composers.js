import { act, readFile } from "./api.js";
import { encode, encodeForCommand } from "./completions.js";
import { el, freshId } from "./dom.js";
import { pickEmoji } from "./emojipickers.js";
import { sizeOf } from "./files.js";
import { icon } from "./icons.js";
import { attempt, notify } from "./notices.js";
import { session } from "./session.js";
import { openShortcuts } from "./shortcuts.js";
import { CompletionPopup } from "./suggestions.js";

const TALLEST = 240;
const drafts = new Map();

/** Where a person writes: text, commands, mentions and files; keeps a draft per place. */
export class Composer {
  #files = [];
  #target = { channel: null, thread: null };

  constructor({ editLast }) {
    this.editLast = editLast;
    this.text = el("textarea", { rows: "1", autocomplete: "off", spellcheck: "true" });
    this.usage = el("p", { class: "usage", id: freshId("usage"), role: "status" });
    this.picker = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to send" });
    this.attached = el("ul", { class: "attached", "aria-label": "Files to send" });
    this.broadcast = el("input", { type: "checkbox" });
    this.aloud = el("label", { class: "broadcast", hidden: true }, this.broadcast, el("span", {}));
    this.node = el("form", { class: "composer" }, this.attached, this.text, this.aloud, this.#tools(), this.usage);
    this.popup = new CompletionPopup(this.text, this.node);
    this.#listen();
  }

  #tools() {
    const start = this.#tool("Shortcuts", "bolt", (node) => openShortcuts(node, (command) => this.insert(`${command} `)));
    const attach = this.#tool("Attach a file", "clip", () => this.picker.click());
    const smile = this.#tool("Emoji", "smile", (node) => pickEmoji(node, (name, character) => this.insert(character)));
    this.sendButton = el("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
    const keys = el("span", { class: "keys" }, "Enter sends · Shift+Enter for a new line");
    return el("div", { class: "tools" }, this.picker, start, attach, smile, keys, this.sendButton);
  }

  #tool(label, sign, run) {
    const node = el("button", { type: "button", class: "bare", "aria-label": label, title: label }, icon(sign));
    node.addEventListener("click", () => run(node));
    return node;
  }

  /** Puts words where the caret stands and goes on writing there. */
  insert(words) {
    this.text.setRangeText(words, this.text.selectionStart, this.text.selectionEnd, "end");
    this.text.focus();
    this.typed();
  }

  #listen() {
    this.node.addEventListener("submit", (event) => (event.preventDefault(), this.send()));
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("keydown", (event) => this.#key(event));
    this.text.addEventListener("paste", (event) => this.add(event.clipboardData.files));
    this.picker.addEventListener("change", () => (this.add(this.picker.files), (this.picker.value = "")));
    this.node.addEventListener("dragover", (event) => (event.preventDefault(), this.node.classList.add("dropping")));
    this.node.addEventListener("dragleave", () => this.node.classList.remove("dropping"));
    this.node.addEventListener("drop", (event) => this.#drop(event));
  }

  /** `aloud` names the channel that a reply may be said in as well. */
  open(target, label, aloud = "") {
    this.#target = target;
    this.aloud.hidden = !aloud;
    this.aloud.lastChild.textContent = `Also send to ${aloud}`;
    this.broadcast.checked = false;
    this.popup.close();
    this.label(label);
    this.text.value = drafts.get(this.#draftKey()) ?? "";
    this.#files = [];
    this.typed();
    this.#showFiles();
  }

  label(words) {
    this.text.placeholder = words;
    this.text.setAttribute("aria-label", words);
  }

  #draftKey = () => `${session.me.id} ${this.#target.channel} ${this.#target.thread}`;

  typed() {
    drafts.set(this.#draftKey(), this.text.value);
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 2, TALLEST)}px`;
    this.sendButton.disabled = !this.text.value.trim() && !this.#files.length;
    this.popup.update();
    this.#explain();
  }

  #explain() {
    const known = this.#command();
    this.usage.textContent = known ? [known.command, known.usage_hint, known.description && `— ${known.description}`].filter(Boolean).join(" ") : "";
  }

  #command() {
    const word = /^(\/\S+)(?:\s|$)/.exec(this.text.value)?.[1];
    return session.commands.find(({ command }) => command === word);
  }

  #key(event) {
    if (event.isComposing || this.popup.key(event)) return;
    const wanted = event.key === "ArrowUp" && !this.text.value ? this.editLast() : event.key === "Enter" && !event.shiftKey;
    if (!wanted) return;
    event.preventDefault();
    if (event.key === "Enter") this.send();
  }

  #drop(event) {
    event.preventDefault();
    this.node.classList.remove("dropping");
    this.add(event.dataTransfer.files);
  }

  add(files) {
    this.#files.push(...files);
    this.#showFiles();
    this.typed();
  }

  #showFiles() {
    const remove = (file) => (this.#files.splice(this.#files.indexOf(file), 1), this.#showFiles(), this.typed());
    const row = (file) => el("li", {}, icon("file"), `${file.name} · ${sizeOf(file.size)}`, el("button", { type: "button", class: "bare", "aria-label": `Remove ${file.name}`, on: { click: () => remove(file) } }, icon("close")));
    this.attached.replaceChildren(...this.#files.map(row));
  }

  async send() {
    if (this.sendButton.disabled) return;
    const body = this.#command() ? this.#commandBody() : await attempt(null, () => this.#messageBody());
    if (!body) return;
    const { value } = this.text;
    const files = this.#files;
    this.#clear();
    if (!(await attempt(null, () => act(body)))) this.#putBack(value, files);
  }

  #commandBody() {
    const known = this.#command();
    const text = encodeForCommand(this.text.value.slice(known.command.length).trim(), known);
    return { do: "command", ...this.#where(), command: known.command, text };
  }

  async #messageBody() {
    const text = this.text.value;
    if (/^\/[a-z]\S*(\s|$)/i.test(text)) {
      notify(`${text.split(/\s/)[0]} is not a command here. To send it as a message, put a space before it.`);
      return null;
    }
    return { do: "message", ...this.#where(), text: encode(text.trim()), broadcast: this.broadcast.checked, files: await Promise.all(this.#files.map(readFile)) };
  }

  #where() {
    const { channel, thread } = this.#target;
    return thread ? { channel, thread } : { channel };
  }

  #clear() {
    this.text.value = "";
    this.broadcast.checked = false;
    this.#files = [];
    this.#showFiles();
    this.typed();
  }

  #putBack(value, files) {
    if (this.text.value || this.#files.length) return;
    this.text.value = value;
    this.#files = files;
    this.#showFiles();
    this.typed();
    this.popup.close();
  }
}
