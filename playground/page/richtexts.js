import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelLink, link, mention } from "./mrkdwn.js";
import { dateText } from "./times.js";

const CONTAINERS = {
  rich_text_section: (element) => el("div", { class: "rich-section" }, element.elements.map(leaf)),
  rich_text_quote: (element) => el("blockquote", {}, element.elements.map(leaf)),
  rich_text_preformatted: (element) => el("pre", {}, el("code", {}, element.elements.map(leaf))),
  rich_text_list: listNode,
};

export function richElement(element) {
  return CONTAINERS[element.type]?.(element) ?? unknown(element.type);
}

function listNode(element) {
  const ordered = element.style === "ordered";
  const start = ordered && element.offset ? element.offset + 1 : null;
  const style = { marginInlineStart: `${(element.indent ?? 0) * 24}px` };
  return el(ordered ? "ol" : "ul", { start, style }, element.elements.map((item) => el("li", {}, richElement(item))));
}

const LEAVES = {
  text: (leafOf) => styled(lines(leafOf.text), leafOf.style),
  link: (leafOf) => styled([link(leafOf.url, leafOf.text ? [leafOf.text] : null)], leafOf.style),
  emoji: (leafOf) => emoji(leafOf.name),
  user: (leafOf) => styled([mention(leafOf.user_id)], leafOf.style),
  channel: (leafOf) => channelLink(leafOf.channel_id),
  usergroup: () => el("span", { class: "mention" }, "@group"),
  broadcast: (leafOf) => broadcast(leafOf.range),
  date: (leafOf) => el("time", {}, dateText(leafOf.timestamp, leafOf.format)),
  color: (leafOf) => el("span", {}, el("span", { class: "swatch", style: { background: leafOf.value } }), leafOf.value),
};

const leaf = (element) => LEAVES[element.type]?.(element) ?? unknown(element.type);

const lines = (text) => text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));

const TAGS = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u" };

function styled(nodes, style = {}) {
  return Object.entries(TAGS)
    .filter(([name]) => style[name])
    .reduce((inner, [, tag]) => [el(tag, {}, ...inner)], nodes);
}

const unknown = (type) => el("span", { class: "unknown" }, `[${type}]`);
