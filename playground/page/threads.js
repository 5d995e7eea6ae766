import { Composer } from "./composers.js";
import { byId, el } from "./dom.js";
import { Feed } from "./feeds.js";
import { icon } from "./icons.js";
import { MessageList } from "./messagelists.js";
import { occupy, vacate } from "./sides.js";
import { conversationName, currentChannel, isRoom, session } from "./session.js";

const composer = new Composer({ editLast: () => list?.editLast() });
const feed = new Feed();
let list = null;
let opener = null;

export async function openThread(ts) {
  opener = document.activeElement;
  occupy("thread", closeThread);
  session.place.thread = ts;
  draw();
  await load(ts);
  composer.text.focus();
}

function draw() {
  const close = el("button", { type: "button", class: "bare", "aria-label": "Close thread", on: { click: closeThread } }, icon("close"));
  const log = el("div", { class: "log", role: "log", "aria-label": "Replies" });
  list = new MessageList(log, { openThread: null });
  const head = el("header", { class: "conversation-head" }, el("h2", {}, "Thread ", el("span", { class: "detail" }, conversationName(currentChannel()))), close);
  const pane = byId("thread");
  pane.replaceChildren(head, el("div", { class: "scroller", tabindex: "0", "aria-label": "Replies" }, log), el("div", { class: "foot" }, composer.node));
  pane.onkeydown = (event) => void (event.key === "Escape" && !event.defaultPrevented && closeThread());
  const channel = currentChannel();
  composer.open({ channel: channel.id, thread: session.place.thread }, "Reply…", isRoom(channel) ? `#${channel.name}` : "");
}

async function load(ts) {
  const messages = await feed.fetch({ channel: session.place.channel, thread: ts });
  if (messages && session.place.thread === ts) list.show(messages);
  toBottom();
}

const toBottom = () => {
  const scroller = byId("thread").querySelector(".scroller");
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
};

export function closeThread() {
  if (!session.place.thread) return;
  session.place.thread = null;
  vacate("thread");
  if (opener?.isConnected) opener.focus();
}

export function replyArrived(message) {
  const { channel, thread } = session.place;
  if (!thread || message.channel !== channel || (message.thread_ts ?? message.ts) !== thread) return;
  const known = list.article(message.ts);
  feed.put(message);
  list.put(message);
  if (!known) toBottom();
}

export function replyGone(channel, ts) {
  if (!session.place.thread || channel !== session.place.channel) return;
  feed.remove(ts);
  list.remove(ts);
}

export const catchUpThread = () => session.place.thread && load(session.place.thread);
