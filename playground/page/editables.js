import { el } from "./dom.js";
import { leaf, styled } from "./richtexts.js";

const CONTAINERS = {
  rich_text_section: ({ elements }) => el("div", {}, elements.map(run)),
  rich_text_quote: ({ elements }) => el("blockquote", {}, elements.map(run)),
  rich_text_preformatted: ({ elements }) => el("pre", {}, elements.map(({ text, url }) => text ?? url ?? "")),
  rich_text_list: list,
};

/** Rich text as it stands in an editor; whatever cannot be typed is one piece that can only be deleted. */
export function editable(value) {
  return (value?.elements ?? []).map((element) => CONTAINERS[element.type](element));
}

function list({ style, indent = 0, elements }) {
  const tag = style === "ordered" ? "ol" : "ul";
  const items = elements.map((line) => el("li", {}, line.elements.map(run)));
  return Array.from({ length: indent }).reduce((inner) => el(tag, {}, inner), el(tag, {}, items));
}

function run(element) {
  const { type, text, url, style } = element;
  if (type === "text") return styled(text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line])), style);
  if (type === "link" && /^(https?|mailto):/i.test(url)) return styled([el("a", { href: url }, text ?? url)], style);
  return el("span", { class: "atom", contenteditable: "false", data: { run: JSON.stringify(element) } }, leaf(element));
}
