import { el } from "./dom.js";
import { icon } from "./icons.js";
import { localAddress } from "./pictures.js";
import { grid } from "./tables.js";

const PREVIEW_ROWS = 6;

export function fileCard(file) {
  const address = localAddress(file.url);
  const name = el("a", { href: address, download: file.name, class: "file-name" }, file.name);
  const facts = el("span", { class: "detail" }, `${kindOf(file)} · ${sizeOf(file.size)}`);
  const save = el("a", { href: address, download: file.name, class: "bare", "aria-label": `Download ${file.name}` }, icon("save"));
  const head = el("div", { class: "file-head" }, icon("file"), el("span", { class: "file-facts" }, name, facts), save);
  return el("div", { class: "file" }, head, preview(file, address));
}

/** A drawing of SVG is safe inside `img`: no script of it runs there. */
function preview(file, address) {
  if (file.mimetype?.startsWith("image/")) return el("img", { src: address, alt: file.name, loading: "lazy" });
  if (!file.preview) return null;
  const cut = new TextEncoder().encode(file.preview).length < file.size;
  return isCsv(file) ? csvPreview(file, cut) : textPreview(file, cut);
}

function csvPreview(file, cut) {
  const whole = cut ? file.preview.slice(0, file.preview.lastIndexOf("\n") + 1) : file.preview;
  const all = rows(whole || file.preview);
  const more = (cut || all.length > PREVIEW_ROWS) && rest("The first rows only");
  return [grid(all.slice(0, PREVIEW_ROWS).map((row) => row.map((cell) => [cell])), { label: `Beginning of ${file.name}` }), more];
}

function textPreview(file, cut) {
  const code = el("pre", { class: "preview", tabindex: "0", role: "region", "aria-label": `Beginning of ${file.name}` }, file.preview);
  return [code, cut && rest("The beginning only")];
}

const rest = (what) => el("p", { class: "detail file-rest" }, `${what}; the download has all of it.`);
const isCsv = (file) => file.mimetype === "text/csv" || file.name.endsWith(".csv");
const kindOf = (file) => (file.name.includes(".") ? file.name.split(".").pop().toUpperCase() : file.mimetype);

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

/** The rows of a CSV text, quotes respected. */
function rows(text) {
  const found = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    found.at(-1).push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === "") break;
    if (end !== ",") found.push([]);
  }
  return found.filter((row) => row.some(Boolean));
}
