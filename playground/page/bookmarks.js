import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { icon } from "./icons.js";

/** The bar of links under a conversation's head; nothing when there are none. */
export function bookmarkBar({ bookmarks = [] }) {
  if (!bookmarks.length) return null;
  return el("nav", { class: "bookmarks", "aria-label": "Bookmarks" }, bookmarks.map(bookmark));
}

function bookmark({ title, link, emoji: mark }) {
  const sign = mark ? el("span", { "aria-hidden": "true" }, emoji(mark.replaceAll(":", ""))) : icon("bookmark");
  if (!/^https?:/i.test(link ?? "")) return el("span", { class: "bookmark" }, sign, title);
  return el("a", { class: "bookmark", href: link, target: "_blank", rel: "noopener noreferrer", title: link }, sign, title);
}
