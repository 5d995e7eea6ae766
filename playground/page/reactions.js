import { act } from "./api.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { pickEmoji } from "./emojipickers.js";
import { icon } from "./icons.js";
import { attempt } from "./notices.js";
import { displayName, session } from "./session.js";

export const react = (message, name, control) =>
  attempt(control, () => act({ do: "react", channel: message.channel, ts: message.ts, name }));

export const askForReaction = (message, anchor) => pickEmoji(anchor, (name) => react(message, name, null));

/** What people have put under a message, and the button to put more. */
export function reactionRow(message) {
  const given = message.reactions ?? [];
  if (!given.length) return null;
  const more = el("button", { type: "button", class: "reaction more", "aria-label": "Add reaction", title: "Add reaction" }, icon("smile"));
  more.addEventListener("click", () => askForReaction(message, more));
  return el("div", { class: "reactions" }, given.map((one) => reactionButton(message, one)), more);
}

function reactionButton(message, { name, users, count }) {
  const mine = users.includes(session.me.id);
  const props = { type: "button", class: "reaction", "aria-pressed": String(mine), "aria-label": `${name}, ${count}`, title: whoReacted(name, users), data: { key: `${message.ts} ${name}` } };
  const node = el("button", props, emoji(name), el("span", { class: "reaction-count" }, String(count)));
  node.addEventListener("click", () => react(message, name, node));
  return node;
}

function whoReacted(name, users) {
  const names = users.map((id) => (id === session.me.id ? "You" : displayName(id)));
  return `${new Intl.ListFormat("en").format(names)} reacted with :${name}:`;
}
