import { fetchJson, listen } from "./api.js";
import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { jsonTree } from "./jsons.js";
import { attempt } from "./notices.js";
import { displayName } from "./session.js";
import { instant, moment } from "./times.js";

const MOST = 500;
const KINDS = { web_api: "Web API", command: "Commands", action: "Actions", view: "Forms", event: "Events", socket: "Socket", response_url: "Response URL", upload: "Uploads" };

const rows = el("ol", { class: "entries", "aria-label": "Requests, newest first" });
const filter = el("select", { "aria-label": "Show" }, el("option", { value: "" }, "Everything"), el("option", { value: "problems" }, "Only problems"), Object.entries(KINDS).map(([kind, name]) => el("option", { value: kind }, name)));
let entries = [];
let stop = null;

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
  pane.replaceChildren(el("header", {}, el("h2", {}, "Inspector"), filter, clear, close), rows);
  pane.onkeydown = (event) => event.key === "Escape" && toggleInspector();
  stop = listen("inspector/live", {}, { message: arrived, up: catchUp, down: () => {} });
  filter.focus();
}

/** What happened while nobody looked, or while the connection was lost. */
async function catchUp() {
  const after = entries.at(-1)?.n ?? 0;
  const found = await attempt(null, () => fetchJson("inspector", { after: String(after) }));
  for (const entry of found?.entries ?? []) keep(entry);
  draw();
}

function arrived(entry) {
  keep(entry);
  if (entries.at(-1) === entry && wanted(entry)) rows.prepend(row(entry));
  else draw();
}

function keep(entry) {
  entries = [...entries.filter(({ n }) => n !== entry.n), entry].sort((one, two) => one.n - two.n).slice(-MOST);
}

filter.addEventListener("change", draw);

function draw() {
  const shown = entries.filter(wanted).reverse();
  rows.replaceChildren(...(shown.length ? shown.map(row) : [el("li", { class: "empty" }, "Nothing yet. Send a command and its requests appear here.")]));
}

function wanted(entry) {
  if (!filter.value) return true;
  return filter.value === "problems" ? failed(entry) : entry.kind === filter.value;
}

const failed = ({ problems, status }) => problems.length > 0 || !/^(ok|2\d\d)$/.test(status ?? "ok");

function statusWords({ status, problems }) {
  const count = problems.length && `${problems.length} problem${problems.length > 1 ? "s" : ""}`;
  return [status ?? "…", count].filter(Boolean).join(" · ");
}

function row(entry) {
  const state = failed(entry) ? "bad" : "good";
  const head = el(
    "summary",
    {},
    el("time", { title: moment(new Date(entry.at)) }, instant(new Date(entry.at))),
    el("span", { class: "kind" }, KINDS[entry.kind] ?? entry.kind),
    el("span", { class: "title" }, entry.title),
    el("span", { class: "by" }, displayName(entry.who ?? "")),
    el("span", { class: `status ${state}` }, statusWords(entry)),
    el("span", { class: "ms" }, entry.ms === null || entry.ms === undefined ? "" : `${Math.round(entry.ms)} ms`),
  );
  const details = el("details", {}, head);
  details.addEventListener("toggle", () => details.open && details.childElementCount === 1 && details.append(parts(entry)), { once: true });
  return el("li", {}, details);
}

function parts(entry) {
  const problems = entry.problems.length ? el("ul", { class: "problems", "aria-label": "Problems" }, entry.problems.map((words) => el("li", {}, words))) : null;
  const side = (label, value) => el("section", { "aria-label": label }, el("h3", {}, label), jsonTree(value));
  return el("div", { class: "exchange" }, problems, side("Request", entry.request), side("Response", entry.response));
}
