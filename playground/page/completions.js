import { emojiNamed } from "./emoji.js";
import { conversationName, displayName, isRoom, session } from "./session.js";
import { globalShortcuts, runShortcut } from "./shortcuts.js";

const MOST = 10;

/** What could complete the word before the caret: where that word starts and the choices. */
export function completionsFor(before) {
  for (const [pattern, source] of SOURCES) {
    const word = pattern.exec(before)?.[1];
    const items = word ? source(word.toLowerCase()).slice(0, MOST) : [];
    if (items.length) return { start: before.length - word.length, items };
  }
  return null;
}

function commands(word) {
  const known = session.commands.filter(({ command }) => command.startsWith(word));
  return known.map(({ command, description, usage_hint: usage }) => ({ insert: `${command} `, label: command, hint: usage, detail: description }));
}

/** Shortcuts are found by typing a slash too; choosing one starts it and leaves no text behind. */
function shortcuts(word) {
  const wanted = word.slice(1);
  const known = globalShortcuts().filter(({ name }) => name.toLowerCase().split(/\s+/).some((part) => part.startsWith(wanted)));
  return known.map((shortcut) => ({ insert: "", label: shortcut.name, hint: shortcut.app_name, detail: shortcut.description, run: () => runShortcut(shortcut) }));
}

function people(word) {
  const wanted = word.slice(1);
  const starts = (person) => [person.name, person.real_name, ...person.real_name.split(" ")].some((name) => name.toLowerCase().startsWith(wanted));
  const known = [...session.people.values()].filter((person) => person.kind !== "deactivated" && starts(person));
  return known.map((person) => ({ insert: `@${person.real_name} `, label: person.real_name, hint: `@${person.name}`, detail: person.title }));
}

function channels(word) {
  const known = [...session.channels.values()].filter((channel) => isRoom(channel) && channel.name.startsWith(word.slice(1)));
  return known.map((channel) => ({ insert: `#${channel.name} `, label: `#${conversationName(channel)}`, detail: channel.topic }));
}

function emojis(word) {
  return emojiNamed(word.slice(1)).map(([name, character]) => ({ insert: `${character} `, label: `${character} :${name}:` }));
}

const SOURCES = [
  [/^(\/\S*)$/, (word) => [...commands(word), ...shortcuts(word)]],
  [/(?:^|[\s(])(@[\p{L}\d'.-]*(?: [\p{L}\d'.-]*)?)$/u, people],
  [/(?:^|[\s(])(#[\w-]*)$/, channels],
  [/(?:^|\s)(:[a-z0-9_+-]{2,})$/, emojis],
];

/** What was typed with its names as Slack's tokens; the server escapes all the rest. */
export function encode(text) {
  const parts = text.split(/(```[\s\S]*?```|`[^`\n]*`)/);
  return parts.map((part, index) => (index % 2 ? part : linked(part))).join("");
}

/** A command gets plain names, or tokens with names when its manifest asks for escaping. */
export function encodeForCommand(text, { should_escape: escapes }) {
  return text.replace(namesPattern("@", mentionables()), (all, name) => {
    const id = mentionables().get(name);
    return escapes ? `<@${id}|${session.people.get(id).name}>` : `@${session.people.get(id).name}`;
  });
}

/** What was said as it can be typed again: the opposite of `encode`. */
export function decode(text) {
  return text
    .replace(/<@([UW]\w+)(?:\|[^>]*)?>/g, (all, id) => `@${displayName(id)}`)
    .replace(/<#(C\w+)(?:\|[^>]*)?>/g, (all, id) => `#${session.channels.get(id)?.name ?? id}`)
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<(https?:[^|>]+|mailto:[^|>]+)(?:\|([^>]*))?>/g, (all, address, label) => label ?? address)
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function linked(text) {
  return text
    .replace(namesPattern("@", mentionables()), (all, name) => `<@${mentionables().get(name)}>`)
    .replace(namesPattern("#", linkables()), (all, name) => `<#${linkables().get(name)}>`)
    .replace(/(?<![\w<])@(here|channel|everyone)\b/g, "<!$1>");
}

function namesPattern(mark, names) {
  const longestFirst = [...names.keys()].sort((one, two) => two.length - one.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\w<])${mark}(${longestFirst.join("|") || "(?!)"})(?![\\w-])`, "gu");
}

const mentionables = () => new Map([...session.people.values()].flatMap((person) => [[person.name, person.id], [person.real_name, person.id]]));
const linkables = () => new Map([...session.channels.values()].filter(isRoom).map(({ name, id }) => [name, id]));
