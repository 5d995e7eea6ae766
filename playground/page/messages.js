import { act } from "./api.js";
import { attachmentNode } from "./attachments.js";
import { avatar } from "./avatars.js";
import { el, keepingFocus, reconcile } from "./dom.js";
import { editor } from "./edits.js";
import { fileCard } from "./files.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { attempt } from "./notices.js";
import { reactionRow } from "./reactions.js";
import { person } from "./session.js";
import { clock, fromTs, moment } from "./times.js";
import { toolbar } from "./toolbars.js";

const SYSTEM = /^(channel|group)_|^(pinned_item|bot_add|bot_remove)$/;

/** One message as an article; `hands` are what its list can do with it. */
export function messageNode(message, { compact, editing }, surface, hands) {
  const style = ["message", compact && "compact", message.ephemeral && "ephemeral", message.pinned && "pinned", SYSTEM.test(message.subtype ?? "") && "system"];
  return el(
    "article",
    { class: style.filter(Boolean).join(" "), data: { ts: message.ts }, tabindex: "-1" },
    compact ? el("span", { class: "gutter" }, timeNode(message)) : avatar(message.user),
    el("div", { class: "message-main" }, marks(message), !compact && byline(message), editing ? editor(message, () => hands.edit(null)) : content(message, surface, hands)),
    editing ? null : toolbar(message, hands),
  );
}

const content = (message, surface, hands) => [el("div", { class: "message-body" }, bodyNodes(message, surface)), reactionRow(message), replies(message, hands)];

function marks(message) {
  if (message.ephemeral) return privateMark(message);
  if (!message.pinned) return null;
  return el("p", { class: "mark" }, icon("pin"), "Pinned");
}

function byline(message) {
  const who = person(message.user);
  const name = message.username || who?.real_name || who?.name || "Unknown";
  const app = (message.bot_id || who?.kind === "bot") && el("span", { class: "badge" }, "APP");
  const away = who?.status && el("span", { class: "badge quiet" }, who.status);
  return el("p", { class: "byline" }, el("strong", { title: who?.title }, name), app, away, timeNode(message));
}

const timeNode = (message) => el("time", { title: moment(fromTs(message.ts)) }, clock(fromTs(message.ts)));

function privateMark({ channel, ts }) {
  const dismiss = el("button", { type: "button", class: "dismiss", "aria-label": "Dismiss this message" }, "Dismiss");
  dismiss.addEventListener("click", () => attempt(dismiss, () => act({ do: "dismiss", channel, ts })));
  return el("p", { class: "private" }, icon("eye"), "Only visible to you · ", dismiss);
}

function bodyNodes(message, surface) {
  const edited = message.edited && el("span", { class: "edited" }, " (edited)");
  const shown = message.blocks?.length ? [surface.draw(message.blocks), edited] : el("div", { class: "text" }, mrkdwn(message.text), edited);
  return [shown, (message.attachments ?? []).map((part) => attachmentNode(part, surface)), (message.files ?? []).map(fileCard)];
}

function replies(message, { openThread }) {
  if (!message.reply_count || !openThread) return null;
  const words = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return el("button", { type: "button", class: "replies", data: { key: `replies ${message.ts}` }, on: { click: () => openThread(message.thread_ts ?? message.ts) } }, words);
}

const TOGETHER_SECONDS = 300;

/** Whether a message stands under the one before it without a byline of its own. */
export function follows(previous, message) {
  if (!previous || previous.user !== message.user || previous.ephemeral || message.ephemeral) return false;
  return Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS && !message.subtype && !previous.subtype;
}

export const sortByTime = (messages) => [...messages].sort((one, two) => Number(one.ts) - Number(two.ts));

export function showIn(parent, nodes) {
  keepingFocus(() => reconcile(parent, nodes));
}
