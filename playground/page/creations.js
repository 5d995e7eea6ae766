import { act } from "./api.js";
import { ask } from "./asks.js";
import { closeDialog, openDialog } from "./dialogs.js";
import { el } from "./dom.js";
import { mark } from "./heads.js";
import { attempt } from "./notices.js";
import { go, isRoom, session } from "./session.js";

/** Slack's own form for a new channel. */
export async function askForChannel() {
  const secret = el("input", { type: "checkbox" });
  const choice = el("label", { class: "choice" }, secret, el("span", {}, "Private", el("span", { class: "hint" }, "Only invited people can find it or read it.")));
  const made = await ask({
    title: "Create a channel",
    label: "Name",
    hint: "Lower case, without spaces or full stops, e.g. deal-globex.",
    limit: 80,
    extra: choice,
    confirm: "Create",
    run: (name) => act({ do: "create_channel", name: name.replace(/^#/, ""), private: secret.checked }),
  });
  if (made) go(made.channel);
}

/** Every channel this person may find, with a way in. */
export function browseChannels() {
  const search = el("input", { class: "typed", type: "text", placeholder: "Search channels", "aria-label": "Search channels", autocomplete: "off" });
  const list = el("ul", { class: "browse" });
  const draw = () => list.replaceChildren(...rows(search.value.trim().toLowerCase(), () => closeDialog(dialog)));
  search.addEventListener("input", draw);
  draw();
  const dialog = openDialog({ title: "Browse channels", body: el("div", { class: "dialog-body" }, search, list), onClose: closeDialog });
  search.focus();
}

function rows(query, leave) {
  const rooms = [...session.channels.values()].filter((channel) => isRoom(channel) && `${channel.name} ${channel.topic}`.toLowerCase().includes(query));
  rooms.sort((one, two) => Number(one.archived) - Number(two.archived) || one.name.localeCompare(two.name));
  return rooms.length ? rooms.map((channel) => row(channel, leave)) : [el("li", { class: "empty" }, "No channel of that name")];
}

function row(channel, leave) {
  const facts = [channel.member && "Joined", channel.archived && "Archived", `${channel.members.length} members`, channel.topic].filter(Boolean).join(" · ");
  const visit = () => (leave(), go(channel.id));
  const name = el("button", { type: "button", class: "browse-name", on: { click: visit } }, mark(channel), channel.name);
  const join = el("button", { type: "button", class: "button", "aria-label": `Join ${channel.name}` }, "Join");
  join.addEventListener("click", async () => (await attempt(join, () => act({ do: "join", channel: channel.id }))) && visit());
  return el("li", {}, el("div", {}, name, el("p", { class: "detail" }, facts)), !channel.member && !channel.archived ? join : null);
}
