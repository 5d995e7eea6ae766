import { el } from "./dom.js";
import { icon } from "./icons.js";
import { session } from "./session.js";

/** The first message this person has not seen, told from how many they have not. */
export function firstUnread(messages, unread) {
  const others = messages.filter((message) => message.user !== session.me.id);
  return unread > 0 ? (others.at(-unread) ?? others[0])?.ts : null;
}

/** A pill over the messages that leads to what is new, wherever that is. */
export class JumpPill {
  constructor() {
    this.node = el("button", { type: "button", class: "jump", hidden: true });
  }

  offer(label, direction, run) {
    this.node.replaceChildren(icon(direction), label);
    this.node.onclick = () => (this.hide(), run());
    this.node.hidden = false;
  }

  hide() {
    this.node.hidden = true;
  }
}
