import { answer, Refusal } from "./api.js";
import { announce } from "./session.js";

const CONTROL = "/_control";
let open = false;

/** Whether this playground takes orders to misbehave; most do not. */
export const allowed = () => open;

export async function askWhetherAllowed() {
  const response = await fetch(CONTROL).catch(() => null);
  open = response?.ok ?? false;
  if (open) announce("state");
}

export async function disturb(body) {
  const result = await answer(CONTROL, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!result.ok) throw new Refusal(result.error);
  return result;
}

/** How many disturbances there are at present, as a sentence. */
export async function standing() {
  const { standing: found = {} } = await answer(CONTROL);
  const count = (found.faults ?? []).length + (found.mishaps ?? []).length;
  return count ? `${count} disturbance${count > 1 ? "s" : ""} at present.` : "Nothing is disturbed at present.";
}
