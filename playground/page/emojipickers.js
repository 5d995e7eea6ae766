import { el } from "./dom.js";
import { emojiNamed } from "./emoji.js";
import { anchored } from "./popups.js";

const ACROSS = 8;
const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: ACROSS, ArrowUp: -ACROSS };

/** A grid of emoji with a search; `done` gets the name of the chosen one. */
export function pickEmoji(anchor, done) {
  const search = el("input", { class: "typed", type: "text", placeholder: "Search emoji", "aria-label": "Search emoji", autocomplete: "off" });
  const grid = el("div", { class: "emoji-grid", role: "group", "aria-label": "Emoji" });
  const panel = el("div", { class: "popup emoji-picker", role: "dialog", "aria-label": "Choose an emoji" }, search, grid);
  const draw = () => grid.replaceChildren(...cells(search.value.trim().toLowerCase()));
  draw();
  const popup = anchored(anchor, panel);
  search.addEventListener("input", draw);
  panel.addEventListener("keydown", (event) => key(event, search, grid));
  grid.addEventListener("click", (event) => choose(event.target.closest("button"), popup, done));
  search.focus();
}

function choose(button, popup, done) {
  if (!button) return;
  popup.close();
  done(button.dataset.name, button.textContent);
}

/** One cell for each character: several names may share it. */
function cells(query) {
  const known = new Map();
  for (const [name, character] of emojiNamed("")) if (name.includes(query) && !known.has(character)) known.set(character, name);
  const found = [...known].map(([character, name]) => el("button", { type: "button", class: "bare", "aria-label": name, title: `:${name}:`, tabindex: "-1", data: { name } }, character));
  return found.length ? found : [el("p", { class: "empty" }, "No emoji of that name")];
}

function key(event, search, grid) {
  const all = [...grid.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  if (at < 0 && event.key === "Enter") return (event.preventDefault(), all[0]?.click());
  if (at < 0 && event.key !== "ArrowDown") return;
  if (!(event.key in STEPS)) return;
  event.preventDefault();
  (at < 0 ? all[0] : (all[at + STEPS[event.key]] ?? search))?.focus();
}
