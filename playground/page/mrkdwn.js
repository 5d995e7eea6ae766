import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { addressOf, conversationName, displayName, person, session } from "./session.js";
import { dateText, moment } from "./times.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
export const plain = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

const STYLE = { "*": "strong", _: "em", "~": "s" };
const BODY = "(?:<[^<>]*>|`[^`\\n]*`|[^MARK\\n])+?";
const wrapped = (mark) =>
  `(?<![\\p{L}\\p{N}${mark}])[${mark}](?!\\s)(${BODY.replace("MARK", `${mark}`)})(?<!\\s)[${mark}](?![\\p{L}\\p{N}${mark}])`;
const INLINE = new RegExp(
  ["`([^`\\n]+)`", "<([^<>\\n]+)>", ":([a-z0-9_+'-]+(?:::[a-z0-9-]+)?):", ...["*", "_", "~"].map(wrapped)].join("|"),
  "gu",
);

/** Slack's own markup as nodes; `bare` makes links of addresses that merely stand in the text. */
export function mrkdwn(text, { bare = true } = {}) {
  const parts = (text ?? "").split(/```\n?([\s\S]+?)\n?```/);
  return parts.flatMap((part, index) => (index % 2 ? [el("pre", {}, el("code", {}, ...literal(part)))] : quoted(part, bare)));
}

function quoted(text, bare) {
  const runs = [];
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = runs.at(-1);
    const content = quote ? quote[1] : line;
    if (last && last.quote === Boolean(quote)) last.lines.push(content);
    else runs.push({ quote: Boolean(quote), lines: [content] });
  }
  return runs.flatMap(({ quote, lines }) => {
    const nodes = inline(lines.join("\n"), bare);
    return quote ? [el("blockquote", {}, ...nodes)] : nodes;
  });
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
  const name = known ? displayName(id) : label || id;
  const mine = id === session.me?.id ? " mine" : "";
  return el("span", { class: `mention${mine}`, title: known?.title }, `@${name}`);
}

export function channelLink(id, label) {
  const channel = session.channels.get(id);
  if (!channel) return el("span", { class: "mention" }, `#${label || "private-channel"}`);
  return el("a", { class: "mention", href: addressOf(id) }, `#${conversationName(channel)}`);
}

function special(target, label) {
  const [kind, ...rest] = target.split("^");
  if (kind === "date") return dated(rest, label);
  if (kind === "subteam") return el("span", { class: "mention" }, label || "@group");
  return broadcast(kind);
}

export const broadcast = (range) => el("span", { class: "mention broadcast" }, `@${range}`);

function dated([seconds, pattern = "", address], fallback) {
  const valid = /^-?\d+$/.test(seconds ?? "");
  const text = valid ? dateText(seconds, plain(pattern)) : plain(fallback);
  const node = el("time", { title: valid ? moment(new Date(seconds * 1000)) : null }, text);
  return address ? link(address, [node]) : node;
}

/** A link that leaves the page, or the bare words when the scheme is not one a browser should follow. */
export function link(address, children) {
  const content = children ?? [address.replace(/^mailto:/, "")];
  if (!/^(https?:|mailto:)/i.test(address)) return el("span", {}, ...content);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...content);
}
