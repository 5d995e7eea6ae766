import { agentMessage, agentMessageGone, agentTold } from "./agents.js";
import { fetchJson } from "./api.js";
import { homeArrived, messageArrived, messageGone, openConversation, refreshFrame, statusTold } from "./conversations.js";
import { dropView, showView } from "./forms.js";
import { notify } from "./notices.js";
import { adopt, announce, changePeople, go, isRoom, session, setClock } from "./session.js";
import { replyArrived, replyGone } from "./threads.js";

const NEWS = {
  message: ({ message }) => (messageArrived(message), replyArrived(message), agentMessage(message), pinChanged(message)),
  message_deleted: ({ channel, ts }) => (messageGone(channel, ts), replyGone(channel, ts), agentMessageGone(channel, ts)),
  view: ({ view }) => showView(view),
  view_closed: ({ id, all }) => dropView(id, all),
  home: ({ app, view }) => homeArrived(app, view),
  channel: ({ conversation }) => channelChanged(conversation),
  channel_gone: ({ channel }) => channelGone(channel),
  people: ({ people }) => changePeople(people),
  refresh: () => refresh(),
  clock: (told) => setClock(told),
  notice: ({ text }) => notify(text),
  assistant: (told) => agentTold(told) || statusTold(told),
  unread: (told) => unreadChanged(told),
};

/** One piece of news from the live wire; what this page does not know yet is left alone. */
export const received = (news) => NEWS[news.type]?.(news);

function channelChanged(conversation) {
  session.channels.set(conversation.id, conversation);
  announce("channels");
  if (conversation.id === session.place.channel) refreshFrame();
}

/** A conversation's pins are told by its messages. */
function pinChanged({ channel: id, ts, pinned }) {
  const channel = session.channels.get(id);
  if (!channel?.pins || channel.pins.includes(ts) === Boolean(pinned)) return;
  channel.pins = pinned ? [...channel.pins, ts] : channel.pins.filter((other) => other !== ts);
  if (id === session.place.channel) refreshFrame();
}

function channelGone(id) {
  const channel = session.channels.get(id);
  session.channels.delete(id);
  announce("channels");
  if (id !== session.place.channel) return;
  notify(channel && isRoom(channel) ? `You are no longer in #${channel.name}.` : "That conversation is gone.", "calm");
  go([...session.channels.values()].find((other) => other.member && other.kind === "channel")?.id);
}

/** Apps, commands or shortcuts changed: the frame is drawn anew, what stands in it stays. */
async function refresh() {
  const before = JSON.stringify(session.apps);
  adopt(await fetchJson("state", { as: session.me.id }));
  if (before !== JSON.stringify(session.apps) && session.place.tab !== "messages") openConversation();
}

function unreadChanged({ channel: id, unread, mentions }) {
  const channel = session.channels.get(id);
  if (!channel) return;
  const reading = id === session.place.channel && session.place.tab === "messages" && !document.hidden;
  Object.assign(channel, { unread: reading ? 0 : unread, mentions: reading ? 0 : (mentions ?? channel.mentions) });
  announce("channels");
}
