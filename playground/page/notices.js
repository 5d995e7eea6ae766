import { Refusal } from "./api.js";
import { byId, el, standIn } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_MS = 15000;

/** Says something to the person above everything else, open forms included. */
export function notify(text, kind = "error") {
  const area = byId("notices");
  const close = el("button", { type: "button", class: "bare", "aria-label": "Dismiss" }, icon("close"));
  const notice = el("div", { class: `notice ${kind}` }, el("span", {}, text), close);
  const remove = () => {
    notice.remove();
    if (!area.childElementCount) area.hidePopover();
  };
  close.addEventListener("click", remove);
  setTimeout(remove, SHOWN_MS);
  area.append(notice);
  raise(area);
}

/** The top layer stacks in the order of opening, so a form opened later would cover the notice. */
export function raise(area = byId("notices")) {
  if (!area.childElementCount) return;
  if (area.matches(":popover-open")) area.hidePopover();
  area.showPopover();
}

/** Runs `work` with `control` disabled; a refusal becomes a notice and the answer null. */
export async function attempt(control, work) {
  const focused = control && document.activeElement === control;
  setBusy(control, true);
  try {
    return await work();
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    notify(problem.message);
    return null;
  } finally {
    setBusy(control, false);
    if (focused && document.activeElement === document.body) standIn(control)?.focus();
  }
}

function setBusy(control, busy) {
  if (!control) return;
  control.disabled = busy;
  control.toggleAttribute("aria-busy", busy);
}
