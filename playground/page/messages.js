import { act } from "./api.js";
import { words } from "./texts.js";
import { el, keepingFocus, reconcile } from "./dom.js";
import { emoji } from "./emoji.js";
import { fileCard } from "./files.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { attempt } from "./notices.js";
import { person, session } from "./session.js";
import { Surface } from "./surfaces.js";
import { clock, dayKey, dividerDay, fromTs, moment } from "./times.js";

const TOGETHER_SECONDS = 300;
const QUICK_REACTIONS = ["thumbsup", "white_check_mark", "eyes"];

/** The drawn messages of one conversation or thread, changed in place as they change. */
export class MessageList {
  #messages = new Map();
  #drawn = new Map();

  constructor(node, { openThread }) {
    Object.assign(this, { node, openThread });
  }

  show(messages) {
    this.#messages = new Map(messages.map((message) => [message.ts, message]));
    this.node.setAttribute("aria-busy", "true");
    this.draw();
    this.node.removeAttribute("aria-busy");
  }

  put(message) {
    this.#messages.set(message.ts, message);
    this.draw();
  }

  remove(ts) {
    this.#messages.delete(ts);
    this.draw();
  }

  get size() {
    return this.#messages.size;
  }

  draw() {
    const sorted = [...this.#messages.values()].sort((one, two) => Number(one.ts) - Number(two.ts));
    const nodes = [];
    sorted.forEach((message, index) => {
      const previous = sorted[index - 1];
      if (!previous || dayKey(fromTs(previous.ts)) !== dayKey(fromTs(message.ts))) nodes.push(this.#divider(message));
      nodes.push(this.#article(message, follows(previous, message)));
    });
    keepingFocus(() => reconcile(this.node, nodes));
  }

  #divider(message) {
    const day = dividerDay(fromTs(message.ts));
    return this.#cached(`day ${dayKey(fromTs(message.ts))}`, day, () => el("p", { class: "day", role: "separator", "aria-label": day }, el("span", {}, day)));
  }

  #article(message, compact) {
    const known = this.#drawn.get(message.ts);
    const surface = known?.surface ?? new Surface({ channel: message.channel, ts: message.ts });
    const signature = JSON.stringify([message, compact]);
    return this.#cached(message.ts, signature, () => messageNode(message, compact, surface, this.openThread), surface);
  }

  #cached(key, signature, build, surface) {
    const known = this.#drawn.get(key);
    if (known?.signature === signature) return known.node;
    const node = build();
    this.#drawn.set(key, { signature, node, surface });
    return node;
  }
}

function follows(previous, message) {
  if (!previous || previous.user !== message.user || previous.ephemeral || message.ephemeral) return false;
  return Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS && !message.subtype;
}

export function avatar(id, size = "") {
  const who = person(id);
  return el("span", { class: `avatar ${size}`, "aria-hidden": "true", style: { background: colorOf(who) } }, who?.initials ?? "?");
}

const colorOf = (who) => (who?.color ? `#${who.color.replace(/^#/, "")}` : "#5b6770");

function messageNode(message, compact, surface, openThread) {
  const style = ["message", compact && "compact", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  const body = el("div", { class: "message-body" }, bodyNodes(message, surface));
  return el(
    "article",
    { class: style, data: { ts: message.ts }, tabindex: "-1" },
    compact ? el("span", { class: "gutter" }, timeNode(message)) : avatar(message.user),
    el("div", { class: "message-main" }, !compact && byline(message), message.ephemeral && privateMark(message), body, reactions(message), replies(message, openThread)),
    toolbar(message, openThread),
  );
}

function byline(message) {
  const who = person(message.user);
  const name = message.username || who?.real_name || who?.name || "Unknown";
  const app = (message.bot_id || who?.kind === "bot") && el("span", { class: "badge" }, "APP");
  return el("p", { class: "byline" }, el("strong", { title: who?.title }, name), app, timeNode(message));
}

const timeNode = (message) => el("time", { title: moment(fromTs(message.ts)) }, clock(fromTs(message.ts)));

function privateMark({ channel, ts }) {
  const dismiss = el("button", { type: "button", class: "dismiss", "aria-label": "Dismiss this message" }, "Dismiss");
  dismiss.addEventListener("click", () => attempt(dismiss, () => act({ do: "dismiss", channel, ts })));
  return el("p", { class: "private" }, icon("eye"), "Only visible to you · ", dismiss);
}

function bodyNodes(message, surface) {
  const edited = message.edited && el("span", { class: "edited" }, " (edited)");
  const content = message.blocks?.length ? surface.draw(message.blocks) : el("div", { class: "text" }, mrkdwn(message.text), edited);
  const trailing = message.blocks?.length ? edited : null;
  return [content, trailing, (message.attachments ?? []).map((part) => attachment(part, surface)), (message.files ?? []).map(fileCard)];
}

function attachment(part, surface) {
  const fields = (part.fields ?? []).map((field) => el("div", {}, el("strong", {}, field.title), el("br"), mrkdwn(field.value)));
  const lines = [part.pretext, part.title && `*${part.title}*`, part.text, part.footer].filter(Boolean);
  const color = part.color && `#${part.color.replace(/^#/, "")}`;
  return el(
    "div",
    { class: "attachment", style: color ? { borderInlineStartColor: color } : {} },
    part.blocks ? surface.drawMore(part.blocks) : lines.map((line) => el("div", {}, words({ type: "mrkdwn", text: line }))),
    fields.length ? el("div", { class: "fields" }, fields) : null,
  );
}

function reactions(message) {
  const given = Object.entries(message.reactions ?? {});
  if (!given.length) return null;
  return el("div", { class: "reactions" }, given.map(([name, users]) => reactionButton(message, name, users)));
}

function reactionButton(message, name, users) {
  const mine = users.includes(session.me.id);
  const props = { type: "button", class: "reaction", "aria-pressed": String(mine), "aria-label": `${name}, ${users.length}` };
  const node = el("button", props, emoji(name), ` ${users.length}`);
  node.addEventListener("click", () => react(message, name, node));
  return node;
}

const react = (message, name, control) =>
  attempt(control, () => act({ do: "react", channel: message.channel, ts: message.ts, name }));

function replies(message, openThread) {
  if (!message.reply_count || !openThread) return null;
  const words = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return el("button", { type: "button", class: "replies", on: { click: () => openThread(message.thread_ts ?? message.ts) } }, words);
}

function toolbar(message, openThread) {
  if (message.ephemeral) return null;
  const quick = QUICK_REACTIONS.map((name) => {
    const node = el("button", { type: "button", class: "bare", "aria-label": `React with ${name}`, title: `:${name}:` }, emoji(name));
    node.addEventListener("click", () => react(message, name, node));
    return node;
  });
  const reply = openThread && el("button", { type: "button", class: "bare", "aria-label": "Reply in thread", title: "Reply in thread", on: { click: () => openThread(message.thread_ts ?? message.ts) } }, icon("reply"));
  return el("div", { class: "toolbar", role: "group", "aria-label": "Message actions" }, quick, reply);
}
