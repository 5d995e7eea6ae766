import { act, fetchJson, listen, Refusal } from "./api.js";
import { catchUp, focusComposer, homeArrived, messageArrived, messageGone, openConversation, refreshFrame, statusTold } from "./conversations.js";
import { byId, el } from "./dom.js";
import { dropAllViews, dropView, openBefore, showView } from "./forms.js";
import { notify } from "./notices.js";
import { addressOf, adopt, announce, conversationName, currentChannel, on, readAddress, session } from "./session.js";
import { drawSidebar } from "./sidebars.js";
import { catchUpThread, closeThread, replyArrived, replyGone } from "./threads.js";
import { drawTop } from "./tops.js";

const LAST_PERSON = "playground-person";
let hangUp = null;

const EVENTS = {
  message: ({ message }) => (messageArrived(message), replyArrived(message)),
  message_deleted: ({ channel, ts }) => (messageGone(channel, ts), replyGone(channel, ts)),
  view: ({ view }) => showView(view),
  view_closed: ({ id, all }) => dropView(id, all),
  home: ({ app, view }) => homeArrived(app, view),
  channel: ({ conversation }) => channelChanged(conversation),
  notice: ({ text }) => notify(text),
  assistant: (told) => statusTold(told),
  unread: ({ channel, unread }) => unreadChanged(channel, unread),
};

function channelChanged(conversation) {
  session.channels.set(conversation.id, conversation);
  announce("channels");
  refreshFrame();
}

function unreadChanged(id, unread) {
  const channel = session.channels.get(id);
  if (!channel) return;
  const reading = id === session.place.channel && session.place.tab !== "home" && !document.hidden;
  channel.unread = reading ? 0 : unread;
  announce("channels");
}

async function begin() {
  const found = await fetchJson("people");
  session.everyone = found.people;
  session.workspace = found.workspace;
  await navigate();
  window.addEventListener("hashchange", () => navigate().catch(explain));
}

/** Goes where the hash says, becoming another person first if it names one. */
async function navigate() {
  const wanted = readAddress();
  const person = session.everyone.find(({ id, kind }) => id === wanted.as && kind !== "deactivated") ?? fallbackPerson();
  if (person.id !== session.me?.id) await become(person);
  const channel = (await channelAt(wanted.channel)) ?? firstChannel();
  closeThread();
  session.place = { channel, tab: wanted.tab, thread: null };
  history.replaceState(null, "", addressOf(channel, { tab: wanted.tab }));
  document.body.classList.remove("with-sidebar");
  announce("place");
  await openConversation();
  focusComposer();
}

/** The channel an address means: its own id, or the id of a person to talk to. */
async function channelAt(place) {
  const known = [...session.channels.values()].find(({ id, with: other }) => id === place || other === place);
  if (known || !place) return known?.id;
  const id = session.people.has(place) ? (await act({ do: "open_im", user: place })).channel : place;
  adopt(await fetchJson("state", { as: session.me.id }));
  return session.channels.has(id) ? id : null;
}

function fallbackPerson() {
  const last = sessionStorage.getItem(LAST_PERSON);
  return session.everyone.find(({ id }) => id === last) ?? session.everyone.find(({ kind }) => kind === "member" || kind === "admin");
}

const firstChannel = () => [...session.channels.values()].find((channel) => channel.member && channel.kind === "channel")?.id ?? null;

async function become(person) {
  hangUp?.();
  const open = openBefore();
  dropAllViews();
  session.me = person;
  sessionStorage.setItem(LAST_PERSON, person.id);
  const state = await fetchJson("state", { as: person.id });
  adopt(state);
  drawTop();
  state.views.filter(({ id }) => open.includes(id)).forEach(showView);
  hangUp = listen("live", { as: person.id }, { message: received, up: connected, down: disconnected });
}

const received = (event) => EVENTS[event.type]?.(event);

async function connected(wasLost) {
  byId("connection").hidden = true;
  if (!wasLost) return;
  try {
    adopt(await fetchJson("state", { as: session.me.id }));
    await Promise.all([catchUp(), catchUpThread()]);
  } catch (problem) {
    explain(problem);
  }
}

function disconnected() {
  const node = byId("connection");
  node.textContent = "The connection to the playground was lost. Reconnecting…";
  node.hidden = false;
}

function explain(problem) {
  if (!(problem instanceof Refusal)) throw problem;
  const again = el("button", { type: "button", class: "button primary", on: { click: () => location.reload() } }, "Try again");
  byId("main").replaceChildren(el("div", { class: "empty" }, el("p", {}, problem.message), again));
}

function nameTab() {
  const channel = currentChannel();
  const unread = [...session.channels.values()].reduce((sum, { unread: count }) => sum + count, 0);
  const where = channel ? conversationName(channel) : session.workspace.name;
  document.title = `${unread ? `(${unread}) ` : ""}${where} – ${session.me.real_name}`;
}

byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
for (const topic of ["channels", "place"]) on(topic, () => session.me && (drawSidebar(), nameTab()));
begin().catch(explain);
