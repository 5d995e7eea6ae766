import { el } from "./dom.js";

const WORDS = {
  unacknowledged: ["Unacknowledged", "Deliveries the app never acknowledged"],
  violations: ["Violations", "Calls that Slack would refuse or punish"],
  duplicates: ["Sent twice", "Messages that say again what was said"],
  misrouted: ["Misrouted", "Messages that reached somebody else"],
  lost: ["Lost", "Messages that were expected and never came"],
  late: ["Late", "Messages that came after their time"],
};

/** What went wrong so far, counted where no app can reach it. */
export function tallies(counters) {
  const known = Object.entries(WORDS).filter(([name]) => typeof counters?.[name] === "number");
  const calls = Object.values(counters?.calls ?? {}).reduce((sum, count) => sum + count, 0);
  const all = [["calls", calls, ["Calls", "Web API calls so far"]], ...known.map(([name, words]) => [name, counters[name], words])];
  return counters ? el("ul", { class: "tallies", "aria-label": "Counters" }, all.map(tally)) : null;
}

function tally([name, count, [label, meaning]]) {
  const bad = name !== "calls" && count > 0;
  return el("li", { class: bad ? "bad" : null, title: meaning }, el("span", {}, label), el("strong", {}, String(count)));
}
