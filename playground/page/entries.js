import { asCurl, asText, copy } from "./copies.js";
import { el } from "./dom.js";
import { jsonTree } from "./jsons.js";
import { displayName } from "./session.js";
import { instant, moment } from "./times.js";

export const KINDS = { web_api: "Web API", command: "Commands", action: "Actions", view: "Forms", event: "Events", socket: "Socket", response_url: "Response URL", upload: "Uploads" };
const POINTER = /\[json-pointer:([^\]]*)\]/;

export const failed = ({ problems, status }) => problems.length > 0 || !/^(ok|2\d\d)$/.test(status || "ok");
export const byOf = ({ who }) => displayName(who ?? "");

/** One exchange as a line that opens. */
export function entryRow(entry) {
  const ms = entry.ms === null || entry.ms === undefined ? "" : `${Math.round(entry.ms)} ms`;
  const head = el(
    "summary",
    {},
    el("time", { title: moment(new Date(entry.at)) }, instant(new Date(entry.at))),
    el("span", { class: "kind" }, KINDS[entry.kind] ?? entry.kind),
    el("span", { class: "title" }, entry.title),
    el("span", { class: "by" }, byOf(entry)),
    el("span", { class: `status ${failed(entry) ? "bad" : "good"}` }, statusWords(entry)),
    el("span", { class: "ms" }, ms),
  );
  const details = el("details", {}, head);
  details.addEventListener("toggle", () => details.open && details.childElementCount === 1 && details.append(exchange(entry)), { once: true });
  return el("li", {}, details);
}

function statusWords({ status, problems }) {
  const count = problems.length && `${problems.length} problem${problems.length > 1 ? "s" : ""}`;
  return [status || "ok", count].filter(Boolean).join(" · ");
}

function exchange(entry) {
  const marked = new Set(entry.problems.map((words) => placeOf(words, entry.request)).filter(Boolean));
  const side = (label, value, marks) => el("section", { "aria-label": label }, el("h3", {}, label), jsonTree(value, marks));
  const frame = el("div", { class: "exchange" }, copyBar(entry), problemList(entry), side("Request", entry.request, marked), side("Response", entry.response));
  frame.addEventListener("click", (event) => event.target.dataset.leads && point(frame, event.target.dataset.leads));
  return frame;
}

function copyBar(entry) {
  const button = (label, words) => el("button", { type: "button", class: "button", on: { click: () => copy(words()) } }, label);
  const curl = entry.kind === "web_api" && button("Copy as curl", () => asCurl(entry));
  return el("p", { class: "copies" }, button("Copy as JSON", () => asText(entry)), curl);
}

function problemList(entry) {
  if (!entry.problems.length) return null;
  return el("ul", { class: "problems", "aria-label": "Problems" }, entry.problems.map((words) => el("li", {}, problem(words, entry.request))));
}

/** What was objected to, leading to the place in the request it names. */
function problem(words, request) {
  const place = placeOf(words, request);
  const told = words.replace(POINTER, "").replace("[ERROR]", "").trim();
  if (!place) return words;
  return [told, " ", el("button", { type: "button", class: "pointer", data: { leads: place } }, place)];
}

/** The pointer as it counts from the whole request: a view's own begins inside it. */
function placeOf(words, request) {
  const pointer = POINTER.exec(words)?.[1];
  if (pointer === undefined) return null;
  return ["", "/view"].map((prefix) => prefix + pointer).find((path) => path !== "/" && reaches(request, path)) ?? null;
}

function reaches(value, path) {
  const keys = path.split("/").slice(1);
  return keys.length > 0 && keys.reduce((at, key) => (at === null || typeof at !== "object" ? undefined : at[key]), value) !== undefined;
}

function point(frame, place) {
  const node = frame.querySelector(`[data-pointer="${CSS.escape(place)}"]`);
  for (let fold = node?.parentElement.closest("details"); fold && frame.contains(fold); fold = fold.parentElement.closest("details")) fold.open = true;
  node?.scrollIntoView({ block: "center" });
}
