import { act, fetchJson } from "./api.js";
import { Composer } from "./composers.js";
import { byId, el } from "./dom.js";
import { HomePane } from "./homes.js";
import { icon } from "./icons.js";
import { MessageList } from "./messages.js";
import { mrkdwn } from "./mrkdwn.js";
import { attempt } from "./notices.js";
import { addressOf, appOf, conversationName, currentChannel, displayName, go, person, session } from "./session.js";
import { openThread } from "./threads.js";

const NEAR_BOTTOM = 120;
const composer = new Composer();
const home = new HomePane();
const scroller = el("div", { class: "scroller", tabindex: "0", "aria-label": "Messages" });
const status = el("p", { class: "status", role: "status", hidden: true });
let list = null;

/** Shows the conversation named by the address: its messages, or its app's Home. */
export async function openConversation() {
  const channel = currentChannel();
  const main = byId("main");
  if (!channel) return main.replaceChildren(welcome());
  const app = appOf(channel);
  const tab = app?.home && session.place.tab === "home" ? "home" : "messages";
  status.hidden = true;
  main.setAttribute("aria-label", conversationName(channel));
  if (tab === "home") {
    main.replaceChildren(header(channel, app, tab), home.node);
    return home.open(app);
  }
  main.replaceChildren(header(channel, app, tab), scroller, status, foot(channel));
  await load(channel);
}

async function load(channel) {
  const log = el("div", { class: "log", role: "log", "aria-label": "Messages" });
  list = new MessageList(log, { openThread });
  scroller.replaceChildren(el("p", { class: "loading" }, "Loading messages…"));
  const found = await attempt(null, () => fetchJson("messages", { as: session.me.id, channel: channel.id }));
  if (currentChannel()?.id !== channel.id) return;
  scroller.replaceChildren(beginning(channel), log);
  list.show(found?.messages ?? []);
  toBottom();
  markRead(channel);
}

/** Fetches again what was missed while the connection was lost. */
export async function catchUp() {
  const channel = currentChannel();
  if (!channel || session.place.tab === "home") return openConversation();
  const found = await attempt(null, () => fetchJson("messages", { as: session.me.id, channel: channel.id }));
  if (found && currentChannel()?.id === channel.id) following(() => list?.show(found.messages));
}

export function messageArrived(message) {
  if (message.channel !== session.place.channel || !list || !belongsHere(message)) return;
  following(() => list.put(message));
  if (message.bot_id) status.hidden = true;
  markRead(currentChannel());
}

/** What an app says it is doing, until it has said something. */
export function statusTold({ channel, status: words }) {
  if (channel !== session.place.channel || words === undefined) return;
  status.textContent = `${conversationName(currentChannel())} ${words}`;
  status.hidden = !words;
}

const belongsHere = ({ thread_ts: thread, ts, subtype }) => !thread || thread === ts || subtype === "thread_broadcast";

export function messageGone(channel, ts) {
  if (channel === session.place.channel) list?.remove(ts);
}

/** Keeps the newest message in sight when the person was looking at the newest. */
function following(change) {
  change();
  if (atBottom) toBottom();
}

function toBottom() {
  atBottom = true;
  scroller.scrollTop = scroller.scrollHeight;
}

let atBottom = true;
scroller.addEventListener("scroll", () => {
  atBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM;
});
new ResizeObserver(() => atBottom && toBottom()).observe(scroller);

function markRead(channel) {
  if (!channel?.member || document.hidden) return;
  channel.unread = 0;
  attempt(null, () => act({ do: "read", channel: channel.id }));
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && currentChannel()?.unread) markRead(currentChannel());
});

export function homeArrived(appId, view) {
  const app = appOf(currentChannel());
  if (app?.id === appId && session.place.tab === "home") home.show(app, view);
}

function header(channel, app, tab) {
  const title = el("h1", {}, mark(channel), conversationName(channel), app && el("span", { class: "badge" }, "APP"));
  const subject = channel.kind === "im" ? [person(channel.with)?.title ?? ""] : mrkdwn(channel.topic);
  const about = el("p", { class: "topic" }, subject);
  return el("header", { class: "conversation-head" }, el("div", { class: "conversation-title" }, title, about), app?.home ? tabs(channel, tab) : members(channel));
}

function mark(channel) {
  if (channel.kind === "channel") return icon("hash");
  return channel.kind === "private" ? icon("lock") : null;
}

function tabs(channel, current) {
  const tab = (name, label) =>
    el("a", { href: addressOf(channel.id, { tab: name }), class: "tab", "aria-current": name === current ? "page" : null }, label);
  return el("nav", { class: "tabs", "aria-label": "App" }, tab("home", "Home"), tab("messages", "Messages"));
}

function members(channel) {
  if (channel.kind === "im") return null;
  const names = channel.members.map(displayName).join("\n");
  return el("span", { class: "members", title: names }, `${channel.members.length} members`);
}

function foot(channel) {
  if (channel.archived) return el("div", { class: "foot join" }, el("p", {}, "This channel is archived. Nobody can write in it."));
  if (!channel.member) return joinBar(channel);
  const sign = channel.kind === "channel" || channel.kind === "private" ? "#" : "";
  queueMicrotask(() => composer.open({ channel: channel.id, thread: null }, `Message ${sign}${conversationName(channel)}`));
  return el("div", { class: "foot" }, composer.node);
}

function joinBar(channel) {
  const join = el("button", { type: "button", class: "button primary" }, "Join channel");
  join.addEventListener("click", () => attempt(join, () => act({ do: "join", channel: channel.id })));
  return el("div", { class: "foot join" }, el("p", {}, `You are looking at #${channel.name}.`), join);
}

/** Redraws the frame of the current conversation after it changed, e.g. after joining. */
export function refreshFrame() {
  const channel = currentChannel();
  const main = byId("main");
  const joinable = main.querySelector(".foot.join");
  if (channel?.member && joinable) {
    joinable.replaceWith(foot(channel));
    composer.text.focus();
  }
}

function beginning(channel) {
  const app = appOf(channel);
  const words = {
    channel: `This is the beginning of #${channel.name}. ${channel.topic}`,
    private: `This is the beginning of #${channel.name}, a private channel.`,
    im: app ? `Write to ${conversationName(channel)} here. Only you see this conversation.` : `Only you and ${conversationName(channel)} see this conversation.`,
    mpim: `Only the people of this group see this conversation.`,
  };
  const tip = session.commands.length > 0 && channel.member && "Type / to see what you can ask the apps here.";
  return el("div", { class: "beginning" }, el("p", { class: "beginning-name" }, mark(channel), conversationName(channel)), el("p", {}, words[channel.kind]), tip && el("p", {}, tip));
}

function welcome() {
  const first = [...session.channels.values()].find((channel) => channel.member);
  const open = first && el("button", { type: "button", class: "button primary", on: { click: () => go(first.id) } }, `Open ${conversationName(first)}`);
  return el("div", { class: "empty" }, el("p", {}, `${session.me.real_name} has no conversation open.`), open);
}

export const focusComposer = () => composer.node.isConnected && composer.text.focus({ preventScroll: true });
