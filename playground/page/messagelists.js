import { el } from "./dom.js";
import { follows, messageNode, showIn, sortByTime } from "./messages.js";
import { on } from "./session.js";
import { Surface } from "./surfaces.js";
import { dayKey, dividerDay, fromTs } from "./times.js";
import { isMine, messageKey } from "./toolbars.js";

const UNREAD = "unread";

/** The drawn messages of one conversation or thread, changed in place as they change. */
export class MessageList {
  #messages = new Map();
  #drawn = new Map();
  #editing = null;
  #firstUnread = null;

  constructor(node, { openThread }) {
    this.node = node;
    this.hands = { openThread, edit: (ts) => this.edit(ts) };
    node.addEventListener("keydown", (event) => this.#key(event));
    node.addEventListener("focusin", ({ target }) => this.#stand(target.closest("article")));
    on("clock", () => node.isConnected && this.#dayIsOver() && this.draw());
  }

  show(messages, firstUnread = null) {
    this.#messages = new Map(messages.map((message) => [message.ts, message]));
    this.#firstUnread = firstUnread;
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

  get messages() {
    return sortByTime(this.#messages.values());
  }

  article = (ts) => this.node.querySelector(`article[data-ts="${CSS.escape(ts)}"]`);
  unreadMark = () => this.node.querySelector(".new-mark");

  /** Opens the message's own box, or with null closes it and goes back to the message. */
  edit(ts) {
    const before = this.#editing;
    this.#editing = ts;
    this.draw();
    if (!ts && before) this.article(before)?.focus();
  }

  /** False when this person has written nothing here that could be edited. */
  editLast() {
    const last = this.messages.findLast(isMine);
    if (last) this.edit(last.ts);
    return Boolean(last);
  }

  draw() {
    const nodes = [];
    let previous = null;
    for (const message of this.messages) {
      const parted = this.#dividers(previous, message);
      nodes.push(...parted, this.#article(message, !parted.length && follows(previous, message)));
      previous = message;
    }
    showIn(this.node, nodes);
    this.#stand(this.node.querySelector("article[tabindex='0']") ?? [...this.node.querySelectorAll("article")].at(-1));
  }

  #dividers(previous, message) {
    const day = dividerDay(fromTs(message.ts));
    const key = dayKey(fromTs(message.ts));
    const turned = !previous || dayKey(fromTs(previous.ts)) !== key;
    return [
      turned && this.#cached(`day ${key}`, day, () => el("p", { class: "day", role: "separator", "aria-label": day }, el("span", {}, day))),
      message.ts === this.#firstUnread && this.#cached(UNREAD, UNREAD, () => el("p", { class: "new-mark", role: "separator", "aria-label": "New messages" }, "New")),
    ].filter(Boolean);
  }

  #dayIsOver() {
    const last = this.messages.at(-1);
    const label = last && dividerDay(fromTs(last.ts));
    return last && this.#drawn.get(`day ${dayKey(fromTs(last.ts))}`)?.signature !== label;
  }

  #article(message, compact) {
    const surface = this.#drawn.get(message.ts)?.surface ?? new Surface({ channel: message.channel, ts: message.ts });
    const state = { compact, editing: message.ts === this.#editing };
    return this.#cached(message.ts, JSON.stringify([message, state]), () => messageNode(message, state, surface, this.hands), surface);
  }

  #cached(key, signature, build, surface) {
    const known = this.#drawn.get(key);
    if (known?.signature === signature) return known.node;
    const node = build();
    this.#drawn.set(key, { signature, node, surface });
    return node;
  }

  /** One message at a time is in the way of the Tab key: the one last stood on, or the newest. */
  #stand(article) {
    if (!article) return;
    for (const other of this.node.querySelectorAll("article[tabindex='0']")) other.tabIndex = -1;
    article.tabIndex = 0;
  }

  #key(event) {
    const article = event.target.closest("article");
    if (event.target !== article) return;
    const all = [...this.node.querySelectorAll("article")];
    const next = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (next) all[all.indexOf(article) + next]?.focus();
    else if (!messageKey(event, this.#messages.get(article.dataset.ts), this.hands, article)) return;
    event.preventDefault();
    event.stopPropagation();
  }
}
