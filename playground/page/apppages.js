import { act } from "./api.js";
import { agreed } from "./dialogs.js";
import { el } from "./dom.js";
import { attempt } from "./notices.js";
import { go, person, session } from "./session.js";

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
      session.me.kind === "admin" ? removal(app) : "",
    );
  }
}

function section(title, rows) {
  if (!rows.length) return [];
  return [el("h3", {}, title), el("dl", {}, rows.map(([name, words]) => [el("dt", {}, name), el("dd", {}, words)]))];
}

function removal({ id, name }) {
  const text = "Its tokens end, and it leaves every channel. What it wrote stays.";
  const remove = async () => {
    if (!(await agreed(`Remove ${name} from this workspace?`, text, "Remove"))) return;
    if (await attempt(button, () => act({ do: "uninstall", app: id }))) go(null);
  };
  const button = el("button", { type: "button", class: "button", on: { click: remove } }, "Remove from workspace");
  return button;
}
