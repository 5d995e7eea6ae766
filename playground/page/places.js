import { act, fetchJson, listen, Refusal } from "./api.js";
import { catchUpAgent, closeAgent } from "./agents.js";
import { catchUp, focusComposer, openConversation } from "./conversations.js";
import { byId, el } from "./dom.js";
import { dropAllViews, openBefore, showView } from "./forms.js";
import { received } from "./news.js";
import { adopt, addressOf, announce, readAddress, session } from "./session.js";
import { catchUpThread, closeThread } from "./threads.js";

const LAST_PERSON = "playground-person";
let hangUp = null;

/** Goes where the hash says, becoming another person first if it names one. */
export async function navigate() {
  const wanted = readAddress();
  const person = session.everyone.find(({ id, kind }) => id === wanted.as && kind !== "deactivated") ?? fallbackPerson();
  if (person.id !== session.me?.id) await become(person);
  const channel = (await channelAt(wanted.channel)) ?? firstChannel();
  closeThread();
  session.place = { channel, tab: wanted.tab, thread: null, ts: wanted.ts, linkedThread: wanted.thread };
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

/** Whoever this tab was last, else one who sees something: the first member there is. */
export function fallbackPerson() {
  const last = sessionStorage.getItem(LAST_PERSON);
  return session.everyone.find(({ id }) => id === last) ?? session.everyone.find(({ kind }) => kind === "member" || kind === "admin");
}

const firstChannel = () => [...session.channels.values()].find((channel) => channel.member && channel.kind === "channel" && !channel.archived)?.id ?? null;

async function become(person) {
  hangUp?.();
  closeAgent();
  dropAllViews();
  session.me = person;
  sessionStorage.setItem(LAST_PERSON, person.id);
  const open = openBefore();
  const state = await fetchJson("state", { as: person.id });
  adopt(state);
  state.views.filter(({ id }) => open.includes(id)).forEach(showView);
  await hear(person);
}

/** Whatever is fetched once this is done has no gap before what is then heard. */
function hear(person) {
  return new Promise((resolve) => {
    const up = (wasLost) => (resolve(), connected(wasLost));
    const down = () => (resolve(), disconnected());
    hangUp = listen("live", { as: person.id }, { message: received, up, down });
  });
}

async function connected(wasLost) {
  byId("connection").hidden = true;
  if (!wasLost) return;
  try {
    adopt(await fetchJson("state", { as: session.me.id }));
    await Promise.all([catchUp(), catchUpThread(), catchUpAgent()]);
  } catch (problem) {
    explain(problem);
  }
}

function disconnected() {
  const node = byId("connection");
  node.textContent = "The connection to the playground was lost. Reconnecting…";
  node.hidden = false;
}

/** Says in place of the conversation why there is none. */
export function explain(problem) {
  if (!(problem instanceof Refusal)) throw problem;
  const again = el("button", { type: "button", class: "button primary", on: { click: () => location.reload() } }, "Try again");
  byId("main").replaceChildren(el("div", { class: "empty" }, el("p", {}, problem.message), again));
}
