import { act } from "./api.js";
import { openListbox } from "./listboxes.js";
import { attempt } from "./notices.js";
import { conversationName, displayName, go, isRoom, session } from "./session.js";

const matching = (query) => ({ label, detail }) => `${label} ${detail ?? ""}`.toLowerCase().includes(query.toLowerCase());
const present = ({ id, kind }) => id !== session.me.id && kind !== "deactivated";

export const personItem = ({ id, real_name: label, title: detail }) => ({ value: id, label, detail });

export function peopleSource(wanted) {
  return async (query) => [{ items: [...session.people.values()].filter(present).filter(wanted).map(personItem).filter(matching(query)) }];
}

/** One person chosen makes a direct message, several a group of their own. */
export function askForPeople(button) {
  openListbox(button, {
    label: "Who to write to",
    many: true,
    limit: 8,
    chosen: [],
    confirm: "Open",
    hint: "Nobody of that name",
    source: peopleSource(() => true),
    done: (chosen) => chosen.length && open(chosen.map(({ value }) => value), button),
  });
}

async function open(users, button) {
  const body = users.length === 1 ? { do: "open_im", user: users[0] } : { do: "open_im", users };
  const result = await attempt(button, () => act(body));
  if (result) go(result.channel);
}

/** Ctrl+K: any conversation or person by the first letters of the name. */
export function openSwitcher(anchor) {
  openListbox(anchor, { label: "Jump to a conversation", many: false, chosen: [], hint: "Nothing of that name", source: places, done: ([{ run }]) => run() });
}

async function places(query) {
  const known = [...session.channels.values()].filter(({ archived }) => !archived);
  const talking = new Set(known.map(({ with: other }) => other));
  const room = (channel) => ({ value: channel.id, label: `${isRoom(channel) ? "#" : ""}${conversationName(channel)}`, detail: channel.topic, run: () => go(channel.id) });
  const others = [...session.people.values()].filter((someone) => present(someone) && !talking.has(someone.id));
  const someone = ({ id, title }) => ({ value: id, label: displayName(id), detail: title, run: () => open([id], null) });
  return [{ items: known.map(room).filter(matching(query)) }, { label: "People", items: others.map(someone).filter(matching(query)) }];
}
