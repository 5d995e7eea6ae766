import { act } from "./api.js";
import { showAbout } from "./abouts.js";
import { byId, el, keepingFocus } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./messages.js";
import { attempt } from "./notices.js";
import { openListbox } from "./listboxes.js";
import { addressOf, appOf, conversationName, displayName, go, session } from "./session.js";

export function drawSidebar() {
  const channels = [...session.channels.values()];
  const open = ({ kind, archived }) => (kind === "channel" || kind === "private") && !archived;
  const rooms = channels.filter(open).sort(byName);
  const talks = channels.filter((channel) => (channel.kind === "im" && !appOf(channel)) || channel.kind === "mpim").sort(byName);
  keepingFocus(() =>
    byId("sidebar").replaceChildren(
      group("Channels", rooms.map(entry)),
      group("Direct messages", talks.map(entry), newMessageButton()),
      group("Apps", session.apps.map(appEntry)),
      footer(),
    ),
  );
}

const byName = (one, two) => Number(two.member) - Number(one.member) || conversationName(one).localeCompare(conversationName(two));

function group(label, entries, extra) {
  const none = entries.length ? null : el("p", { class: "none" }, "None yet");
  return el("section", { "aria-label": label }, el("h2", {}, label, extra), none, el("ul", {}, entries));
}

function entry(channel) {
  const name = conversationName(channel);
  const unread = channel.unread > 0;
  const here = channel.id === session.place.channel;
  const style = [unread && "unread", !channel.member && "outside"].filter(Boolean).join(" ");
  const count = unread && el("span", { class: "count" }, el("span", { "aria-hidden": "true" }, String(channel.unread)), el("span", { class: "unseen" }, `, ${channel.unread} unread`));
  const href = addressOf(channel.id);
  return el("li", {}, el("a", { href, class: style, "aria-current": here ? "page" : null, data: { key: `side ${channel.id}` } }, mark(channel), el("span", { class: "name" }, name), count));
}

function mark(channel) {
  if (channel.kind === "im") return avatar(channel.with, "tiny");
  return icon(channel.kind === "channel" ? "hash" : channel.kind === "private" ? "lock" : "reply");
}

/** An app stands in the list before anyone has written to it; the first visit opens the conversation. */
function appEntry(app) {
  const channel = [...session.channels.values()].find((candidate) => candidate.kind === "im" && candidate.with === app.bot_user);
  if (channel) return entry(channel);
  const open = el("button", { type: "button", data: { key: `side ${app.id}` } }, avatar(app.bot_user, "tiny"), el("span", { class: "name" }, displayName(app.bot_user)));
  open.addEventListener("click", () => openWith(app.bot_user, open));
  return el("li", {}, open);
}

async function openWith(user, control) {
  const result = await attempt(control, () => act({ do: "open_im", user }));
  if (result) go(result.channel);
}

function newMessageButton() {
  const button = el("button", { type: "button", class: "bare", "aria-label": "New direct message", title: "New direct message" }, "+");
  const people = () => session.everyone.filter(({ id, kind }) => id !== session.me.id && kind !== "deactivated");
  const matching = (query) => ({ real_name: name, title }) => `${name} ${title}`.toLowerCase().includes(query.toLowerCase());
  const item = ({ id, real_name: label, title: detail }) => ({ value: id, label, detail });
  button.addEventListener("click", () =>
    openListbox(button, {
      label: "Who to write to",
      many: false,
      chosen: [],
      hint: "Nobody of that name",
      source: async (query) => [{ items: people().filter(matching(query)).map(item) }],
      done: ([chosen]) => openWith(chosen.value, button),
    }),
  );
  return button;
}

function footer() {
  const about = el("button", { type: "button", class: "about" }, "About this playground");
  about.addEventListener("click", showAbout);
  return el("p", { class: "stand-in" }, "A local stand-in, not Slack. Nothing leaves this machine. ", about);
}
