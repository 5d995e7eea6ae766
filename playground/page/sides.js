import { byId } from "./dom.js";

const leavers = new Map();

/** The pane at the right holds a thread or an agent, never both; the one before is left first. */
export function occupy(name, leave) {
  for (const [other, run] of leavers) if (other !== name) run();
  leavers.set(name, leave);
  byId(name).hidden = false;
  document.body.classList.add("with-side");
}

export function vacate(name) {
  leavers.delete(name);
  byId(name).hidden = true;
  byId(name).replaceChildren();
  document.body.classList.toggle("with-side", leavers.size > 0);
}
