import { el } from "./dom.js";
import { elementNode } from "./elements.js";
import { emoji } from "./emoji.js";
import { picture } from "./pictures.js";
import { richElement } from "./richtexts.js";
import { words } from "./texts.js";

/** A card: banner, icon, words and buttons, alone or in a carousel. */
export function cardBlock(card, surface) {
  const heading = el("div", {}, part("card-title", card.title), part("detail", card.subtitle));
  const sign = card.icon ? picture(card.icon) : signOf(card.slack_icon);
  return el(
    "article",
    { class: "block card" },
    card.hero_image && el("div", { class: "hero" }, picture(card.hero_image)),
    (sign || card.title || card.subtitle) && el("div", { class: "card-head" }, sign, heading),
    part("card-body", card.body),
    part("detail", card.subtext),
    card.actions && el("div", { class: "actions" }, card.actions.map((element) => elementNode(element, card, surface))),
  );
}

/** One of Slack's own icons; this page has emoji for most of their names. */
function signOf(icon) {
  const sign = icon && emoji(icon.name);
  return sign && el("span", { class: "sign", title: icon.name, "aria-hidden": "true" }, sign.startsWith(":") ? "◆" : sign);
}

const part = (style, text) => text && el("div", { class: style }, words(text));

export function carouselBlock(block, surface) {
  const cards = block.elements.map((card) => el("li", {}, cardBlock(card, surface)));
  const label = `${cards.length} ${cards.length === 1 ? "card" : "cards"}, scroll sideways`;
  return el("div", { class: "block carousel", role: "region", "aria-label": label, tabindex: "0" }, el("ul", {}, cards));
}

/** A group of blocks under a title, which may fold away. */
export function containerBlock(block, surface) {
  const style = `block container ${block.width ?? "standard"}${block.has_header_divider ? " divided" : ""}`;
  const body = el("div", { class: "container-body" }, surface.drawMore(block.child_blocks));
  if (!block.is_collapsible) return el("section", { class: style }, containerHead(block), body);
  return el("details", { class: style, open: !block.default_collapsed }, el("summary", {}, containerHead(block)), body);
}

function containerHead({ title, rich_text_title: rich, subtitle, icon }) {
  const name = rich ? rich.elements.map(richElement) : words(title);
  return el("span", { class: "card-head" }, icon && picture(icon), el("span", {}, el("strong", {}, name), part("detail", subtitle)));
}

const LEVELS = { default: "Note", info: "Information", warning: "Warning", error: "Error", success: "Success" };

export function alertBlock({ text, level = "default" }) {
  const named = el("span", { class: "unseen" }, `${LEVELS[level] ?? level}: `);
  return el("div", { class: `block alert ${level}`, role: "note" }, named, words(text));
}
