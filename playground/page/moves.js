import { act } from "./api.js";
import { el, freshId } from "./dom.js";
import { attempt, notify } from "./notices.js";
import { anchored } from "./popups.js";
import { now, on, session } from "./session.js";
import { clock, epochOf, localOf, shortDay } from "./times.js";

let target = null;

/** The menu of moments this playground's clock can be moved to. */
export function openMoves(anchor) {
  const panel = el("div", { class: "popup moves", role: "dialog", "aria-label": "Move the clock" });
  const stop = on("clock", () => panel.isConnected && draw(panel));
  draw(panel);
  anchored(anchor, panel, stop);
  panel.querySelector("button").focus();
}

function draw(panel) {
  const busy = session.clock.moving;
  if (panel.dataset.busy === String(Boolean(busy)) && busy) return panel.querySelector(".progress").replaceWith(progress());
  panel.dataset.busy = String(Boolean(busy));
  const inside = panel.contains(document.activeElement) || document.activeElement === document.body;
  panel.replaceChildren(...(busy ? [progress(), haltButton()] : [intro(), moments(), form()]));
  if (inside) panel.querySelector("button").focus();
}

const intro = () => el("p", { class: "detail" }, "Only this playground's clock moves, and only forward. Apps and pages follow.");

function moments() {
  const row = ({ key, label, at }) => el("button", { type: "button", class: "moment", data: { key: `moment ${key}` }, on: { click: ({ currentTarget }) => move(currentTarget, { moment: key }, at) } }, el("span", {}, label), el("span", { class: "detail" }, when(at)));
  return el("div", { role: "group", "aria-label": "Moments" }, session.clock.moments.map(row));
}

const when = (at) => `${shortDay(new Date(at))}, ${clock(new Date(at))}`;

function form() {
  const id = freshId("moment");
  const field = el("input", { type: "datetime-local", class: "typed", id, required: true, value: localOf(now() / 1000 + 86400) });
  const form = el("form", { class: "move-form" }, el("label", { for: id }, "To"), field, el("button", { type: "submit", class: "button primary" }, "Move"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const at = new Date(epochOf(field.value) * 1000).toISOString();
    move(form.querySelector("button"), { to: at }, at);
  });
  return form;
}

/** The answer comes once the clock stands there; until then the live wire tells how far it is. */
async function move(control, body, at) {
  target = { from: now(), to: Date.parse(at) };
  const done = await attempt(control, () => act({ do: "move", ...body }));
  target = null;
  if (done) notify(`It is now ${when(done.now)}.`, "calm");
}

function progress() {
  const share = target && (now() - target.from) / (target.to - target.from);
  const bar = el("progress", { max: "1", "aria-label": "Moving the clock", value: share === null ? undefined : Math.max(0, Math.min(1, share)) });
  return el("div", { class: "progress" }, el("p", { role: "status" }, `Moving: ${when(now())}`), bar);
}

function haltButton() {
  const node = el("button", { type: "button", class: "button" }, "Halt here");
  node.addEventListener("click", () => attempt(node, () => act({ do: "halt" })));
  return node;
}
