import { act } from "./api.js";
import { AboutPane } from "./apppages.js";
import { beginning, welcome } from "./beginnings.js";
import { Composer } from "./composers.js";
import { byId, el, keepingFocus } from "./dom.js";
import { Feed } from "./feeds.js";
import { head, tabsOf } from "./heads.js";
import { HomePane } from "./homes.js";
import { MessageList } from "./messagelists.js";
import { attempt } from "./notices.js";
import { appOf, conversationName, currentChannel, isRoom, session } from "./session.js";
import { openThread } from "./threads.js";
import { firstUnread, JumpPill } from "./unreads.js";

const NEAR_BOTTOM = 120;
const composer = new Composer({ editLast: () => list?.editLast() });
const home = new HomePane();
const about = new AboutPane();
const jump = new JumpPill();
const scroller = el("div", { class: "scroller", tabindex: "0", "aria-label": "Messages" });
const stage = el("div", { class: "stage" }, scroller, jump.node);
const status = el("p", { class: "status", role: "status", hidden: true });
const feed = new Feed();
let list = null;

/** Shows the conversation named by the address: its messages, or its app's Home or About. */
export async function openConversation() {
  const channel = currentChannel();
  const main = byId("main");
  if (!channel) return main.replaceChildren(welcome());
  const app = appOf(channel);
  const tab = tabOf(app);
  session.place.tab = tab;
  status.hidden = true;
  main.setAttribute("aria-label", conversationName(channel));
  const top = present(head(channel, app, tab));
  if (tab === "home") return main.replaceChildren(...top, home.node), home.open(app);
  if (tab === "about") return main.replaceChildren(...top, about.node), about.open(app);
  if (app) attempt(null, () => act({ do: "messages_tab", app: app.id }));
  main.replaceChildren(...top, stage, status, foot(channel, app));
  await load(channel);
}

const present = (nodes) => nodes.filter(Boolean);

function tabOf(app) {
  if (!app) return "messages";
  const tabs = tabsOf(app);
  return tabs.includes(session.place.tab) ? session.place.tab : tabs[0];
}

async function load(channel) {
  const log = el("div", { class: "log", role: "log", "aria-label": "Messages" });
  const { unread } = channel;
  list = new MessageList(log, { openThread });
  jump.hide();
  scroller.replaceChildren(el("p", { class: "loading" }, "Loading messages…"));
  const messages = (await feed.fetch({ channel: channel.id })) ?? [];
  if (currentChannel()?.id !== channel.id) return;
  scroller.replaceChildren(beginning(channel), log);
  list.show(messages, firstUnread(messages, unread));
  settle(unread);
  markRead(channel);
}

/** Comes to rest at the newest message, or at the one the address names. */
function settle(unread) {
  const { ts, linkedThread } = session.place;
  toBottom();
  if (linkedThread) openThread(linkedThread);
  else if (ts && list.article(ts)) return showMessage(list.article(ts));
  const mark = list.unreadMark();
  if (mark && mark.offsetTop < scroller.scrollTop) jump.offer(`${unread} new message${unread > 1 ? "s" : ""}`, "above", () => mark.scrollIntoView());
}

function showMessage(article) {
  atBottom = false;
  article.scrollIntoView({ block: "center" });
  article.classList.add("sought");
  article.focus({ preventScroll: true });
}

/** Fetches again what was missed while the connection was lost. */
export async function catchUp() {
  const channel = currentChannel();
  if (!channel || session.place.tab !== "messages") return openConversation();
  const messages = await feed.fetch({ channel: channel.id });
  if (messages && currentChannel()?.id === channel.id) following(() => list?.show(messages));
}

export function messageArrived(message) {
  if (message.channel !== session.place.channel || !list || !belongsHere(message)) return;
  feed.put(message);
  const known = list.article(message.ts);
  following(() => list.put(message));
  if (message.bot_id) status.hidden = true;
  if (!known && !atBottom) jump.offer("New messages", "below", toBottom);
  if (!known) markRead(currentChannel());
}

/** What an app says it is doing, until it has said something. */
export function statusTold({ channel, status: words }) {
  if (channel !== session.place.channel || words === undefined) return;
  status.textContent = `${conversationName(currentChannel())} ${words}`;
  status.hidden = !words;
}

const belongsHere = ({ thread_ts: thread, ts, subtype }) => !thread || thread === ts || subtype === "thread_broadcast";

export function messageGone(channel, ts) {
  if (channel !== session.place.channel) return;
  feed.remove(ts);
  list?.remove(ts);
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
  if (atBottom) jump.hide();
});
new ResizeObserver(() => atBottom && toBottom()).observe(scroller);

function markRead(channel) {
  if (!channel?.member || document.hidden) return;
  Object.assign(channel, { unread: 0, mentions: 0 });
  attempt(null, () => act({ do: "read", channel: channel.id }));
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && currentChannel()?.unread) markRead(currentChannel());
});

export function homeArrived(appId, view) {
  const app = appOf(currentChannel());
  if (app?.id === appId && session.place.tab === "home") home.show(app, view);
}

/** Why nobody can write here, if so. */
function silence(channel, app) {
  if (channel.archived) return "This channel is archived. Nobody can write in it.";
  return app?.messages === "read_only" ? "Sending messages to this app has been turned off." : "";
}

function footKind(channel, app) {
  if (silence(channel, app)) return "closed";
  return channel.member ? "open" : "join";
}

const FEET = {
  closed: (channel, app) => el("div", { class: "foot join" }, el("p", {}, silence(channel, app))),
  join: joinBar,
  open: openFoot,
};

function foot(channel, app) {
  const kind = footKind(channel, app);
  const node = FEET[kind](channel, app);
  node.dataset.foot = kind;
  return node;
}

const promptFor = (channel) => `Message ${isRoom(channel) ? "#" : ""}${conversationName(channel)}`;

function openFoot(channel) {
  queueMicrotask(() => composer.open({ channel: channel.id, thread: null }, promptFor(channel)));
  return el("div", { class: "foot" }, composer.node);
}

function joinBar(channel) {
  const join = el("button", { type: "button", class: "button primary" }, "Join channel");
  join.addEventListener("click", () => attempt(join, () => act({ do: "join", channel: channel.id })));
  return el("div", { class: "foot join" }, el("p", {}, `You are looking at #${channel.name}.`), join);
}

/** Redraws what frames the messages after the conversation changed, e.g. after joining or renaming. */
export function refreshFrame() {
  const channel = currentChannel();
  const main = byId("main");
  if (!channel || session.place.tab !== "messages" || !stage.isConnected) return;
  main.setAttribute("aria-label", conversationName(channel));
  const app = appOf(channel);
  const before = main.querySelector(".foot");
  keepingFocus(() => {
    while (main.firstChild !== stage) main.firstChild.remove();
    main.prepend(...present(head(channel, app, session.place.tab)));
    if (before.dataset.foot !== footKind(channel, app)) before.replaceWith(foot(channel, app));
  });
  composer.label(promptFor(channel));
  if (before.dataset.foot === "join" && channel.member) composer.text.focus();
}

export const focusComposer = () => composer.node.isConnected && !session.place.ts && composer.text.focus({ preventScroll: true });
