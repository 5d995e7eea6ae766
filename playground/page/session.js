/** Who is acting, what they may see, and where they are. */
export const session = {
  workspace: { id: "", name: "" },
  everyone: [],
  me: null,
  people: new Map(),
  channels: new Map(),
  commands: [],
  apps: [],
  place: { channel: null, tab: "messages", thread: null },
};

const bus = new EventTarget();

/** Topics: "people", "channels", "place". */
export const announce = (topic) => bus.dispatchEvent(new Event(topic));
export const on = (topic, run) => bus.addEventListener(topic, run);

export function adopt(state) {
  session.me = state.me;
  session.people = new Map([...session.everyone, ...state.people].map((person) => [person.id, person]));
  session.channels = new Map(state.channels.map((channel) => [channel.id, channel]));
  session.commands = state.commands;
  session.apps = state.apps;
  announce("people");
  announce("channels");
}

export const person = (id) => session.people.get(id);
export const displayName = (id) => person(id)?.real_name || person(id)?.name || id;
export const currentChannel = () => session.channels.get(session.place.channel);

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

export function readAddress() {
  const [as, channel, tab] = location.hash.slice(1).split("/");
  return { as: as || null, channel: channel || null, tab: tab || "messages" };
}

export function go(channel, options) {
  location.hash = addressOf(channel, options);
}
