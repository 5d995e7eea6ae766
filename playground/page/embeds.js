import { el } from "./dom.js";
import { elementNode } from "./elements.js";
import { fileCard } from "./files.js";
import { icon } from "./icons.js";
import { link } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { words } from "./texts.js";

/** A video is shown by its still and led to by a link: the page plays nothing from elsewhere. */
export function videoBlock(block) {
  const { title, title_url: address, thumbnail_url: still, alt_text: alt } = block;
  const source = [block.author_name, block.provider_name].filter(Boolean).join(" · ");
  return el(
    "figure",
    { class: "block card video" },
    el("figcaption", {}, el("p", { class: "detail" }, source), link(address ?? block.video_url, words(title)), block.description && el("p", {}, words(block.description))),
    picture({ image_url: still, alt_text: alt }),
  );
}

export function callBlock({ call_id: id, call }) {
  const facts = call?.v1 ?? {};
  const name = facts.name ?? `Call ${id}`;
  const number = facts.display_id && el("span", { class: "detail" }, `Meeting ${facts.display_id}`);
  const join = facts.join_url && !facts.has_ended && link(facts.join_url, ["Join"]);
  return el("div", { class: "block card call" }, el("strong", {}, name), number, facts.has_ended && el("span", { class: "detail" }, "This call has ended."), join);
}

export function fileBlock({ file, external_id: id }) {
  const card = file ? fileCard(file) : el("div", { class: "file" }, el("div", { class: "file-head" }, icon("file"), el("span", { class: "file-facts" }, `Remote file ${id}`)));
  return el("div", { class: "block" }, card);
}

/** An account elsewhere that a person may connect. */
export function providerBlock(block, surface) {
  const { name, description, icon_url: address, is_connected: connected } = block;
  const who = [block.connected_identity, block.connected_context].filter(Boolean).map(({ text }) => text).join(" · ");
  const state = connected ? ["✓ Connected", who].filter(Boolean).join(": ") : "Not connected";
  const way = connected ? block.disconnect_url && link(block.disconnect_url, ["Disconnect"]) : block.auth_url && link(block.auth_url, ["Connect"]);
  const head = el("div", { class: "card-head" }, address && picture({ image_url: address, alt_text: "" }), el("strong", {}, words(name)));
  return el("div", { class: "block card" }, head, description && el("p", {}, words(description)), el("p", { class: "detail" }, state), way, block.accessory && elementNode(block.accessory, block, surface));
}
