import { el } from "./dom.js";
import { person, session } from "./session.js";

/** An app's About tab: what it says of itself and what can be asked of it. */
export class AboutPane {
  constructor() {
    this.node = el("div", { class: "home about-app", role: "tabpanel", "aria-label": "About" });
  }

  open(app) {
    const own = (items) => items.filter((item) => item.app === app.id);
    const commands = own(session.commands).map(({ command, usage_hint: usage, description }) => [`${command} ${usage ?? ""}`, description]);
    const shortcuts = own(session.shortcuts).map(({ name, type, description }) => [name, [description, type === "message" && "In a message's “More actions” menu."].filter(Boolean).join(" ")]);
    this.node.replaceChildren(
      el("h2", {}, app.name),
      el("p", {}, app.description || "This app does not describe itself."),
      el("p", { class: "detail" }, `Writes as @${person(app.bot_user)?.name ?? app.name}${app.agent ? " and answers in the agent pane" : ""}.`),
      ...section("Commands", commands),
      ...section("Shortcuts", shortcuts),
    );
  }
}

function section(title, rows) {
  if (!rows.length) return [];
  return [el("h3", {}, title), el("dl", {}, rows.map(([name, words]) => [el("dt", {}, name), el("dd", {}, words)]))];
}
