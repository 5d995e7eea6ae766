import { el } from "./dom.js";
import { link, mrkdwn, plain } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { clock, dividerDay } from "./times.js";

const NAMED = { good: "#2eb67d", warning: "#ecb22e", danger: "#e01e5a" };

/** One of Slack's older attachments: a coloured bar beside blocks or fixed parts. */
export function attachmentNode(part, surface) {
  const body = part.blocks ? surface.drawMore(part.blocks) : classic(part);
  const bar = el("div", { class: "attachment", style: { borderInlineStartColor: colorOf(part.color) } }, body);
  return part.pretext ? [el("div", { class: "pretext" }, mrkdwn(part.pretext)), bar] : bar;
}

function colorOf(color) {
  if (!color) return "";
  return NAMED[color] ?? `#${color.replace(/^#/, "")}`;
}

function classic(part) {
  const thumb = part.thumb_url && el("div", { class: "thumb" }, picture({ image_url: part.thumb_url, alt_text: "Thumbnail" }));
  const words = el("div", { class: "words" }, author(part), title(part), text(part), fields(part), image(part), footer(part));
  return el("div", { class: "section" }, words, thumb);
}

const text = (part) => (part.text || bare(part)) && el("div", {}, mrkdwn(part.text ?? part.fallback));
const bare = (part) => !part.title && !part.fields?.length && !part.image_url && part.fallback;
const linked = (address, words) => (address ? link(plain(address), [words]) : words);

function author({ author_name: name, author_link: address }) {
  return name && el("p", { class: "author" }, linked(address, plain(name)));
}

function title({ title: words, title_link: address }) {
  return words && el("p", { class: "attachment-title" }, linked(address, plain(words)));
}

function fields({ fields: given }) {
  if (!given?.length) return null;
  const one = (field) => el("div", { class: field.short ? null : "wide" }, el("strong", {}, plain(field.title ?? "")), el("br"), mrkdwn(field.value));
  return el("div", { class: "fields" }, given.map(one));
}

function image({ image_url: address, fallback, title: words }) {
  return address && picture({ image_url: address, alt_text: fallback ?? words ?? "Picture" });
}

function footer({ footer: words, ts }) {
  if (!words && !ts) return null;
  const date = ts && new Date(Number(ts) * 1000);
  const parts = [words && plain(words), date && `${dividerDay(date)} at ${clock(date)}`];
  return el("p", { class: "detail" }, parts.filter(Boolean).join(" · "));
}
