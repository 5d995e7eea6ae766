import { act } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openMoves } from "./moves.js";
import { attempt } from "./notices.js";
import { now, on, session } from "./session.js";
import { clock, shortDay } from "./times.js";

const EVERY_MS = 5000;
const button = el("button", { type: "button", class: "clock", "aria-haspopup": "dialog", data: { key: "clock" } });
const halt = el("button", { type: "button", class: "clock halt", "aria-label": "Halt the clock", title: "Halt the clock", hidden: true }, icon("stop"));
const node = el("span", { class: "clock-frame" }, button, halt);

/** The playground's date and time as this person reads it; a menu where it can be moved. */
export function clockButton() {
  draw();
  return session.clock.movable ? node : null;
}

function draw() {
  const date = new Date(now());
  const words = `${shortDay(date)}, ${clock(date)}`;
  const { moving } = session.clock;
  button.replaceChildren(icon("clock"), el("span", { class: "clock-words" }, words));
  button.setAttribute("aria-label", moving ? `The clock is moving: ${words}` : `It is ${words} in this playground. Move the clock`);
  button.classList.toggle("moving", Boolean(moving));
  halt.hidden = !moving;
}

button.addEventListener("click", () => openMoves(button));
halt.addEventListener("click", () => attempt(halt, () => act({ do: "halt" })));
on("clock", draw);
setInterval(() => node.isConnected && draw(), EVERY_MS);
