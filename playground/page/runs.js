import { EMOJI_NAME, emoji } from "./emoji.js";
import { session } from "./session.js";

const STYLES = { B: "bold", STRONG: "bold", I: "italic", EM: "italic", S: "strike", STRIKE: "strike", DEL: "strike", CODE: "code", U: "underline" };
const BREAKS = new Set(["DIV", "P"]);

/** What stands in the editor as Slack's rich text, or null when nothing does. */
export function richText(root) {
  const parts = [];
  sections(root, parts);
  const elements = parts.map(finished).filter(Boolean);
  return elements.length ? { type: "rich_text", elements } : null;
}

function sections(root, parts) {
  for (const node of root.childNodes) {
    const whole = WHOLES[node.nodeName];
    if (whole) whole(node, parts, 0);
    else if (BREAKS.has(node.nodeName)) paragraph(node, parts);
    else runsOf(node, {}, section(parts).elements);
  }
}

function paragraph(node, parts) {
  if ([...node.children].some(({ nodeName }) => WHOLES[nodeName])) return sections(node, parts);
  const line = section(parts);
  if (line.elements.length) line.elements.push(words("\n"));
  children(node).forEach((child) => runsOf(child, {}, line.elements));
}

/** Without the line end that a browser keeps at the end of a line so that it can be clicked. */
const children = (node) => [...node.childNodes].filter((child) => child.nodeName !== "BR" || child.nextSibling);

/** The section being written: text after a list or quote begins another. */
function section(parts) {
  if (parts.at(-1)?.type !== "rich_text_section") parts.push({ type: "rich_text_section", elements: [] });
  return parts.at(-1);
}

const WHOLES = {
  UL: (node, parts, indent) => listed(node, parts, "bullet", indent),
  OL: (node, parts, indent) => listed(node, parts, "ordered", indent),
  BLOCKQUOTE: (node, parts) => carryOn(parts, "rich_text_quote", linesOf(node)),
  PRE: (node, parts) => carryOn(parts, "rich_text_preformatted", [words(node.innerText.replace(/\n$/, ""))]),
};

/** Quotes, and blocks of code, that follow each other are one. */
function carryOn(parts, type, elements) {
  if (parts.at(-1)?.type === type) parts.at(-1).elements.push(words("\n"), ...elements);
  else parts.push({ type, elements });
}

function linesOf(node) {
  const parts = [];
  sections(node, parts);
  return parts.flatMap((part, index) => (index ? [words("\n"), ...part.elements] : part.elements));
}

/** A list within a list becomes a list of its own that stands further in, as Slack has it. */
function listed(node, parts, style, indent) {
  for (const child of node.children) {
    if (child.nodeName !== "LI") WHOLES[child.nodeName]?.(child, parts, indent + 1);
    else item(child, parts, style, indent);
  }
}

function item(node, parts, style, indent) {
  const line = { type: "rich_text_section", elements: [] };
  const last = parts.at(-1);
  if (last?.type === "rich_text_list" && last.style === style && last.indent === indent) last.elements.push(line);
  else parts.push({ type: "rich_text_list", style, indent, elements: [line] });
  for (const child of children(node)) {
    if (child.nodeName === "UL" || child.nodeName === "OL") WHOLES[child.nodeName](child, parts, indent + 1);
    else runsOf(child, {}, line.elements);
  }
}

function runsOf(node, style, into) {
  if (node.dataset?.run) return into.push(JSON.parse(node.dataset.run));
  if (node.nodeName === "BR") return into.push(words("\n", style));
  if (node.nodeType === Node.TEXT_NODE) return into.push(...pieces(node.data, style));
  if (node.nodeName === "A") return into.push(linkRun(node, style));
  const name = STYLES[node.nodeName];
  for (const child of node.childNodes) runsOf(child, name ? { ...style, [name]: true } : style, into);
}

const words = (text, style = {}) => ({ type: "text", text, ...styleOf(style) });
const styleOf = (style) => (Object.keys(style).length ? { style } : {});

function linkRun(node, style) {
  const url = node.getAttribute("href");
  return { type: "link", url, ...(node.textContent === url ? {} : { text: node.textContent }), ...styleOf(style) };
}

/** Typed addresses, emoji names and @names count as what they say; in code nothing does. */
function pieces(text, style) {
  const clean = text.replaceAll("\u00a0", " ").replaceAll("\u200b", "");
  if (style.code) return clean ? [words(clean, style)] : [];
  const found = [];
  let from = 0;
  for (const match of clean.matchAll(special())) {
    found.push(words(clean.slice(from, match.index), style), meant(match, style));
    from = match.index + match[0].length;
  }
  return [...found, words(clean.slice(from), style)].filter((run) => run.type !== "text" || run.text);
}

function special() {
  const names = [...session.people.values()].map(({ real_name: name }) => name).filter(Boolean).sort((one, two) => two.length - one.length);
  const people = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return new RegExp(`(https?://[^\\s<>]*[^\\s<>.,;:!?)"'])|${EMOJI_NAME}${people ? `|@(${people})(?!\\p{L})` : ""}`, "gu");
}

function meant([all, url, name, who], style) {
  if (url) return { type: "link", url, ...styleOf(style) };
  if (name) return emoji(name).startsWith(":") ? words(all, style) : { type: "emoji", name };
  const person = [...session.people.values()].find(({ real_name: known }) => known === who);
  return { type: "user", user_id: person.id, ...styleOf(style) };
}

/** Neighbours of one style joined, line ends at the edges dropped; null when nothing is left. */
function finished(part) {
  if (part.type === "rich_text_list") return { ...part, elements: part.elements.map((line) => ({ ...line, elements: joined(line.elements) })) };
  const elements = trimmed(joined(part.elements));
  return elements.length ? { ...part, elements } : null;
}

function joined(runs) {
  const kept = [];
  for (const run of runs) {
    const last = kept.at(-1);
    const same = last?.type === "text" && run.type === "text" && JSON.stringify(last.style) === JSON.stringify(run.style);
    if (same) kept[kept.length - 1] = { ...last, text: last.text + run.text };
    else kept.push(run);
  }
  return kept;
}

function trimmed(runs) {
  const edge = (run, pattern) => (run?.type === "text" ? { ...run, text: run.text.replace(pattern, "") } : run);
  const ends = runs.map((run, index) => (index === runs.length - 1 ? edge(run, /\n+$/) : run)).map((run, index) => (index === 0 ? edge(run, /^\n+/) : run));
  return ends.filter((run) => run.type !== "text" || run.text);
}
