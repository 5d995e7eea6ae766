import { el } from "./dom.js";
import { emoji, EMOJI_NAME } from "./emoji.js";
import { channelLink, link, mention, plain } from "./mrkdwn.js";
import { grid } from "./tables.js";

/** Standard Markdown, as far as Slack's markdown block draws it. */
export function markdown(text) {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const nodes = [];
  while (lines.length) nodes.push(...(BLOCKS.find(([starts]) => starts(lines))[1](lines)));
  return nodes;
}

const BLOCKS = [
  [(lines) => !lines[0].trim(), (lines) => (lines.shift(), [])],
  [(lines) => FENCE.test(lines[0]), fence],
  [(lines) => /^#{1,6}\s/.test(lines[0]), heading],
  [(lines) => /^\s*([-*_])(\s*\1){2,}\s*$/.test(lines[0]), (lines) => (lines.shift(), [el("hr")])],
  [(lines) => /^\s*>/.test(lines[0]), (lines) => [el("blockquote", {}, ...markdown(strip(lines, /^\s*> ?/).join("\n")))]],
  [(lines) => lines[0].includes("|") && /^[\s|:-]*-[\s|:-]*$/.test(lines[1] ?? "") && lines[1].includes("|"), table],
  [(lines) => ITEM.test(lines[0]), (lines) => [list(lines)]],
  [() => true, paragraph],
];

const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const FENCE = /^\s*(`{3,}|~{3,})/;

function strip(lines, prefix) {
  const taken = [];
  while (lines.length && prefix.test(lines[0])) taken.push(lines.shift().replace(prefix, ""));
  return taken;
}

function fence(lines) {
  const first = lines.shift();
  const mark = FENCE.exec(first)[1];
  const code = [];
  while (lines.length && !lines[0].trim().startsWith(mark)) code.push(lines.shift());
  lines.shift();
  return [el("pre", {}, el("code", { data: { language: first.trim().slice(mark.length).trim() } }, code.join("\n")))];
}

function heading(lines) {
  const [, marks, words] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(lines.shift());
  return [el("p", { class: "md-heading", role: "heading", "aria-level": String(marks.length + 2) }, ...inline(words))];
}

function table(lines) {
  const head = cells(lines.shift());
  const align = cells(lines.shift()).map((rule) => (rule.endsWith(":") ? (rule.startsWith(":") ? "center" : "right") : "left"));
  const rows = [];
  while (lines.length && lines[0].includes("|")) rows.push(cells(lines.shift()));
  return [grid([head, ...rows].map((row) => row.map(inline)), { align, wrapped: head.map(() => true) })];
}

const cells = (line) => line.trim().replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));

function list(lines) {
  const [, indent, mark] = ITEM.exec(lines[0]);
  const ordered = /\d/.test(mark);
  const node = el(ordered ? "ol" : "ul", { start: ordered ? parseInt(mark, 10) : null });
  while (lines.length && belongs(lines, indent.length, ordered)) {
    const depth = ITEM.exec(lines[0])?.[1].length;
    if (depth === undefined) node.lastChild.append(" ", ...inline(lines.shift().trim()));
    else if (depth > indent.length && node.lastChild) node.lastChild.append(list(lines));
    else node.append(item(ITEM.exec(lines.shift())[3]));
  }
  return node;
}

/** An item of this list or a deeper one, or a line that carries on the item before it. */
function belongs([line], indent, ordered) {
  const found = ITEM.exec(line);
  if (!found) return /^\s{2,}\S/.test(line);
  if (found[1].length > indent) return true;
  return found[1].length === indent && /\d/.test(found[2]) === ordered;
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
  return [el("p", {}, ...words.flatMap((line, index) => (index ? [el("br"), ...inline(line.trim())] : inline(line.trim()))))];
}

const RUNS = [
  ["escaped", "\\\\[\\\\`*_{}\\[\\]()#+.!~|<>-]", (all) => [all[1]]],
  ["code", "(`+)(?!`).+?(?<!`)\\k<tick>(?!`)", (all) => [el("code", {}, all.replace(/^(`+) ?(.*?) ?\1$/, "$2"))]],
  ["link", "!?\\[(?:[^\\[\\]]|\\\\.)*\\]\\([^)\\s]+(?:\\s+\"[^\"]*\")?\\)", linked],
  ["angle", "<(?:https?:[^>\\s]+|[@#][A-Z0-9]+)>", angle],
  ["both", "\\*\\*\\*(?!\\s)[^*\\n]+\\*\\*\\*", (all) => [el("strong", {}, el("em", {}, ...inline(all.slice(3, -3))))]],
  ["bold", "\\*\\*(?!\\s)(?:[^*\\n]|\\*(?!\\*))+\\*\\*|(?<!\\w)__(?!\\s)(?:[^_\\n]|_(?!_))+__(?!\\w)", (all) => [el("strong", {}, ...inline(all.slice(2, -2)))]],
  ["italic", "(?<![\\w*])\\*(?![\\s*])[^*\\n]+\\*|(?<!\\w)_(?![\\s_])[^_\\n]+_(?!\\w)", (all) => [el("em", {}, ...inline(all.slice(1, -1)))]],
  ["struck", "~~(?!\\s)[^~\\n]+~~", (all) => [el("s", {}, ...inline(all.slice(2, -2)))]],
  ["bare", "https?://[^\\s<>()]+[^\\s<>().,;:!?*_~]", (all) => [link(all)]],
  ["emoji", EMOJI_NAME.replace("(", "(?:"), (all) => [emoji(all.slice(1, -1))]],
];
const INLINE = new RegExp(RUNS.map(([name, pattern]) => `(?<${name}>${pattern.replace("(`+)", "(?<tick>`+)")})`).join("|"), "g");

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(plain(text.slice(from, match.index)), ...runNodes(match));
    from = match.index + match[0].length;
  }
  return [...nodes, plain(text.slice(from))].filter((node) => node !== "");
}

const runNodes = ({ 0: all, groups }) => RUNS.find(([name]) => groups[name])[2](all);

function linked(all) {
  const [, label, address] = /^!?\[(.*)\]\((\S+?)(?:\s+"[^"]*")?\)$/.exec(all);
  return [link(address, label ? inline(label) : null)];
}

function angle(all) {
  const inside = all.slice(1, -1);
  if (inside.startsWith("@")) return [mention(inside.slice(1))];
  return [inside.startsWith("#") ? channelLink(inside.slice(1)) : link(inside)];
}
