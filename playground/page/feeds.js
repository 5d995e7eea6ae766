import { fetchJson } from "./api.js";
import { sortByTime } from "./messages.js";
import { attempt } from "./notices.js";
import { session } from "./session.js";

/** The messages of a place, with what happens to them while they are on their way: it is newer. */
export class Feed {
  #meanwhile = null;

  put = (message) => this.#meanwhile?.set(message.ts, message);
  remove = (ts) => this.#meanwhile?.set(ts, null);

  /** Null when they cannot be fetched, which the person is told. */
  async fetch(where) {
    const meanwhile = (this.#meanwhile = new Map());
    const found = await attempt(null, () => fetchJson("messages", { as: session.me.id, ...where }));
    if (this.#meanwhile === meanwhile) this.#meanwhile = null;
    if (!found) return null;
    const all = new Map([...found.messages.map((message) => [message.ts, message]), ...meanwhile]);
    return sortByTime([...all.values()].filter(Boolean));
  }
}
