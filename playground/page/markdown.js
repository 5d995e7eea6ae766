import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { channelLink, link, mention } from "./mrkdwn.js";
import { grid } from "./tables.js";

const INLINE = new RegExp(
  [
    "`([^`]+)`",
    "!?\\[([^\\]]*)\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)",
    "<(https?:[^>\\s]+|[@#][A-Z0-9]+)>",
    "\\*\\*(?!\\s)(.+?)\\*\\*",
    "(?<![\\w*])[*](?!\\s)([^*\\n]+)[*]",
    "(?<!\\w)_(?!\\s)([^_\\n]+)_(?!\\w)",
    "~~(.+?)~~",
    "(https?://[^\\s<>()]+[^\\s<>().,;:!?])",
    ":([a-z0-9_+-]+):",
  ].join("|"),
  "g",
);

/** Standard Markdown, as far as Slack's markdown block draws it. */
export function markdown(text) {
  const lines = text.split("\n");
  const nodes = [];
  while (lines.length) nodes.push(...(BLOCKS.find(([starts]) => starts(lines))[1](lines)));
  return nodes;
}

const BLOCKS = [
  [(lines) => !lines[0].trim(), (lines) => (lines.shift(), [])],
  [(lines) => /^\s*```/.test(lines[0]), fence],
  [(lines) => /^#{1,6}\s/.test(lines[0]), heading],
  [(lines) => /^\s*([-*_])(\s*\1){2,}\s*$/.test(lines[0]), (lines) => (lines.shift(), [el("hr")])],
  [(lines) => /^\s*>/.test(lines[0]), (lines) => [el("blockquote", {}, ...markdown(strip(lines, /^\s*> ?/).join("\n")))]],
  [(lines) => lines[0].includes("|") && /^[\s|:-]*-[\s|:-]*$/.test(lines[1] ?? "") && lines[1].includes("|"), table],
  [(lines) => ITEM.test(lines[0]), (lines) => [list(lines)]],
  [() => true, paragraph],
];

const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

function strip(lines, prefix) {
  const taken = [];
  while (lines.length && prefix.test(lines[0])) taken.push(lines.shift().replace(prefix, ""));
  return taken;
}

function fence(lines) {
  lines.shift();
  const code = [];
  while (lines.length && !/^\s*```/.test(lines[0])) code.push(lines.shift());
  lines.shift();
  return [el("pre", {}, el("code", {}, code.join("\n")))];
}

function heading(lines) {
  const [, marks, words] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(lines.shift());
  return [el("p", { class: "md-heading", role: "heading", "aria-level": String(marks.length + 2) }, ...inline(words))];
}

function table(lines) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
  const head = cells(lines.shift());
  const align = cells(lines.shift()).map((rule) => (rule.endsWith(":") ? (rule.startsWith(":") ? "center" : "right") : "left"));
  const rows = [];
  while (lines.length && lines[0].includes("|")) rows.push(cells(lines.shift()));
  return [grid([head, ...rows].map((row) => row.map(inline)), align)];
}

function list(lines) {
  const [, indent, mark] = ITEM.exec(lines[0]);
  const node = el(/\d/.test(mark) ? "ol" : "ul", { start: /\d/.test(mark) ? parseInt(mark, 10) : null });
  while (lines.length && ITEM.test(lines[0])) {
    const depth = ITEM.exec(lines[0])[1].length;
    if (depth < indent.length) break;
    if (depth > indent.length && node.lastChild) node.lastChild.append(list(lines));
    else node.append(item(ITEM.exec(lines.shift())[3]));
  }
  return node;
}

function item(words) {
  const task = /^\[([ xX])\]\s+(.*)$/.exec(words);
  if (!task) return el("li", {}, ...inline(words));
  const done = task[1] !== " ";
  return el("li", { class: "task" }, el("span", { role: "img", "aria-label": done ? "done" : "open" }, done ? "☑ " : "☐ "), ...inline(task[2]));
}

function paragraph(lines) {
  const words = [lines.shift()];
  while (lines.length && BLOCKS.find(([starts]) => starts(lines))[1] === paragraph) words.push(lines.shift());
  return [el("p", {}, ...words.flatMap((line, index) => (index ? [el("br"), ...inline(line)] : inline(line))))];
}

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(text.slice(from, match.index), inlineNode(match));
    from = match.index + match[0].length;
  }
  return [...nodes, text.slice(from)].filter((node) => node !== "");
}

function inlineNode([, code, label, address, angle, bold, starred, scored, struck, bare, name]) {
  if (code) return el("code", {}, code);
  if (address) return link(address, inline(label));
  if (angle?.startsWith("@")) return mention(angle.slice(1));
  if (angle?.startsWith("#")) return channelLink(angle.slice(1));
  if (angle ?? bare) return link(angle ?? bare);
  if (name) return emoji(name);
  if (bold) return el("strong", {}, ...inline(bold));
  if (struck) return el("s", {}, ...inline(struck));
  return el("em", {}, ...inline(starred ?? scored));
}
