import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn, plain } from "./mrkdwn.js";

/** A text object as nodes. */
export function words(text) {
  if (!text) return [];
  if (text.type === "mrkdwn") return mrkdwn(text.text, { bare: !text.verbatim });
  const shown = text.emoji === false ? plain(text.text) : withEmoji(plain(text.text));
  return shown.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
}
