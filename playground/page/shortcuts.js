import { act } from "./api.js";
import { openListbox } from "./listboxes.js";
import { attempt } from "./notices.js";
import { session } from "./session.js";

const ofType = (type) => session.shortcuts.filter((shortcut) => shortcut.type === type);

function grouped(shortcuts, item) {
  const apps = new Map();
  for (const shortcut of shortcuts) apps.set(shortcut.app, [...(apps.get(shortcut.app) ?? []), shortcut]);
  return [...apps.values()].map((own) => ({ label: own[0].app_name, items: own.map(item) }));
}

export const globalShortcuts = () => ofType("global");

export const runShortcut = ({ app, callback_id }, where = {}) => attempt(null, () => act({ do: "shortcut", app, callback_id, ...where }));

/** The apps' own entries in a message's menu. */
export function messageShortcuts({ channel, ts }) {
  const item = (shortcut) => ({ label: shortcut.name, detail: shortcut.description, run: () => runShortcut(shortcut, { channel, ts }) });
  return grouped(ofType("message"), item);
}

/** The lightning menu of a composer: everything that can be started from anywhere, by search or arrow. */
export function openShortcuts(anchor, begin) {
  const wanted = (query) => ({ label, detail }) => `${label} ${detail ?? ""}`.toLowerCase().includes(query.toLowerCase());
  const groups = [...grouped(globalShortcuts(), shortcutItem), { label: "Commands", items: session.commands.map((command) => commandItem(command, begin)) }];
  openListbox(anchor, {
    label: "Shortcuts",
    many: false,
    chosen: [],
    hint: "No shortcut of that name",
    source: async (query) => groups.map((group) => ({ ...group, items: group.items.filter(wanted(query)) })),
    done: ([chosen]) => chosen.run(),
  });
}

const shortcutItem = (shortcut) => ({ value: `${shortcut.app} ${shortcut.callback_id}`, label: shortcut.name, detail: shortcut.description, run: () => runShortcut(shortcut) });
const commandItem = ({ command, description }, begin) => ({ value: command, label: command, detail: description, run: () => begin(command) });
