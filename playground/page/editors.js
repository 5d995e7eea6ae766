import { el } from "./dom.js";
import { editable } from "./editables.js";
import { FORMATS, formatFor, indented, pressed } from "./formats.js";
import { dispatchTyping, named } from "./inputs.js";
import { askForLink } from "./links.js";
import { richText } from "./runs.js";

/** Slack's rich text input: a small editor whose value is rich text. */
export function editorNode(context) {
  const { element, block, surface } = context;
  const text = el("div", attributes(context));
  const field = surface.field(block, element, { rich_text: element.initial_value ?? null });
  text.replaceChildren(...editable(field.value.rich_text));
  const tools = toolbar(text);
  const changed = () => (field.value = { rich_text: richText(text) });
  listen(text, tools, changed);
  if (context.dispatches) dispatchTyping(element, text, () => surface.press(element, block, field.value, null));
  show(text, tools);
  return el("div", { class: "editor" }, tools, text);
}

function attributes({ element, block, surface, naming }) {
  const placeholder = element.placeholder?.text ?? "";
  return {
    class: "editor-text",
    contenteditable: "true",
    role: "textbox",
    "aria-multiline": "true",
    autofocus: element.focus_on_load,
    style: { minHeight: lines(element.min_lines), maxHeight: lines(element.max_lines) },
    data: { key: surface.focusKey(block, element), placeholder },
    ...(naming && { "aria-labelledby": naming.labelledBy }),
    ...named(naming, placeholder || element.action_id),
  };
}

const lines = (count) => (count ? `${count * 1.46 + 1}em` : "");

function toolbar(text) {
  const buttons = Object.entries(FORMATS).map(([name, format]) => tool(name, format, text));
  buttons[0].tabIndex = 0;
  const bar = el("div", { class: "editor-tools", role: "toolbar", "aria-label": "Formatting" }, buttons);
  bar.addEventListener("keydown", (event) => rove(event, buttons));
  return bar;
}

function tool(name, { label, keys, sign }, text) {
  const says = { title: `${label} (${keys})`, "aria-label": label, "aria-pressed": "false" };
  const node = el("button", { type: "button", class: "bare", tabindex: "-1", data: { format: name }, ...says }, el("span", { class: `sign ${name}` }, sign));
  node.addEventListener("mousedown", (event) => event.preventDefault());
  node.addEventListener("click", () => apply(name, text, node));
  return node;
}

/** One stop of the Tab key; the arrows move within. */
function rove(event, buttons) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = buttons.at((buttons.indexOf(event.target) + step) % buttons.length);
  buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
  next.focus();
}

function apply(name, text, control) {
  if (!text.contains(getSelection().anchorNode)) text.focus();
  if (name === "link") return askForLink(text, control ?? text);
  FORMATS[name].run(text);
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function listen(text, tools, changed) {
  text.addEventListener("input", changed);
  text.addEventListener("keydown", (event) => shortcut(event, text, tools));
  text.addEventListener("paste", (event) => insert(event, event.clipboardData));
  text.addEventListener("drop", (event) => insert(event, event.dataTransfer));
  for (const moment of ["input", "keyup", "mouseup", "focus"]) text.addEventListener(moment, () => show(text, tools));
}

function shortcut(event, text, tools) {
  if (!(event.ctrlKey || event.metaKey)) return;
  const name = formatFor(event);
  if (!name && !indented(event) && event.code !== "KeyU") return;
  event.preventDefault();
  if (name) apply(name, text, tools.querySelector(`[data-format="${name}"]`));
}

/** Whatever is pasted comes as plain words, so nobody's markup gets in. */
function insert(event, data) {
  event.preventDefault();
  document.execCommand("insertText", false, data.getData("text/plain"));
}

function show(text, tools) {
  const blank = !text.textContent && !text.querySelector("li, blockquote, pre, .atom");
  text.classList.toggle("blank", blank);
  for (const button of tools.children) button.setAttribute("aria-pressed", String(pressed(button.dataset.format, text)));
}
