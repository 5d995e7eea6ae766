import { conversationName, person, session } from "./session.js";

const offer = (groups) => async (query) => groups.map((group) => ({ ...group, items: group.items.filter(matching(query)) }));

/** Every word typed is found somewhere, in whatever order. */
function matching(query) {
  const wanted = query.toLowerCase().split(/\s+/);
  return ({ label, detail, also }) => {
    const known = `${label} ${detail ?? ""} ${also ?? ""}`.toLowerCase();
    return wanted.every((word) => known.includes(word));
  };
}

/** What each kind of select offers, and which of Slack's fields names its beginning. */
export const KINDS = {
  static_select: { of: "option", source: ({ element }) => offer(optionGroups(element)) },
  external_select: { of: "option", source: suggested },
  users_select: { of: "id", initial: "user", source: () => offer([{ items: people() }]) },
  conversations_select: {
    of: "id",
    initial: "conversation",
    standard: (element) => here(element),
    source: ({ element }) => offer([{ items: conversations(element.filter ?? {}) }]),
  },
  channels_select: { of: "id", initial: "channel", source: () => offer([{ items: conversations({ include: ["public"] }) }]) },
};

export const optionItem = (option) => ({ value: option.value, label: option.text.text, detail: option.description?.text });

function optionGroups({ options, option_groups: groups }) {
  if (groups) return groups.map((group) => ({ label: group.label.text, items: group.options.map(optionItem) }));
  return [{ items: (options ?? []).map(optionItem) }];
}

function suggested({ element, block, surface }) {
  return async (query) => {
    if (query.length < (element.min_query_length ?? 3)) return [];
    return optionGroups(await surface.suggest(element, block, query));
  };
}

function people() {
  const shown = [...session.people.values()].filter(({ kind }) => kind !== "deactivated");
  return shown.map(({ id, real_name: label, title: detail, name: also }) => ({ value: id, label, detail, also }));
}

const WORDS = { channel: "public", private: "private", im: "im", mpim: "mpim" };

function conversations({ include, exclude_external_shared_channels: ours, exclude_bot_users: human }) {
  const wanted = (channel) =>
    !channel.archived &&
    (include?.includes(WORDS[channel.kind]) ?? true) &&
    !(ours && channel.shared) &&
    !(human && channel.kind === "im" && person(channel.with)?.kind === "bot");
  return [...session.channels.values()].filter(wanted).map((channel) => ({ value: channel.id, label: conversationName(channel) }));
}

/** `default_to_current_conversation`: the place the person looks at. */
const here = (element) => (element.default_to_current_conversation ? (session.place.channel ?? undefined) : undefined);

export function labelOf(id) {
  const channel = session.channels.get(id);
  return channel ? conversationName(channel) : (person(id)?.real_name ?? id);
}
