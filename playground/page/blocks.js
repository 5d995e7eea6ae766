import { alertBlock, cardBlock, carouselBlock, containerBlock } from "./cards.js";
import { chartBlock } from "./charts.js";
import { dataTableBlock } from "./datatables.js";
import { el } from "./dom.js";
import { elementNode } from "./elements.js";
import { callBlock, fileBlock, providerBlock, videoBlock } from "./embeds.js";
import { inputBlock } from "./fields.js";
import { markdown } from "./markdown.js";
import { picture } from "./pictures.js";
import { richElement } from "./richtexts.js";
import { tableBlock } from "./tables.js";
import { planBlock, taskBlock } from "./tasks.js";
import { words } from "./texts.js";

/** Draws blocks; `surface` knows where they stand, keeps what is typed and carries presses. */
export function blockNodes(blocks, surface) {
  return (blocks ?? []).map((block) => (BLOCKS[block.type] ?? unknown)(block, surface));
}

const BLOCKS = {
  header: (block) => el("p", { class: "block header", role: "heading", "aria-level": "3" }, words(block.text)),
  section,
  context: (block) => el("div", { class: "block context" }, block.elements.map(contextPart)),
  actions: (block, surface) => actions("block actions", block, surface),
  context_actions: (block, surface) => actions("block actions small", block, surface),
  divider: () => el("hr", { class: "block" }),
  image,
  input: inputBlock,
  markdown: (block) => el("div", { class: "block markdown" }, markdown(block.text)),
  rich_text: (block) => el("div", { class: "block rich" }, block.elements.map(richElement)),
  table: (block) => el("div", { class: "block" }, tableBlock(block)),
  data_table: dataTableBlock,
  data_visualization: chartBlock,
  card: cardBlock,
  carousel: carouselBlock,
  container: containerBlock,
  alert: alertBlock,
  plan: planBlock,
  task_card: taskBlock,
  video: videoBlock,
  call: callBlock,
  auth_provider: providerBlock,
  file: fileBlock,
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

function actions(style, block, surface) {
  return el("div", { class: style }, block.elements.map((element) => elementNode(element, block, surface)));
}

function image(block) {
  return el("figure", { class: "block picture" }, block.title && el("figcaption", {}, words(block.title)), picture(block));
}

/** What this page cannot draw is said and shown as it came, rather than left out. */
function unknown(block) {
  return el(
    "details",
    { class: "block unknown" },
    el("summary", {}, `[${block.type}] This page does not draw this kind of block.`),
    el("pre", {}, JSON.stringify(block, null, 2)),
  );
}
