import { el } from "./dom.js";
import { icon } from "./icons.js";
import { session } from "./session.js";
import { grid } from "./tables.js";

const PREVIEW_ROWS = 6;

export function fileCard(file) {
  const address = fileAddress(file);
  const name = el("a", { href: address, download: file.name, class: "file-name" }, file.name);
  const facts = el("span", { class: "detail" }, `${kindOf(file)} · ${sizeOf(file.size)}`);
  const save = el("a", { href: address, download: file.name, class: "bare", "aria-label": `Download ${file.name}` }, icon("save"));
  const head = el("div", { class: "file-head" }, icon("file"), el("span", { class: "file-facts" }, name, facts), save);
  return el("div", { class: "file" }, head, preview(file, address));
}

/** Files are fetched as the person who acts, so a copied address shows nothing to others. */
function fileAddress(file) {
  const address = new URL(file.url, location.href);
  address.searchParams.set("as", session.me.id);
  return address.pathname + address.search;
}

function preview(file, address) {
  if (file.mimetype?.startsWith("image/")) return el("img", { src: address, alt: file.name, loading: "lazy" });
  if (!file.preview) return null;
  if (isCsv(file)) return grid(rows(file.preview).map((row) => row.map((cell) => [cell])));
  return el("pre", { class: "preview" }, file.preview);
}

const isCsv = (file) => file.mimetype === "text/csv" || file.name.endsWith(".csv");
const kindOf = (file) => (file.name.includes(".") ? file.name.split(".").pop().toUpperCase() : file.mimetype);

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

/** The first rows of a CSV text, quotes respected. */
function rows(text) {
  const found = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    found.at(-1).push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === "" || found.length > PREVIEW_ROWS) break;
    if (end !== ",") found.push([]);
  }
  return found.filter((row) => row.some(Boolean)).slice(0, PREVIEW_ROWS);
}
