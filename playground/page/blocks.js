import { el, freshId } from "./dom.js";
import { elementNode } from "./elements.js";
import { fileCard } from "./files.js";
import { markdown } from "./markdown.js";
import { richElement } from "./richtexts.js";
import { tableBlock } from "./tables.js";
import { words } from "./texts.js";

/** Draws blocks; `surface` knows where they stand, keeps what is typed and carries presses. */
export function blockNodes(blocks, surface) {
  return (blocks ?? []).map((block) => (BLOCKS[block.type] ?? unknown)(block, surface));
}

const BLOCKS = {
  header: (block) => el("p", { class: "block header", role: "heading", "aria-level": "3" }, words(block.text)),
  section,
  context: (block) => el("div", { class: "block context" }, block.elements.map(contextPart)),
  actions: (block, surface) => el("div", { class: "block actions" }, block.elements.map((element) => elementNode(element, block, surface))),
  context_actions: (block, surface) => el("div", { class: "block actions small" }, block.elements.map((element) => elementNode(element, block, surface))),
  divider: () => el("hr", { class: "block" }),
  image: (block) => el("figure", { class: "block" }, block.title && el("figcaption", {}, words(block.title)), picture(block)),
  table: (block) => el("div", { class: "block" }, tableBlock(block)),
  markdown: (block) => el("div", { class: "block markdown" }, markdown(block.text)),
  rich_text: (block) => el("div", { class: "block rich" }, block.elements.map(richElement)),
  file: (block) => el("div", { class: "block" }, block.file ? fileCard(block.file) : el("span", { class: "unknown" }, "[file]")),
  input,
};

function section(block, surface) {
  const fields = block.fields && el("div", { class: "fields" }, block.fields.map((field) => el("div", {}, words(field))));
  const accessory = block.accessory && el("div", { class: "accessory" }, accessoryNode(block, surface));
  return el("div", { class: "block section" }, el("div", { class: "words" }, block.text && el("div", {}, words(block.text)), fields), accessory);
}

function accessoryNode(block, surface) {
  return block.accessory.type === "image" ? picture(block.accessory) : elementNode(block.accessory, block, surface);
}

function contextPart(part) {
  return part.type === "image" ? picture(part) : el("span", {}, words(part));
}

/** Only pictures of this machine are loaded; others are named, so the page never calls out. */
function picture({ image_url: address, alt_text: alt }) {
  const local = address && new URL(address, location.href).origin === location.origin;
  if (local) return el("img", { src: address, alt, loading: "lazy" });
  return el("span", { class: "placeholder", role: "img", "aria-label": alt, title: address }, `Picture: ${alt}`);
}

function input(block, surface) {
  const id = freshId("field");
  const error = el("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const hint = block.hint && el("p", { class: "hint", id: `${id}-hint` }, words(block.hint));
  const label = [words(block.label), block.optional && el("span", { class: "optional" }, " (optional)")];
  const naming = { id, describedBy: [hint && hint.id, error.id].filter(Boolean).join(" "), required: !block.optional };
  const control = elementNode(block.element, block, surface, naming);
  const grouped = control.matches("fieldset");
  if (grouped) control.prepend(el("legend", {}, label));
  return el(
    "div",
    { class: "block input", data: { block: block.block_id } },
    grouped ? null : el("label", { for: id, id: `${id}-label` }, label),
    control,
    error,
    hint,
  );
}

function unknown(block) {
  return el("div", { class: "block unknown", role: "note" }, `[${block.type}] This page does not draw this kind of block yet.`);
}
