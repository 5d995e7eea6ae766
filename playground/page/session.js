/** Who is acting, what they may see, and where they are. */
export const session = {
  workspace: { id: "", name: "" },
  workspaces: [],
  everyone: [],
  me: null,
  people: new Map(),
  channels: new Map(),
  commands: [],
  apps: [],
  shortcuts: [],
  clock: { movable: false, moving: false, moments: [] },
  skew: 0,
  place: { channel: null, tab: "messages", thread: null, ts: null },
};

const bus = new EventTarget();

/** Topics: "people", "channels", "place", "clock", "state". */
export const announce = (topic) => bus.dispatchEvent(new Event(topic));
export function on(topic, run) {
  bus.addEventListener(topic, run);
  return () => bus.removeEventListener(topic, run);
}

/** Slack's own, there before any app is. */
const ME = { command: "/me", description: "Say what you are doing", usage_hint: "[your words]", app: null };

export function adopt(state) {
  session.me = state.me;
  session.workspace = state.workspace ?? session.workspace;
  session.people = byIds(state.people);
  session.channels = byIds(state.channels);
  for (const part of ["apps", "shortcuts"]) session[part] = state[part];
  session.commands = [...state.commands, ME];
  setClock(state.clock);
  for (const topic of ["people", "channels", "state"]) announce(topic);
}

const byIds = (items) => new Map(items.map((item) => [item.id, item]));

/** The playground has a clock of its own, which may stand elsewhere than this machine's. */
export function setClock(told) {
  session.clock = { ...session.clock, ...told };
  session.skew = Date.parse(told.now) - Date.now();
  announce("clock");
}

export const now = () => Date.now() + session.skew;

export function changePeople(changed) {
  const changes = byIds(changed);
  session.everyone = [...new Map([...byIds(session.everyone), ...changes]).values()];
  for (const [id, someone] of changes) session.people.set(id, someone);
  session.me = changes.get(session.me?.id) ?? session.me;
  announce("people");
}

export const person = (id) => session.people.get(id) ?? session.everyone.find((someone) => someone.id === id);
export const displayName = (id) => person(id)?.real_name || person(id)?.name || id;
export const currentChannel = () => session.channels.get(session.place.channel);
export const isRoom = ({ kind }) => kind === "channel" || kind === "private";

export function conversationName(channel) {
  if (channel.kind === "im") return displayName(channel.with);
  if (channel.kind === "mpim") return others(channel).map(displayName).join(", ") || channel.name;
  return channel.name;
}

const others = (channel) => channel.members.filter((id) => id !== session.me.id);

export const appOf = (channel) =>
  channel?.kind === "im" ? session.apps.find((app) => app.bot_user === channel.with) : undefined;

/** The address of a place, kept in the hash so that each tab can be another person. */
export function addressOf(channel, { as = session.me.id, tab = "messages" } = {}) {
  return `#${[as, channel, tab === "messages" ? null : tab].filter(Boolean).join("/")}`;
}

/** A message's own address names nobody, so that it can be given to another person. */
export function linkTo({ channel, ts, thread_ts: thread }) {
  const parts = [channel, `p${ts}`, thread && thread !== ts && `p${thread}`].filter(Boolean);
  return `${location.origin}/#/${parts.join("/")}`;
}

export function readAddress() {
  const [as, channel, third, fourth] = location.hash.slice(1).split("/");
  const [ts, thread] = [third, fourth].map((part) => /^p(\d+\.\d+)$/.exec(part ?? "")?.[1] ?? null);
  return { as: as || null, channel: channel || null, tab: (!ts && third) || "messages", ts, thread };
}

export function go(channel, options) {
  location.hash = addressOf(channel, options);
}
