import { el } from "./dom.js";
import { move } from "./flyouts.js";
import { icon } from "./icons.js";
import { attempt, notify } from "./notices.js";
import { allowed, disturb, standing } from "./disturbances.js";
import { anchored } from "./popups.js";

/** What a person may do to a bot to see how it bears it, in plain words. */
const TROUBLES = [
  { label: "Refuse the next 3 calls for their rate", detail: "429, to be tried again after 2 seconds", body: { fault: { method: "*", kind: "rate_limited", times: 3, retry_after: "2" } } },
  { label: "Lose the reply of the next message", detail: "it is posted, the app does not hear so", body: { fault: { method: "chat.*", kind: "lost_reply", times: 1 } } },
  { label: "Answer slowly for a minute", detail: "every call takes 2 seconds", body: { fault: { method: "*", kind: "slow", delay: 2, lasting: 60 } } },
  { label: "Fail for 20 seconds", detail: "503 service_unavailable to every call", body: { fault: { method: "*", kind: "service_unavailable", lasting: 20 } } },
  { label: "Deliver the next 3 things twice", detail: "events, clicks and commands", body: { mishap: { kind: "repeat", what: "*", times: 3, copies: 2 } } },
  { label: "Deliver the next 3 things late", detail: "each 5 seconds after it happened", body: { mishap: { kind: "late", what: "*", times: 3, seconds: 5 } } },
  { label: "Cut the app's connection", detail: "it has to connect again", body: { socket: { do: "cut", connections: "all" } } },
  { label: "Be calm again", detail: "every disturbance ends", body: { calm: true } },
];

/** A drawer of disturbances, where the playground lets itself be disturbed. */
export function troubleButton() {
  if (!allowed()) return null;
  const node = el("button", { type: "button", class: "top-button", "aria-label": "Make trouble", title: "Make trouble", "aria-haspopup": "menu", data: { key: "trouble" } }, icon("storm"), el("span", {}, "Trouble"));
  node.addEventListener("click", () => openTroubles(node));
  return node;
}

function openTroubles(anchor) {
  const rows = TROUBLES.map((trouble) => el("button", { type: "button", role: "menuitem", tabindex: "-1", on: { click: ({ currentTarget }) => make(trouble, currentTarget).then(tell) } }, el("span", {}, trouble.label), el("span", { class: "detail" }, trouble.detail)));
  const state = el("p", { class: "group-label", role: "status" });
  const menu = el("div", { class: "popup menu troubles", role: "menu", "aria-label": "Make trouble" }, state, rows);
  const tell = () => attempt(null, async () => (state.textContent = await standing()));
  menu.addEventListener("keydown", (event) => move(event, rows));
  anchored(anchor, menu);
  rows[0].focus();
  tell();
}

async function make({ label, body }, control) {
  if (await attempt(control, () => disturb(body))) notify(`${label}: done. The inspector shows what comes of it.`, "calm");
}
