import { Refusal } from "./api.js";
import { el, freshId } from "./dom.js";
import { notify } from "./notices.js";
import { anchored } from "./popups.js";

/** A searchable list under `anchor`; `done` gets the chosen items, at once or when `confirm` is pressed. */
export function openListbox(anchor, options) {
  const id = freshId("list");
  const search = el("input", { class: "typed", type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": id, "aria-label": `Search: ${options.label}`, placeholder: "Search", autocomplete: "off" });
  const list = el("div", { id, role: "listbox", "aria-label": options.label, "aria-multiselectable": String(options.many) });
  const confirm = options.confirm && el("button", { type: "button", class: "button primary" }, options.confirm);
  const panel = el("div", { class: "popup listbox" }, search, list, confirm);
  const box = new Listbox(options, search, list);
  const popup = anchored(anchor, panel, () => options.many && !confirm && box.changed && options.done(box.chosen));
  confirm?.addEventListener("click", () => (popup.close(), options.done(box.chosen)));
  box.pick = (items) => {
    popup.close();
    options.done(items);
  };
  box.moved = popup.place;
  box.listen(panel);
  box.refresh();
  search.focus();
}

class Listbox {
  #asked = 0;

  constructor(options, search, list) {
    Object.assign(this, { options, search, list, chosen: [...options.chosen], changed: false, rows: [], active: -1 });
  }

  listen(panel) {
    this.search.addEventListener("input", () => this.refresh());
    panel.addEventListener("keydown", (event) => this.key(event));
  }

  async refresh() {
    const asked = ++this.#asked;
    const groups = await this.groups();
    if (asked !== this.#asked) return;
    this.rows = [];
    const nodes = groups.filter((group) => group.items.length).map((group) => this.group(group));
    this.list.replaceChildren(...(nodes.length ? nodes : [el("p", { class: "empty" }, this.options.hint)]));
    const selected = this.rows.findIndex(({ item }) => this.has(item));
    this.activate(this.rows.length ? Math.max(0, selected) : -1);
    this.moved();
  }

  async groups() {
    try {
      return await this.options.source(this.search.value.trim());
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      notify(problem.message);
      return [];
    }
  }

  group({ label, items }) {
    const rows = items.map((item) => this.row(item));
    return label ? el("div", { role: "group", "aria-label": label }, el("p", { class: "group-label" }, label), rows) : el("div", { role: "presentation" }, rows);
  }

  row(item) {
    const node = el(
      "div",
      { role: "option", id: freshId("option"), class: "option", "aria-selected": String(this.has(item)) },
      el("span", {}, item.label),
      item.detail && el("span", { class: "detail" }, item.detail),
    );
    node.addEventListener("click", () => this.choose(item, node));
    this.rows.push({ item, node });
    return node;
  }

  has = (item) => this.chosen.some(({ value }) => value === item.value);

  choose(item, node) {
    if (!this.options.many) return this.pick([item]);
    if (!this.has(item) && this.chosen.length >= (this.options.limit ?? Infinity)) {
      return notify(`You can choose at most ${this.options.limit}.`);
    }
    this.chosen = this.has(item) ? this.chosen.filter(({ value }) => value !== item.value) : [...this.chosen, item];
    this.changed = true;
    node.setAttribute("aria-selected", String(this.has(item)));
    if (this.options.confirm && this.search.value) this.again();
  }

  /** Makes room for the next name once one was found and chosen. */
  again() {
    this.search.value = "";
    this.search.focus();
    this.refresh();
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.activate((this.active + step + this.rows.length) % this.rows.length);
    else if (event.key === "Enter" && event.target === this.search && this.rows[this.active]) this.choose(this.rows[this.active].item, this.rows[this.active].node);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  activate(index) {
    this.rows[this.active]?.node.classList.remove("active");
    this.active = index;
    const row = this.rows[index];
    if (!row) return this.search.removeAttribute("aria-activedescendant");
    row.node.classList.add("active");
    row.node.scrollIntoView({ block: "nearest" });
    this.search.setAttribute("aria-activedescendant", row.node.id);
  }
}
