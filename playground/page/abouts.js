import { closeDialog, openDialog } from "./dialogs.js";
import { el } from "./dom.js";

const PARAGRAPHS = [
  "This is a playground: a stand-in for Slack that runs on your own machine so that a bot can be tried and tested. It is not Slack, is not made by Slack, and talks to no server but its own.",
  "The company and its people are made up. Choose who you are at the top; each person sees only what is theirs. Open another tab, or put two people side by side, to be both at once.",
  "The inspector shows every request and answer between the bot and the playground, with what Slack would object to.",
];

const KEYS = [
  ["Ctrl K", "Jump to a conversation or a person"],
  ["Alt ↑ ↓", "The conversation above or below; with Shift the next unread one"],
  ["↑", "In an empty box: edit your last message"],
  ["↑ ↓", "On a message: walk. T thread, R reaction, E edit, P pin, M more, Del delete"],
  ["/ @ # :", "Commands and shortcuts, people, channels, emoji"],
];

const keyRow = ([keys, words]) => [el("dt", {}, el("kbd", {}, keys)), el("dd", {}, words)];

export function showAbout() {
  const done = el("button", { type: "button", class: "button primary", on: { click: () => closeDialog(dialog) } }, "Close");
  const dialog = openDialog({
    title: "About this playground",
    kind: "question",
    body: el("div", { class: "dialog-body" }, PARAGRAPHS.map((words) => el("p", {}, words)), el("dl", { class: "keys-help" }, KEYS.map(keyRow))),
    footer: el("footer", {}, done),
    onClose: () => closeDialog(dialog),
  });
  done.focus();
}
