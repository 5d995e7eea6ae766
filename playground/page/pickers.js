import { avatar } from "./avatars.js";
import { el } from "./dom.js";
import { move } from "./flyouts.js";
import { icon } from "./icons.js";
import { anchored } from "./popups.js";
import { addressOf, session } from "./session.js";

const KINDS = { admin: "admin", guest: "guest", external: "outside company", deactivated: "deactivated" };

/** Who this page acts as, and the way to be somebody else. */
export function picker() {
  const { me } = session;
  const words = el("span", { class: "acting-words" }, el("span", { class: "as" }, "Acting as "), el("strong", {}, me.real_name), el("span", { class: "acting-title" }, ` · ${me.title}`));
  const props = { type: "button", class: "acting", "aria-label": `Acting as ${me.real_name}, ${me.title}. Choose another person`, "aria-haspopup": "dialog", data: { key: "acting" } };
  const button = el("button", props, avatar(me.id, "tiny"), words, icon("down"));
  button.addEventListener("click", () => openPicker(button));
  return button;
}

function openPicker(button) {
  const search = el("input", { class: "typed", type: "text", placeholder: "Search by name or title", "aria-label": "Search people", autocomplete: "off" });
  const list = el("div", { class: "picker-list" });
  const panel = el("div", { class: "popup people", role: "dialog", "aria-label": "Who are you?" }, el("p", { class: "group-label" }, "Who are you?"), search, list);
  const draw = () => list.replaceChildren(...groups(search.value.trim().toLowerCase()));
  draw();
  const popup = anchored(button, panel);
  search.addEventListener("input", draw);
  list.addEventListener("click", (event) => event.target.closest("a") && popup.close());
  panel.addEventListener("keydown", (event) => key(event, search, list));
  search.focus();
}

/** From the search the arrow goes to whoever follows the present person, or to the first one found. */
function key(event, search, list) {
  const rows = [...list.querySelectorAll("a.who")];
  if (document.activeElement !== search) return move(event, rows);
  if (event.key === "Enter") return rows[0]?.click();
  if (event.key !== "ArrowDown") return undefined;
  event.preventDefault();
  const current = rows.findIndex((row) => row.matches("[aria-current]"));
  return rows[(current + 1) % rows.length]?.focus();
}

function groups(query) {
  const wanted = ({ real_name: name, title }) => `${name} ${title}`.toLowerCase().includes(query);
  const people = session.everyone.filter((person) => person.kind !== "bot" && wanted(person));
  if (!people.length) return [el("p", { class: "empty" }, "Nobody of that name")];
  const homes = [...new Set(people.map(workspaceOf))];
  return homes.map((home) => groupNode(homes.length > 1 ? home : null, people.filter((person) => workspaceOf(person) === home)));
}

const workspaceOf = ({ team_id: team }) => session.workspaces.find(({ id }) => id === team)?.name ?? "Other companies";
const groupNode = (label, people) => el("div", { role: "group", "aria-label": label }, label && el("p", { class: "group-label" }, label), el("ul", {}, people.map(row)));

function row(person) {
  const kind = KINDS[person.kind] && el("span", { class: "kind" }, KINDS[person.kind]);
  const words = el("span", { class: "who-words" }, el("span", {}, person.real_name, kind), el("span", { class: "detail" }, person.title));
  if (person.kind === "deactivated") return el("li", { class: "who gone" }, avatar(person.id, "tiny"), words);
  const href = addressOf(samePlace(person), { as: person.id, tab: session.place.tab });
  const current = person.id === session.me.id ? "true" : null;
  return el("li", {}, el("a", { href, class: "who", "aria-current": current }, avatar(person.id, "tiny"), words), beside(person), elsewhere(person, href));
}

function elsewhere(person, href) {
  return el("a", { href, target: "_blank", class: "bare", "aria-label": `Be ${person.real_name} in a new tab`, title: "In a new tab" }, icon("tab"));
}

/** Only the outermost page can be divided. */
function beside(person) {
  if (window !== window.top || person.id === session.me.id) return null;
  const here = addressOf(session.place.channel).slice(1);
  const there = addressOf(samePlace(person), { as: person.id }).slice(1);
  return el("a", { href: `/?split=${here},${there}`, class: "bare", "aria-label": `Be ${person.real_name} as well, side by side`, title: "Side by side" }, icon("columns"));
}

/** Where the next person would look: the same channel, or their own talk with the same app. */
function samePlace(next) {
  const here = session.channels.get(session.place.channel);
  return here?.kind === "im" && here.with !== next.id ? here.with : here?.id;
}
