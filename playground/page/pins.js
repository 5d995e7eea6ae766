import { fetchJson } from "./api.js";
import { avatar } from "./avatars.js";
import { decode } from "./completions.js";
import { el } from "./dom.js";
import { attempt } from "./notices.js";
import { anchored } from "./popups.js";
import { addressOf, displayName, session } from "./session.js";
import { clock, dividerDay, fromTs } from "./times.js";

/** The pinned messages of a conversation, each a link to where it stands. */
export async function openPins(channel, anchor) {
  const where = { as: session.me.id, channel: channel.id };
  const found = await attempt(anchor, () => fetchJson("messages", where));
  if (!found) return;
  const pinned = channel.pins.map((ts) => found.messages.find((message) => message.ts === ts) ?? { ts });
  const list = el("ul", {}, pinned.map((message) => row(channel, message)));
  const panel = el("div", { class: "popup pins", role: "dialog", "aria-label": "Pinned" }, el("p", { class: "group-label" }, "Pinned"), list);
  const popup = anchored(anchor, panel);
  list.addEventListener("click", popup.close);
  list.querySelector("a")?.focus();
}

function row(channel, message) {
  const when = `${dividerDay(fromTs(message.ts))}, ${clock(fromTs(message.ts))}`;
  const words = message.user ? decode(message.text).slice(0, 200) : "A reply in a thread";
  const by = message.user && [avatar(message.user, "tiny"), el("strong", {}, displayName(message.user))];
  return el("li", {}, el("a", { href: addressOf(channel.id, { tab: `p${message.ts}` }) }, el("span", { class: "pin-by" }, by, el("span", { class: "detail" }, when)), el("span", {}, words)));
}
