import { el } from "./dom.js";
import { emoji, EMOJI_NAME } from "./emoji.js";
import { addressOf, conversationName, displayName, person, session } from "./session.js";
import { dateText, moment } from "./times.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Undoes Slack's escaping, exactly once. */
export const plain = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

const STYLE = { "*": "strong", _: "em", "~": "s" };
/** Each part can match in one way only, so that no text makes the search run away. */
const BODY = "(?:<[^<>\\n]*>|<(?![^<>\\n]*>)|`[^`\\n]*`|`(?![^`\\n]*`)|[^MARK\\n<`])+?";
const wrapped = (mark) =>
  `(?<![\\p{L}\\p{N}${mark}])[${mark}](?!\\s)(${BODY.replace("MARK", mark)})(?<!\\s)[${mark}](?![\\p{L}\\p{N}${mark}])`;
const INLINE = new RegExp(["`([^`\\n]+)`", "<([^<>\\n]+)>", EMOJI_NAME, ...["*", "_", "~"].map(wrapped)].join("|"), "gu");
const FENCE = /```\n?([\s\S]+?)\n?```/;

/** Slack's own markup as nodes; `bare` makes links of addresses that merely stand in the text. */
export function mrkdwn(text, { bare = true } = {}) {
  const parts = (text ?? "").split(FENCE);
  return parts.flatMap((part, index) => (index % 2 ? [el("pre", {}, el("code", {}, ...literal(part)))] : quoted(trimmed(part, index, parts), bare)));
}

/** Code stands in a frame of its own, which is break enough before and after it. */
function trimmed(part, index, parts) {
  const ahead = index > 0 ? part.replace(/^\n/, "") : part;
  return index < parts.length - 1 ? ahead.replace(/\n$/, "") : ahead;
}

const QUOTE = /^(?:&gt;|>) ?/;
const QUOTE_ALL = /^(?:(?:&gt;|>){3}) ?/;

function quoted(text, bare) {
  const runs = [];
  let all = false;
  for (const line of text === "" ? [] : text.split("\n")) {
    const mark = all ? null : (QUOTE_ALL.exec(line) ?? QUOTE.exec(line));
    all ||= QUOTE_ALL.test(line);
    addLine(runs, line.slice(mark?.[0].length ?? 0), all || Boolean(mark));
  }
  return runs.flatMap((run) => quoteNodes(run, bare));
}

function addLine(runs, line, quote) {
  if (runs.at(-1)?.quote === quote) runs.at(-1).lines.push(line);
  else runs.push({ quote, lines: [line] });
}

function quoteNodes({ quote, lines }, bare) {
  const nodes = inline(lines.join("\n"), bare);
  return quote ? [el("blockquote", {}, ...nodes)] : nodes;
}

function inline(text, bare) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(...broken(text.slice(from, match.index), bare), ...inlineNode(match, bare));
    from = match.index + match[0].length;
  }
  return [...nodes, ...broken(text.slice(from), bare)];
}

function inlineNode([all, code, control, name, bold, italic, struck], bare) {
  if (code) return [el("code", {}, ...literal(code))];
  if (control) return [controlNode(control)];
  if (name) return [emoji(name)];
  return [el(STYLE[all[0]], {}, ...inline(bold ?? italic ?? struck, bare))];
}

const BARE = /(\bhttps?:\/\/[^\s<>]*[^\s<>.,;:!?)"'*_~])/;

/** Plain words with their line ends and, where wanted, bare addresses as links. */
function broken(text, bare) {
  const lines = plain(text).split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
  const linked = (line) => (bare && typeof line === "string" ? line.split(BARE).map(linkedBare) : [line]);
  return lines.flatMap(linked).filter((node) => node !== "");
}

const linkedBare = (part, index) => (index % 2 ? link(part) : part);

/** Inside code only links lose their brackets; everything else stays as typed. */
const literal = (text) => [plain(text.replace(/<(?:[^<>|]+\|)?([^<>]+)>/g, "$1"))];

function controlNode(control) {
  const [target, label] = split(control, "|");
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return link(plain(target), label ? inline(label, false) : null);
}

function split(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

export function mention(id, label) {
  const known = person(id);
  const name = known ? displayName(id) : plain(label || id);
  const mine = id === session.me?.id ? " mine" : "";
  return el("span", { class: `mention${mine}`, title: known?.title }, `@${name}`);
}

export function channelLink(id, label) {
  const channel = session.channels.get(id);
  if (!channel) return el("span", { class: "mention" }, `#${plain(label ?? "") || "private-channel"}`);
  return el("a", { class: "mention", href: addressOf(id) }, `#${conversationName(channel)}`);
}

function special(target, label) {
  const [kind, ...rest] = target.split("^");
  if (kind === "date") return dated(rest, plain(label));
  if (kind === "subteam") return group(rest[0], label);
  if (["here", "channel", "everyone"].includes(kind)) return broadcast(kind);
  return plain(label) || `<!${target}>`;
}

export const broadcast = (range) => el("span", { class: "mention loud" }, `@${range}`);

export function group(id, label) {
  return el("span", { class: "mention", title: id }, `@${plain(label ?? "").replace(/^@/, "") || "group"}`);
}

/** A moment in the viewer's own zone, or the fallback when it cannot be told. */
export function dated([seconds, pattern = "", address], fallback) {
  const valid = /^-?\d{1,12}$/.test(seconds ?? "");
  const node = el("time", { title: valid ? moment(new Date(seconds * 1000)) : null }, valid ? dateText(seconds, plain(pattern)) : fallback);
  return address ? link(plain(address), [node]) : node;
}

/** A link that leaves the page, or the bare words when the scheme is not one a browser should follow. */
export function link(address, children) {
  const content = children ?? [address.replace(/^(mailto|tel):/, "")];
  if (!/^(https?:|mailto:|tel:)/i.test(address)) return el("span", {}, ...content);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...content);
}
