import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { mrkdwn, plain } from "./mrkdwn.js";

/** A text object as nodes. */
export function words(text) {
  if (!text) return [];
  if (text.type === "mrkdwn") return mrkdwn(text.text, { bare: !text.verbatim });
  const shown = plain(text.text).replace(/:([a-z0-9_+'-]+):/g, (all, name) => emoji(name));
  return shown.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
}
