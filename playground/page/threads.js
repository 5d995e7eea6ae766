import { fetchJson } from "./api.js";
import { Composer } from "./composers.js";
import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./messages.js";
import { attempt } from "./notices.js";
import { conversationName, currentChannel, session } from "./session.js";

const composer = new Composer();
let list = null;
let opener = null;

export async function openThread(ts) {
  opener = document.activeElement;
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
  pane.hidden = false;
  pane.onkeydown = (event) => event.key === "Escape" && closeThread();
  document.body.classList.add("with-thread");
  composer.open({ channel: session.place.channel, thread: session.place.thread }, "Reply…");
}

async function load(ts) {
  const where = { as: session.me.id, channel: session.place.channel, thread: ts };
  const found = await attempt(null, () => fetchJson("messages", where));
  if (found && session.place.thread === ts) list.show(found.messages);
  toBottom();
}

const toBottom = () => {
  const scroller = byId("thread").querySelector(".scroller");
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
};

export function closeThread() {
  if (!session.place.thread) return;
  session.place.thread = null;
  byId("thread").hidden = true;
  byId("thread").replaceChildren();
  document.body.classList.remove("with-thread");
  if (opener?.isConnected) opener.focus();
}

export function replyArrived(message) {
  const { channel, thread } = session.place;
  if (!thread || message.channel !== channel || (message.thread_ts ?? message.ts) !== thread) return;
  list.put(message);
  toBottom();
}

export function replyGone(channel, ts) {
  if (session.place.thread && channel === session.place.channel) list.remove(ts);
}

export const catchUpThread = () => session.place.thread && load(session.place.thread);
