import { el } from "./dom.js";
import { mark } from "./heads.js";
import { appOf, conversationName, go, session } from "./session.js";

/** What stands before the first message of a conversation. */
export function beginning(channel) {
  const app = appOf(channel);
  const words = {
    channel: `This is the beginning of #${channel.name}. ${channel.topic}`,
    private: `This is the beginning of #${channel.name}, a private channel.`,
    im: app ? `Write to ${conversationName(channel)} here. Only you see this conversation.` : `Only you and ${conversationName(channel)} see this conversation.`,
    mpim: `Only the people of this group see this conversation.`,
  };
  const tip = session.commands.some(({ app }) => app) && channel.member && "Type / to see what you can ask the apps here.";
  return el("div", { class: "beginning" }, el("p", { class: "beginning-name" }, mark(channel), conversationName(channel)), el("p", {}, words[channel.kind]), tip && el("p", {}, tip));
}

export function welcome() {
  const first = [...session.channels.values()].find((channel) => channel.member);
  const open = first && el("button", { type: "button", class: "button primary", on: { click: () => go(first.id) } }, `Open ${conversationName(first)}`);
  return el("div", { class: "empty" }, el("p", {}, `${session.me.real_name} has no conversation open.`), open);
}
