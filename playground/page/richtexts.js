import { el } from "./dom.js";
import { emoji, emojiOf } from "./emoji.js";
import { broadcast, channelLink, dated, group, link, mention } from "./mrkdwn.js";

const INDENT_PX = 24;
const MARKS = { bullet: ["disc", "circle", "square"], ordered: ["decimal", "lower-alpha", "lower-roman"] };

const CONTAINERS = {
  rich_text_section: (element) => el("div", { class: "rich-section" }, leaves(element)),
  rich_text_quote: (element) => el("blockquote", { class: bordered(element) }, leaves(element)),
  rich_text_preformatted: (element) => el("pre", { class: bordered(element) }, el("code", { data: { language: element.language ?? "" } }, leaves(element))),
  rich_text_list: listNode,
};

export function richElement(element) {
  return CONTAINERS[element.type]?.(element) ?? unknown(element.type);
}

const bordered = ({ border }) => (border ? "bordered" : null);

/** Slack tells a nested list as a list of its own that stands further in. */
function listNode(element) {
  const { style, indent = 0, offset } = element;
  const start = style === "ordered" && offset ? offset + 1 : null;
  const look = { marginInlineStart: `${indent * INDENT_PX}px`, listStyleType: MARKS[style][indent % 3] };
  const items = element.elements.map((item) => el("li", {}, richElement(item)));
  return el(style === "ordered" ? "ol" : "ul", { start, style: look, class: bordered(element) }, items);
}

const LEAVES = {
  text: (run) => styled(lines(run.text), run.style),
  link: (run) => styled([run.style?.unlink ? (run.text ?? run.url) : link(run.url, run.text ? [run.text] : null)], run.style),
  emoji: (run) => styled([emojiLeaf(run)], run.style),
  user: (run) => styled([mention(run.user_id)], run.style),
  channel: (run) => styled([channelLink(run.channel_id)], run.style),
  usergroup: (run) => styled([group(run.usergroup_id)], run.style),
  team: () => el("span", { class: "mention" }, "@workspace"),
  broadcast: (run) => styled([broadcast(run.range)], run.style),
  date: (run) => styled([dated([String(run.timestamp), run.format, run.url], run.fallback ?? "")], run.style),
  color: (run) => el("span", {}, el("span", { class: "swatch", style: { background: run.value } }), run.value),
};

const leaves = ({ elements }) => elements.map(leaf);

/** One run of a line: words, a link, a person, a date. */
export const leaf = (run) => LEAVES[run.type]?.(run) ?? unknown(run.type);

const lines = (text) => text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));

function emojiLeaf({ name, unicode, skin_tone: tone }) {
  if (unicode) return emojiOf(unicode);
  return emoji(tone > 1 ? `${name}::skin-tone-${tone}` : name);
}

const TAGS = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u", highlight: "mark", client_highlight: "mark" };

/** Nodes within the tags of their style, code innermost. */
export function styled(nodes, style = {}) {
  return Object.entries(TAGS)
    .filter(([name]) => style[name])
    .reduce((inner, [, tag]) => [el(tag, {}, ...inner)], nodes);
}

const unknown = (type) => el("span", { class: "unknown" }, `[${type}]`);
