import { el } from "./dom.js";
import { cellNodes, frame } from "./tables.js";

const PAGE_SIZE = 5;
const byWords = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Slack's data table: sorted by a press on a heading, filtered by words, shown a page at a time. */
export function dataTableBlock(block) {
  return new DataTable(block).node;
}

class DataTable {
  #page = 0;
  #words = "";
  #sort = { column: null, turn: 1 };

  constructor({ caption, rows: [head, ...rows], page_size: size = PAGE_SIZE, row_header_column_index: key = 0 }) {
    const drawn = rows.map((cells) => cells.map((cell) => ({ cell, words: wordsOf(cell) })));
    Object.assign(this, { caption, head, rows: drawn, size, key, numeric: numericColumns(rows, head.length) });
    this.headings = head.map((cell, column) => this.#heading(cell, column));
    this.body = el("tbody");
    this.count = el("span", { class: "detail", role: "status" });
    this.node = el("div", { class: "block data-table" }, this.#tools(), this.#table(), this.#pager());
    this.#draw();
  }

  #tools() {
    const search = el("input", { type: "search", class: "typed", placeholder: "Filter rows", "aria-label": `Filter ${this.caption}` });
    search.addEventListener("input", () => this.#change({ words: search.value.trim().toLowerCase() }));
    return el("div", { class: "data-tools" }, el("strong", {}, this.caption), search);
  }

  #table() {
    return frame(this.caption, [el("caption", { class: "unseen" }, this.caption), el("thead", {}, el("tr", {}, this.headings)), this.body]);
  }

  #heading(cell, column) {
    const button = el("button", { type: "button", class: "sorter", on: { click: () => this.#sortBy(column) } }, cellNodes(cell));
    return el("th", { scope: "col", class: this.#look(column) }, button);
  }

  #look = (column) => (this.numeric[column] ? "align-right" : null);

  #pager() {
    const turn = (label, step) => el("button", { type: "button", class: "button", on: { click: () => this.#change({ page: this.#page + step }) } }, label);
    this.back = turn("Previous", -1);
    this.next = turn("Next", 1);
    return el("div", { class: "pager" }, this.count, this.back, this.next);
  }

  #sortBy(column) {
    const turn = this.#sort.column === column ? -this.#sort.turn : 1;
    this.#change({ sort: { column, turn } });
  }

  #change({ page = 0, words = this.#words, sort = this.#sort }) {
    [this.#page, this.#words, this.#sort] = [page, words, sort];
    this.#draw();
  }

  #found() {
    const found = this.rows.filter((row) => row.some(({ words }) => words.toLowerCase().includes(this.#words)));
    const { column, turn } = this.#sort;
    return column === null ? found : found.sort((one, two) => turn * compare(one[column], two[column]));
  }

  #draw() {
    const found = this.#found();
    const from = this.#page * this.size;
    const shown = found.slice(from, from + this.size);
    this.body.replaceChildren(...shown.map((row) => this.#row(row)));
    this.headings.forEach((heading, column) => heading.setAttribute("aria-sort", this.#sorted(column)));
    this.count.textContent = found.length ? `${from + 1}–${from + shown.length} of ${found.length}` : "No row matches";
    this.back.disabled = from === 0;
    this.next.disabled = from + this.size >= found.length;
  }

  #sorted(column) {
    if (this.#sort.column !== column) return "none";
    return this.#sort.turn > 0 ? "ascending" : "descending";
  }

  #row(row) {
    return el("tr", {}, row.map(({ cell }, column) => {
      const key = column === this.key;
      return el(key ? "th" : "td", { scope: key ? "row" : null, class: this.#look(column) }, cellNodes(cell));
    }));
  }
}

const wordsOf = (cell) => el("span", {}, cellNodes(cell)).textContent;
const numericColumns = (rows, width) => Array.from({ length: width }, (_, column) => rows.every((row) => row[column]?.type === "raw_number"));

function compare(one, two) {
  if (one.cell.type === "raw_number" && two.cell.type === "raw_number") return one.cell.value - two.cell.value;
  return byWords.compare(one.words, two.words);
}
