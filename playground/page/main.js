import { fetchJson } from "./api.js";
import { byId } from "./dom.js";
import { askWhetherAllowed } from "./disturbances.js";
import { explain, navigate } from "./places.js";
import { conversationName, currentChannel, on, session } from "./session.js";
import { drawSidebar, walk } from "./sidebars.js";
import { showSplit, splitOf } from "./splits.js";
import { drawTop } from "./tops.js";
import { openSwitcher } from "./writings.js";

async function begin() {
  const found = await fetchJson("people");
  session.everyone = found.people;
  session.workspace = found.workspace;
  session.workspaces = found.workspaces ?? [found.workspace];
  askWhetherAllowed();
  if (splitOf().length) return showSplit();
  await navigate();
  window.addEventListener("hashchange", () => navigate().catch(explain));
}

function nameTab() {
  const channel = currentChannel();
  const unread = [...session.channels.values()].reduce((sum, { unread: count }) => sum + count, 0);
  const where = channel ? conversationName(channel) : session.workspace.name;
  document.title = `${unread ? `(${unread}) ` : ""}${where} – ${session.me.real_name}`;
}

/** A message's address, written by a person or given by an app, leads there within this page. */
function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link || link.origin !== location.origin || event.ctrlKey || event.metaKey) return;
  const found = /^(?:\/archives|\/#)\/(\w+)\/p([\d.]+)(?:\/p([\d.]+))?/.exec(link.pathname + link.hash);
  if (!found) return;
  event.preventDefault();
  const [, channel, ts, below] = found;
  const thread = below ?? new URLSearchParams(link.search).get("thread_ts");
  const dotted = (stamp) => (stamp.includes(".") ? stamp : `${stamp.slice(0, -6)}.${stamp.slice(-6)}`);
  location.hash = ["", session.me.id, channel, `p${dotted(ts)}`, thread && `p${dotted(thread)}`].filter((part) => part !== null).join("/").slice(1);
}

function key(event) {
  if (!session.me) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openSwitcher(document.querySelector(".switcher"));
  } else walk(event);
}

byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
document.addEventListener("click", follow);
document.addEventListener("keydown", key);
const topics = { channels: [drawSidebar, nameTab], place: [drawSidebar, nameTab], people: [drawSidebar, drawTop], state: [drawTop] };
for (const [topic, draws] of Object.entries(topics)) on(topic, () => session.me && !splitOf().length && draws.forEach((draw) => draw()));
begin().catch(explain);
