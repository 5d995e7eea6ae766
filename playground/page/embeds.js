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
  const about = block.description && el("p", {}, words(block.description));
  const caption = el("figcaption", {}, el("p", { class: "detail" }, source), link(address ?? block.video_url, words(title)), about);
  return el("figure", { class: "block card video" }, caption, picture({ image_url: still, alt_text: alt }));
}

export function callBlock({ call_id: id, call }) {
  const { name = `Call ${id}`, display_id: number, join_url: address, has_ended: ended } = call?.v1 ?? {};
  const meeting = number && el("span", { class: "detail" }, `Meeting ${number}`);
  const join = ended ? el("span", { class: "detail" }, "This call has ended.") : address && link(address, ["Join"]);
  return el("div", { class: "block card call" }, el("strong", {}, name), meeting, join);
}

export function fileBlock({ file, external_id: id }) {
  return el("div", { class: "block" }, file ? fileCard(file) : remoteFile(id));
}

/** Of a remote file this page knows no more than its name elsewhere. */
function remoteFile(id) {
  return el("div", { class: "file" }, el("div", { class: "file-head" }, icon("file"), el("span", { class: "file-facts" }, `Remote file ${id}`)));
}

/** An account elsewhere that a person may connect. */
export function providerBlock(block, surface) {
  const { name, description, icon_url: address } = block;
  const head = el("div", { class: "card-head" }, address && picture({ image_url: address, alt_text: "" }), el("strong", {}, words(name)));
  const about = description && el("p", {}, words(description));
  const more = block.accessory && elementNode(block.accessory, block, surface);
  return el("div", { class: "block card" }, head, about, el("p", { class: "detail" }, connection(block)), way(block), more);
}

function connection({ is_connected: connected, connected_identity: who, connected_context: where }) {
  if (!connected) return "Not connected";
  const known = [who, where].filter(Boolean).map(({ text }) => text);
  return known.length ? `✓ Connected: ${known.join(" · ")}` : "✓ Connected";
}

function way({ is_connected: connected, auth_url: come, disconnect_url: leave }) {
  const address = connected ? leave : come;
  return address && link(address, [connected ? "Disconnect" : "Connect"]);
}
