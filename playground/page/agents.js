import { act, fetchJson } from "./api.js";
import { avatar } from "./avatars.js";
import { Composer } from "./composers.js";
import { byId, el } from "./dom.js";
import { Feed } from "./feeds.js";
import { openMenu } from "./flyouts.js";
import { icon } from "./icons.js";
import { MessageList } from "./messagelists.js";
import { attempt } from "./notices.js";
import { currentChannel, conversationName, isRoom, on, session } from "./session.js";
import { occupy, vacate } from "./sides.js";

const composer = new Composer({ editLast: () => list?.editLast() });
const parts = Object.fromEntries(["title", "greeting", "prompts", "log", "context"].map((name) => [name, el("div", { class: `agent-${name}` })]));
const status = el("p", { class: "status", role: "status", hidden: true });
const told = new Map();
const feed = new Feed();
let list = null;
let chat = null;
let opener = null;

export const agents = () => session.apps.filter(({ agent }) => agent);

/** The way to the agents of this workspace; nothing where there is none. */
export function agentButton() {
  if (!agents().length) return null;
  const names = agents().map(({ name }) => name).join(", ");
  const node = el("button", { type: "button", class: "top-button", "aria-label": `Agent: ${names}`, title: names, "aria-controls": "agent", data: { key: "agent" } }, icon("sparkle"), el("span", {}, agents().length === 1 ? names : "Agents"));
  node.addEventListener("click", () => choose(node));
  return node;
}

function choose(node) {
  if (chat) return closeAgent();
  opener = node;
  if (agents().length === 1) return openAgent(agents()[0]);
  return openMenu(node, [{ label: "Agents", items: agents().map((app) => ({ label: app.name, detail: app.description, run: () => openAgent(app) })) }]);
}

/** A new conversation with an agent, told which channel stands open beside it. */
export async function openAgent(app) {
  const begun = await attempt(null, () => act({ do: "agent", app: app.id, context: contextOf() }));
  if (!begun) return;
  resume(app, begun.channel, begun.thread);
  composer.text.focus();
}

function resume(app, channel, thread) {
  chat = { app, channel, thread, context: contextOf(), title: "", status: "", prompts: app.prompts ?? [], promptsTitle: "", ...told.get(thread) };
  occupy("agent", closeAgent);
  draw();
  load();
}

const contextOf = () => (currentChannel() && isRoom(currentChannel()) ? session.place.channel : null);

function draw() {
  const tool = (label, sign, run) => el("button", { type: "button", class: "bare", "aria-label": label, title: label, on: { click: ({ currentTarget }) => run(currentTarget) } }, icon(sign));
  const tools = [tool("New chat", "plus", () => openAgent(chat.app)), tool("History", "history", showHistory), tool("Close agent", "close", closeAgent)];
  const log = el("div", { class: "log", role: "log", "aria-label": "Chat" });
  list = new MessageList(log, { openThread: null });
  parts.log.replaceChildren(log);
  parts.scroller = el("div", { class: "scroller", tabindex: "0", "aria-label": "Chat" }, parts.greeting, parts.log, parts.prompts);
  const head = el("header", { class: "conversation-head" }, avatar(chat.app.bot_user, "tiny"), parts.title, tools);
  byId("agent").replaceChildren(head, parts.scroller, status, el("div", { class: "foot" }, parts.context, composer.node));
  byId("agent").onkeydown = (event) => void (event.key === "Escape" && !event.defaultPrevented && closeAgent());
  composer.open({ channel: chat.channel, thread: chat.thread }, `Message ${chat.app.name}`);
  drawParts();
}

function drawParts() {
  const { app, title } = chat;
  parts.title.replaceChildren(el("h2", {}, title || app.name), title ? el("p", { class: "topic" }, app.name) : "");
  const said = list.messages.some(({ user }) => user === session.me.id);
  parts.greeting.replaceChildren(avatar(app.bot_user), el("p", { class: "beginning-name" }, app.name), el("p", {}, app.greeting || app.description || "How can I help?"));
  parts.prompts.replaceChildren(...(said ? [] : promptNodes()));
  status.textContent = `${app.name} ${chat.status}`;
  status.hidden = !chat.status;
  const channel = session.channels.get(chat.context);
  parts.context.replaceChildren(channel ? `Looking at #${conversationName(channel)}` : "");
}

function promptNodes() {
  const prompt = ({ title, message }) => el("button", { type: "button", class: "prompt", on: { click: () => say(message) } }, title);
  return [chat.promptsTitle && el("p", { class: "group-label" }, chat.promptsTitle), ...chat.prompts.map(prompt)].filter(Boolean);
}

function say(text) {
  composer.text.focus();
  return attempt(null, () => act({ do: "message", channel: chat.channel, thread: chat.thread, text }));
}

/** What is read here need not be announced in the sidebar as well. */
const markRead = () => !document.hidden && attempt(null, () => act({ do: "read", channel: chat.channel }));

async function load() {
  const { channel, thread } = chat;
  const messages = await feed.fetch({ channel, thread });
  if (!messages || chat?.thread !== thread) return;
  list.show(messages.filter(isShown));
  drawParts();
  toBottom();
  markRead();
}

/** The message that only holds the thread together says nothing itself. */
const isShown = ({ subtype }) => subtype !== "assistant_app_thread";

function toBottom() {
  parts.scroller.scrollTop = parts.scroller.scrollHeight;
}

export function agentMessage(message) {
  if (!chat || message.channel !== chat.channel || message.thread_ts !== chat.thread || !isShown(message)) return;
  const known = list.article(message.ts);
  feed.put(message);
  list.put(message);
  if (message.bot_id && !known) agentTold({ channel: chat.channel, thread_ts: chat.thread, status: "" });
  drawParts();
  if (known) return;
  toBottom();
  markRead();
}

export function agentMessageGone(channel, ts) {
  if (chat?.channel !== channel) return;
  feed.remove(ts);
  list.remove(ts);
  drawParts();
}

/** What the app says of a chat, kept even when it comes before the chat stands open; true when that one does. */
export function agentTold({ channel, thread_ts: thread, status: words, title, prompts }) {
  const known = told.get(thread) ?? {};
  if (words !== undefined) known.status = words;
  if (prompts) Object.assign(known, { prompts, promptsTitle: title ?? "" });
  else if (title !== undefined) known.title = title;
  told.set(thread, known);
  if (channel !== chat?.channel || thread !== chat.thread) return false;
  Object.assign(chat, known);
  drawParts();
  return true;
}

async function showHistory(anchor) {
  const { app, channel } = chat;
  const found = await attempt(anchor, () => fetchJson("messages", { as: session.me.id, channel }));
  if (!found) return;
  const chats = found.messages.filter(({ reply_count: count, subtype }) => count > 0 || subtype === "assistant_app_thread").reverse();
  const item = (root) => ({ label: titleOf(root), detail: root.reply_count ? `${root.reply_count} messages` : "empty", run: () => resume(app, channel, root.ts) });
  openMenu(anchor, [{ label: chats.length ? "Chats" : "No chats yet", items: chats.length ? chats.slice(0, 20).map(item) : [{ label: "New chat", run: () => openAgent(app) }] }]);
}

const titleOf = ({ text, ts }) => told.get(ts)?.title || text;

export function closeAgent() {
  if (!chat) return;
  chat = null;
  vacate("agent");
  opener?.isConnected && opener.focus();
}

export const catchUpAgent = () => chat && load();

on("place", () => {
  if (!chat || chat.context === contextOf() || !contextOf()) return;
  chat.context = contextOf();
  drawParts();
  attempt(null, () => act({ do: "agent_context", app: chat.app.id, thread: chat.thread, channel: chat.context }));
});
