import { act } from "./api.js";
import { confirmed } from "./dialogs.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { openMenu } from "./flyouts.js";
import { icon } from "./icons.js";
import { attempt, notify } from "./notices.js";
import { askForReaction, react } from "./reactions.js";
import { linkTo, session } from "./session.js";
import { messageShortcuts } from "./shortcuts.js";

const QUICK_REACTIONS = ["thumbsup", "white_check_mark", "eyes"];
const EDITABLE = new Set([null, "file_share", "thread_broadcast", "me_message"]);

/** The tools that appear at a message one points at or stands on; `hands` are the list's own actions. */
export function toolbar(message, hands) {
  if (message.ephemeral) return null;
  const quick = QUICK_REACTIONS.map((name) => tool(`React with ${name}`, emoji(name), (node) => react(message, name, node)));
  const more = tool("Add reaction", icon("smile"), (node) => askForReaction(message, node));
  const reply = hands.openThread && tool("Reply in thread", icon("reply"), () => hands.openThread(message.thread_ts ?? message.ts));
  const actions = tool("More actions", icon("more"), (node) => openMenu(node, actionsOn(message, hands)));
  actions.setAttribute("aria-haspopup", "menu");
  return el("div", { class: "toolbar", role: "group", "aria-label": "Message actions" }, quick, more, reply, actions);
}

function tool(label, content, run) {
  const node = el("button", { type: "button", class: "bare", "aria-label": label, title: label }, content);
  node.addEventListener("click", () => run(node));
  return node;
}

export const isMine = (message) => message.user === session.me.id && !message.bot_id && !message.ephemeral && EDITABLE.has(message.subtype);

function actionsOn(message, hands) {
  return [{ items: [...general(message), ...own(message, hands)] }, ...messageShortcuts(message)];
}

function general(message) {
  const pinning = message.pinned ? "unpin" : "pin";
  return [
    { label: "Copy link", run: () => copyLink(message) },
    { label: message.pinned ? "Unpin from this conversation" : "Pin to this conversation", run: () => change(pinning, message) },
  ];
}

function own(message, hands) {
  if (!isMine(message)) return [];
  return [
    { label: "Edit message", run: () => hands.edit(message.ts) },
    { label: "Delete message…", danger: true, run: () => remove(message) },
  ];
}

const change = (what, { channel, ts }) => attempt(null, () => act({ do: what, channel, ts }));

async function copyLink(message) {
  try {
    await navigator.clipboard.writeText(linkTo(message));
    notify("Link copied.", "calm");
  } catch {
    notify(`This browser did not allow copying. The link is ${linkTo(message)}`);
  }
}

export async function remove(message) {
  const plain = (text) => ({ type: "plain_text", text });
  const question = { title: plain("Delete message"), text: plain("Are you sure you want to delete this message? This cannot be undone."), confirm: plain("Delete"), deny: plain("Cancel"), style: "danger" };
  if (await confirmed(question)) await change("delete", message);
}

const KEYS = {
  t: (message, hands) => hands.openThread?.(message.thread_ts ?? message.ts),
  r: (message, hands, node) => askForReaction(message, node),
  e: (message, hands) => isMine(message) && hands.edit(message.ts),
  p: (message) => change(message.pinned ? "unpin" : "pin", message),
  m: (message, hands, node) => openMenu(node, actionsOn(message, hands)),
  Delete: (message) => isMine(message) && remove(message),
};

/** Slack's single letters while one stands on a message; true when the key meant something. */
export function messageKey(event, message, hands, node) {
  const run = !message.ephemeral && !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key];
  if (run) run(message, hands, node);
  return Boolean(run);
}
