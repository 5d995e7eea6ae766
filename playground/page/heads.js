import { bookmarkBar } from "./bookmarks.js";
import { openDetails } from "./details.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { openPins } from "./pins.js";
import { addressOf, conversationName, isRoom, person } from "./session.js";

/** What stands above a conversation: its name, its subject, and what belongs to it. */
export function head(channel, app, tab) {
  const title = el("div", { class: "title-line" }, el("h1", {}, mark(channel), conversationName(channel)), badges(channel, app));
  const subject = channel.kind === "im" ? [person(channel.with)?.title ?? ""] : mrkdwn(channel.topic);
  const words = el("div", { class: "conversation-title" }, title, el("p", { class: "topic" }, subject));
  const bar = el("div", { class: "head-tools" }, pinButton(channel), members(channel));
  return [el("header", { class: "conversation-head" }, words, app ? tabs(channel, app, tab) : null, bar), bookmarkBar(channel)];
}

function badges(channel, app) {
  const badge = (words, title) => el("span", { class: "badge quiet", title }, words);
  return [app && badge("APP"), channel.archived && badge("ARCHIVED"), channel.shared && isRoom(channel) && badge("SHARED", "People of another company are here")];
}

export function mark(channel) {
  if (channel.kind === "channel") return icon("hash");
  return channel.kind === "private" ? icon("lock") : null;
}

/** Which of an app's pages there are, as its manifest has it. */
export const tabsOf = (app) => [app.home && "home", app.messages !== "off" && "messages", "about"].filter(Boolean);

const LABELS = { home: "Home", messages: "Messages", about: "About" };

function tabs(channel, app, current) {
  const tab = (name) => el("a", { href: addressOf(channel.id, { tab: name }), class: "tab", "aria-current": name === current ? "page" : null }, LABELS[name]);
  return el("nav", { class: "tabs", "aria-label": "App" }, tabsOf(app).map(tab));
}

function members(channel) {
  if (channel.kind === "im") return null;
  const count = channel.members.length;
  const button = el("button", { type: "button", class: "members", "aria-label": `${count} members. Details of this conversation`, "aria-haspopup": "dialog", data: { key: "members" } }, icon("people"), String(count));
  button.addEventListener("click", () => openDetails(channel.id, isRoom(channel) ? "about" : "members"));
  return button;
}

function pinButton(channel) {
  const count = channel.pins?.length ?? 0;
  if (!count) return null;
  const button = el("button", { type: "button", class: "members", "aria-label": `${count} pinned. Show them`, "aria-haspopup": "dialog", data: { key: "pins" } }, icon("pin"), String(count));
  button.addEventListener("click", () => openPins(channel, button));
  return button;
}
