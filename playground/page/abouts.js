import { closeDialog, openDialog } from "./dialogs.js";
import { el } from "./dom.js";

const PARAGRAPHS = [
  "This is a playground: a stand-in for Slack that runs on your own machine so that a bot can be tried and tested. It is not Slack, is not made by Slack, and talks to no server but its own.",
  "The company and its people are made up. Choose who you are at the top; each person sees only what is theirs. Open another tab to be two people at once.",
  "The inspector shows every request and answer between the bot and the playground, with what Slack would object to.",
];

export function showAbout() {
  const done = el("button", { type: "button", class: "button primary", on: { click: () => closeDialog(dialog) } }, "Close");
  const dialog = openDialog({
    title: "About this playground",
    kind: "question",
    body: el("div", { class: "dialog-body" }, PARAGRAPHS.map((words) => el("p", {}, words))),
    footer: el("footer", {}, done),
    onClose: () => closeDialog(dialog),
  });
  done.focus();
}
