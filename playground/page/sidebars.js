import { act } from "./api.js";
import { showAbout } from "./abouts.js";
import { avatar } from "./avatars.js";
import { askForChannel, browseChannels } from "./creations.js";
import { byId, el, keepingFocus } from "./dom.js";
import { openMenu } from "./flyouts.js";
import { icon } from "./icons.js";
import { attempt } from "./notices.js";
import { addressOf, appOf, conversationName, displayName, go, isRoom, session } from "./session.js";
import { askForPeople } from "./writings.js";

export function drawSidebar() {
  const channels = [...session.channels.values()];
  const rooms = channels.filter(listed).sort(byName);
  const talks = channels.filter((channel) => (channel.kind === "im" && !appOf(channel)) || channel.kind === "mpim").sort(byName);
  keepingFocus(() =>
    byId("sidebar").replaceChildren(
      group("Channels", rooms.map(entry), plus("Add channels", addChannels)),
      group("Direct messages", talks.map(entry), plus("New direct message", askForPeople)),
      group("Apps", session.apps.map(appEntry)),
      footer(),
    ),
  );
}

/** As in Slack one's own channels stand in the list, the others are found by browsing. */
const listed = (channel) => isRoom(channel) && ((channel.member && !channel.archived) || channel.id === session.place.channel);
const byName = (one, two) => conversationName(one).localeCompare(conversationName(two));

function plus(label, run) {
  const button = el("button", { type: "button", class: "bare", "aria-label": label, title: label, data: { key: label } }, icon("plus"));
  button.addEventListener("click", () => run(button));
  return button;
}

function addChannels(button) {
  const items = [{ label: "Browse channels", run: browseChannels }];
  if (["member", "admin"].includes(session.me.kind)) items.push({ label: "Create a channel", run: askForChannel });
  openMenu(button, [{ items }]);
}

function group(label, entries, extra) {
  const none = entries.length ? null : el("p", { class: "none" }, "None yet");
  return el("section", { "aria-label": label }, el("h2", {}, label, extra), none, el("ul", {}, entries));
}

function entry(channel) {
  const unread = channel.unread > 0;
  const here = channel.id === session.place.channel;
  const style = [unread && "unread", (!channel.member || channel.archived) && "outside"].filter(Boolean).join(" ");
  const name = el("span", { class: "name" }, conversationName(channel));
  return el("li", {}, el("a", { href: addressOf(channel.id), class: style, "aria-current": here ? "page" : null, data: { key: `side ${channel.id}` } }, mark(channel), name, counts(channel)));
}

/** Bold says that something is new; a number says how much of it is meant for this person. */
function counts(channel) {
  if (!channel.unread) return null;
  const direct = isRoom(channel) ? (channel.mentions ?? 0) : channel.unread;
  const badge = direct > 0 && el("span", { class: "count", "aria-hidden": "true" }, String(direct));
  return [badge, el("span", { class: "unseen" }, `, ${channel.unread} unread`)];
}

function mark(channel) {
  if (channel.kind === "im") return avatar(channel.with, "tiny");
  return channel.kind === "mpim" ? el("span", { class: "group-size", "aria-hidden": "true" }, String(channel.members.length)) : icon(channel.kind === "channel" ? "hash" : "lock");
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

function footer() {
  const about = el("button", { type: "button", class: "about" }, "About this playground");
  about.addEventListener("click", showAbout);
  return el("p", { class: "stand-in" }, "A local stand-in, not Slack. Nothing leaves this machine. ", about);
}

/** Alt and the up or down arrow go from one conversation to the next, with Shift to the next unread. */
export function walk(event) {
  const step = event.altKey && { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...byId("sidebar").querySelectorAll("li > a")].filter((link) => !event.shiftKey || link.matches(".unread, [aria-current]"));
  event.preventDefault();
  links.at((links.findIndex((link) => link.matches("[aria-current]")) + step) % links.length)?.click();
}
