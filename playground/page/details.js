import { act } from "./api.js";
import { ask } from "./asks.js";
import { avatar } from "./avatars.js";
import { agreed, closeDialog, openDialog } from "./dialogs.js";
import { el, keepingFocus } from "./dom.js";
import { openListbox } from "./listboxes.js";
import { mrkdwn } from "./mrkdwn.js";
import { attempt } from "./notices.js";
import { conversationName, displayName, go, isRoom, on, person, session } from "./session.js";
import { peopleSource } from "./writings.js";

let open = null;

/** A channel's own page: its subject, its people, and what can be done with it. */
export function openDetails(id, tab) {
  const body = el("div", { class: "details" });
  const leave = (dialog) => ((open = null), closeDialog(dialog));
  const dialog = openDialog({ title: "", kind: "wide", body, onClose: leave });
  open = { id, tab, body, dialog, leave: () => open && leave(dialog) };
  draw();
  dialog.querySelector(".tab")?.focus();
}

on("channels", () => open && draw());

function draw() {
  const channel = session.channels.get(open.id);
  if (!channel) return open.leave();
  open.dialog.querySelector("h2").replaceChildren(`${isRoom(channel) ? "#" : ""}${conversationName(channel)}`);
  const tabs = isRoom(channel) ? ["about", "members", "settings"] : ["members"];
  keepingFocus(() => open.body.replaceChildren(tabBar(tabs, channel), el("div", { class: "dialog-body", role: "tabpanel" }, PARTS[open.tab](channel))));
}

const LABELS = { about: () => "About", members: ({ members }) => `Members ${members.length}`, settings: () => "Settings" };

function tabBar(tabs, channel) {
  const choose = (tab) => ((open.tab = tab), draw());
  const key = (event) => step(event, tabs, choose);
  return el("div", { class: "tabs", role: "tablist", on: { keydown: key } }, tabs.map((tab) => tabButton(tab, channel, choose)));
}

function tabButton(tab, channel, choose) {
  const chosen = tab === open.tab;
  return el("button", { type: "button", class: "tab", role: "tab", "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1", data: { key: `details ${tab}` }, on: { click: () => choose(tab) } }, LABELS[tab](channel));
}

function step(event, tabs, choose) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  choose(tabs.at((tabs.indexOf(open.tab) + by) % tabs.length));
  open.dialog.querySelector("[aria-selected='true']").focus();
}

const PARTS = { about, members, settings };

function about(channel) {
  const edit = channel.member && !channel.archived && action("Edit topic", () => changeTopic(channel));
  const kind = channel.kind === "private" ? "Private: only its members can find it." : "Public: everyone of the company can find and join it.";
  const topic = channel.topic ? mrkdwn(channel.topic) : "No topic yet";
  return el("dl", { class: "facts" }, el("dt", {}, "Topic ", edit), el("dd", {}, topic), el("dt", {}, "Who finds it"), el("dd", {}, kind), channel.shared && [el("dt", {}, "Shared"), el("dd", {}, "People of another company are in it.")], el("dt", {}, "Id"), el("dd", {}, el("code", {}, channel.id)));
}

function members(channel) {
  const invite = channel.member && isRoom(channel) && !channel.archived && action("Add people", (node) => invitePeople(channel, node));
  return [invite, el("ul", { class: "member-list" }, channel.members.map(memberRow))];
}

function memberRow(id) {
  const who = person(id);
  const kind = who?.kind !== "member" && el("span", { class: "kind" }, who?.kind === "bot" ? "app" : who?.kind);
  return el("li", {}, avatar(id, "tiny"), el("strong", {}, displayName(id), id === session.me.id && " (you)"), kind, el("span", { class: "detail" }, who?.title));
}

function settings(channel) {
  if (!channel.member) return el("p", {}, "Join the channel to change it.");
  const archived = channel.archived;
  const items = [
    !archived && action("Rename", () => rename(channel)),
    action("Leave channel", () => leave(channel)),
    archived ? action("Unarchive", () => change("unarchive", channel)) : action("Archive channel for everyone", () => archive(channel), "danger"),
  ];
  return el("div", { class: "settings" }, items);
}

function action(label, run, kind = "") {
  const node = el("button", { type: "button", class: `button ${kind}`, data: { key: `details ${label}` } }, label);
  node.addEventListener("click", () => run(node));
  return node;
}

const change = (what, channel, more = {}) => attempt(null, () => act({ do: what, channel: channel.id, ...more }));

const changeTopic = (channel) => ask({ title: "Edit topic", label: "Topic", value: channel.topic, limit: 250, run: (text) => act({ do: "topic", channel: channel.id, text }) });
const rename = (channel) => ask({ title: "Rename this channel", label: "Channel name", value: channel.name, limit: 80, hint: "Lower case, without spaces or full stops.", run: (name) => act({ do: "rename", channel: channel.id, name }) });

function invitePeople(channel, node) {
  const add = async (chosen) => {
    for (const { value } of chosen) await change("invite", channel, { user: value });
  };
  openListbox(node, { label: "Who to add", many: true, chosen: [], confirm: "Add", hint: "Nobody of that name", source: peopleSource(({ id }) => !channel.members.includes(id)), done: add });
}

async function leave(channel) {
  const secret = channel.kind === "private";
  if (secret && !(await agreed("Leave private channel", "You will need an invitation to come back.", "Leave"))) return;
  if (!(await change("leave", channel))) return;
  open?.leave();
  if (secret) go(null);
}

async function archive(channel) {
  if (await agreed(`Archive #${channel.name}`, "Nobody will be able to write in it. You can unarchive it later.", "Archive")) await change("archive", channel);
}
