import { fetchJson, listen } from "./api.js";
import { byId, el } from "./dom.js";
import { byOf, entryRow, failed, KINDS } from "./entries.js";
import { icon } from "./icons.js";
import { attempt } from "./notices.js";
import { tallies } from "./tallies.js";

const MOST = 500;
const RECOUNT_MS = 600;

const rows = el("ol", { class: "entries", "aria-label": "Requests, newest first" });
const counted = el("div", { class: "counted" });
const option = ([value, name]) => el("option", { value }, name);
const menu = (label, options) => el("select", { "aria-label": label, on: { change: () => draw() } }, options.map(option));
const kinds = menu("Show", [["", "Every kind"], ...Object.entries(KINDS)]);
const results = menu("Result", [["", "Every result"], ["good", "Only what went well"], ["bad", "Only problems"]]);
const whose = menu("Whose", [["", "Everybody"]]);
const search = el("input", { class: "typed", type: "search", placeholder: "Search", "aria-label": "Search requests", on: { input: () => draw() } });
const pause = el("button", { type: "button", class: "button", "aria-pressed": "false", on: { click: () => hold(!paused) } }, "Pause");
let entries = [];
let paused = false;
let stop = null;
let recount = null;

export function toggleInspector() {
  const pane = byId("inspector");
  pane.hidden = !pane.hidden;
  document.body.classList.toggle("with-inspector", !pane.hidden);
  if (pane.hidden) return hide();
  show(pane);
}

function hide() {
  stop?.();
  stop = null;
  document.querySelector(".inspector-button")?.focus();
}

function show(pane) {
  const close = el("button", { type: "button", class: "bare", "aria-label": "Close inspector", on: { click: toggleInspector } }, icon("close"));
  const clear = el("button", { type: "button", class: "button", on: { click: () => ((entries = []), draw()) } }, "Clear");
  const tools = el("div", { class: "inspector-tools", role: "search", "aria-label": "Requests" }, search, kinds, whose, results, pause, clear);
  pane.replaceChildren(el("header", {}, el("h2", {}, "Inspector"), counted, tools, close), rows);
  pane.onkeydown = (event) => void (event.key === "Escape" && toggleInspector());
  stop = listen("inspector/live", {}, { message: arrived, up: catchUp, down: () => {} });
  search.focus();
}

/** What happened while nobody looked, or while the connection was lost. */
async function catchUp() {
  const after = entries.at(-1)?.n ?? 0;
  const found = await attempt(null, () => fetchJson("inspector", { after: String(after) }));
  for (const entry of found?.entries ?? []) keep(entry);
  if (found) counted.replaceChildren(...[tallies(found.counters)].filter(Boolean));
  draw();
}

function arrived(entry) {
  keep(entry);
  recount ??= setTimeout(count, RECOUNT_MS);
  if (paused) return;
  if (entries.at(-1) === entry && wanted(entry) && rows.querySelector("summary")) rows.prepend(entryRow(entry));
  else draw();
}

async function count() {
  recount = null;
  const found = await attempt(null, () => fetchJson("inspector", { after: String(entries.at(-1)?.n ?? 0) }));
  if (found) counted.replaceChildren(...[tallies(found.counters)].filter(Boolean));
}

function keep(entry) {
  entries = [...entries.filter(({ n }) => n !== entry.n), entry].sort((one, two) => one.n - two.n).slice(-MOST);
}

/** While it is held the list stands still for reading; what comes meanwhile is kept. */
function hold(wish) {
  paused = wish;
  pause.setAttribute("aria-pressed", String(paused));
  pause.textContent = paused ? "Go on" : "Pause";
  if (!paused) draw();
}

function draw() {
  drawWhose();
  const shown = entries.filter(wanted).reverse();
  const none = entries.length ? "Nothing that fits. Change the filter or the search." : "Nothing yet. Send a command and its requests appear here.";
  rows.replaceChildren(...(shown.length ? shown.map(entryRow) : [el("li", { class: "empty" }, none)]));
}

function drawWhose() {
  const names = [...new Set(entries.map(byOf).filter(Boolean))].sort();
  if (names.length === whose.options.length - 1) return;
  const { value } = whose;
  whose.replaceChildren(...[["", "Everybody"], ...names.map((name) => [name, name])].map(option));
  whose.value = value;
}

function wanted(entry) {
  if (kinds.value && entry.kind !== kinds.value) return false;
  if (whose.value && byOf(entry) !== whose.value) return false;
  if (results.value && failed(entry) !== (results.value === "bad")) return false;
  const words = search.value.trim().toLowerCase();
  return !words || textOf(entry).includes(words);
}

const texts = new WeakMap();

function textOf(entry) {
  if (!texts.has(entry)) texts.set(entry, JSON.stringify([entry.title, byOf(entry), entry.status, entry.request, entry.response, entry.problems]).toLowerCase());
  return texts.get(entry);
}
