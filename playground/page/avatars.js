import { el } from "./dom.js";
import { person } from "./session.js";

export function avatar(id, size = "") {
  const who = person(id);
  return el("span", { class: `avatar ${size}`, "aria-hidden": "true", style: { background: colorOf(who) } }, who?.initials ?? "?");
}

const colorOf = (who) => (who?.color ? `#${who.color.replace(/^#/, "")}` : "#5b6770");
