import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { toggleInspector } from "./inspectors.js";
import { avatar } from "./messages.js";
import { anchored } from "./popups.js";
import { addressOf, session } from "./session.js";

const KINDS = { admin: "admin", guest: "guest", external: "outside company", deactivated: "deactivated" };

export function drawTop() {
  const menu = el("button", { type: "button", class: "bare menu-button", "aria-label": "Show conversations", "aria-controls": "sidebar" }, icon("menu"));
  menu.addEventListener("click", () => document.body.classList.toggle("with-sidebar"));
  const inspector = el("button", { type: "button", class: "inspector-button", "aria-label": "Inspector", "aria-controls": "inspector" }, icon("pulse"), el("span", {}, "Inspector"));
  inspector.addEventListener("click", toggleInspector);
  byId("top").replaceChildren(menu, el("strong", { class: "workspace" }, session.workspace.name), el("span", { class: "tag" }, "Playground"), picker(), inspector);
}

function picker() {
  const { me } = session;
  const label = `Acting as ${me.real_name}, ${me.title}. Choose another person`;
  const button = el(
    "button",
    { type: "button", class: "acting", "aria-label": label, "aria-haspopup": "dialog" },
    avatar(me.id, "tiny"),
    el("span", { class: "acting-words" }, el("span", { class: "as" }, "Acting as "), el("strong", {}, me.real_name), el("span", { class: "acting-title" }, ` · ${me.title}`)),
    icon("down"),
  );
  button.addEventListener("click", () => openPicker(button));
  return button;
}

function openPicker(button) {
  const people = session.everyone.filter(({ kind }) => kind !== "bot");
  const list = el("ul", {}, people.map((person) => row(person)));
  const panel = el("div", { class: "popup people", role: "dialog", "aria-label": "Who are you?" }, el("p", { class: "group-label" }, "Who are you?"), list);
  const popup = anchored(button, panel);
  list.addEventListener("click", (event) => event.target.closest("a") && popup.close());
  list.addEventListener("keydown", (event) => move(event, [...list.querySelectorAll("a.who")]));
  (list.querySelector("[aria-current]") ?? list.querySelector("a"))?.focus();
}

function row(person) {
  const words = el("span", { class: "who-words" }, el("span", {}, person.real_name, KINDS[person.kind] && el("span", { class: "kind" }, KINDS[person.kind])), el("span", { class: "detail" }, person.title));
  if (person.kind === "deactivated") return el("li", { class: "who gone" }, avatar(person.id, "tiny"), words);
  const href = addressOf(samePlace(person), { as: person.id, tab: session.place.tab });
  const current = person.id === session.me.id ? "true" : null;
  const tab = el("a", { href, target: "_blank", class: "bare", "aria-label": `Be ${person.real_name} in a new tab`, title: "In a new tab" }, icon("tab"));
  return el("li", {}, el("a", { href, class: "who", "aria-current": current }, avatar(person.id, "tiny"), words), tab);
}

/** Where the next person would look: the same channel, or their own talk with the same app. */
function samePlace(next) {
  const here = session.channels.get(session.place.channel);
  return here?.kind === "im" && here.with !== next.id ? here.with : here?.id;
}

function move(event, links) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  links.at((links.indexOf(document.activeElement) + step) % links.length).focus();
}
