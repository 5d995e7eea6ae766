import { completionsFor } from "./completions.js";
import { el, freshId } from "./dom.js";

/** The list over a text box that completes commands, names, channels and emoji by keyboard or click. */
export class CompletionPopup {
  #found = null;
  #active = 0;

  constructor(text, frame) {
    this.text = text;
    this.list = el("div", { class: "completions", role: "listbox", id: freshId("completions"), "aria-label": "Suggestions", hidden: true });
    frame.append(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      text.setAttribute(name, value);
    }
    text.addEventListener("blur", () => this.close());
  }

  update() {
    const { value, selectionStart: caret } = this.text;
    this.#found = document.activeElement === this.text ? completionsFor(value.slice(0, caret)) : null;
    if (!this.#found) return this.close();
    this.list.replaceChildren(...this.#found.items.map((item, index) => this.#row(item, index)));
    this.list.hidden = false;
    this.text.setAttribute("aria-expanded", "true");
    this.#activate(0);
  }

  #row(item, index) {
    const node = el("div", { role: "option", class: "option", id: `${this.list.id}-${index}` }, el("span", {}, el("strong", {}, item.label), item.hint && el("span", { class: "usage-hint" }, ` ${item.hint}`)), item.detail && el("span", { class: "detail" }, item.detail));
    node.addEventListener("mousedown", (event) => (event.preventDefault(), this.#accept(item)));
    return node;
  }

  #activate(index) {
    const rows = [...this.list.children];
    this.#active = (index + rows.length) % rows.length;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === this.#active)));
    rows[this.#active].scrollIntoView({ block: "nearest" });
    this.text.setAttribute("aria-activedescendant", rows[this.#active].id);
  }

  /** True when the key belonged to the list. */
  key(event) {
    if (!this.#found) return false;
    const run = this.#keys()[event.key];
    if (!run || event.shiftKey || (event.key === "Enter" && this.#isTyped())) return false;
    event.preventDefault();
    event.stopPropagation();
    run();
    return true;
  }

  /** Enter after a word that is already whole sends it, rather than completing it to itself. */
  #isTyped() {
    const { value, selectionStart: caret } = this.text;
    return this.#found.items[this.#active].insert.trim() === value.slice(this.#found.start, caret);
  }

  #keys() {
    const accept = () => this.#accept(this.#found.items[this.#active]);
    return {
      ArrowDown: () => this.#activate(this.#active + 1),
      ArrowUp: () => this.#activate(this.#active - 1),
      Tab: accept,
      Enter: accept,
      Escape: () => this.close(),
    };
  }

  #accept(item) {
    const { value, selectionStart: caret } = this.text;
    this.text.setRangeText(item.insert, this.#found.start, caret, "end");
    this.close();
    item.run?.();
    if (value !== this.text.value) this.text.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  close() {
    this.#found = null;
    this.list.hidden = true;
    this.text.setAttribute("aria-expanded", "false");
    this.text.removeAttribute("aria-activedescendant");
  }
}
