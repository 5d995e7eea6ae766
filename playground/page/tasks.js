import { el } from "./dom.js";
import { link } from "./mrkdwn.js";
import { richElement } from "./richtexts.js";

const STATES = {
  pending: ["○", "To do"],
  in_progress: ["◐", "In progress"],
  complete: ["✓", "Done"],
  error: ["!", "Failed"],
};

/** One step an app is taking, with what came of it. */
export function taskBlock(task) {
  const [mark, label] = STATES[task.status] ?? ["?", task.status];
  const title = [el("span", { class: `task-mark ${task.status}`, role: "img", "aria-label": label }, mark), " ", task.title];
  const more = [rich(task.details), rich(task.output), sources(task.sources)].filter(Boolean);
  if (!more.length) return el("div", { class: "block task-card" }, title);
  return el("details", { class: "block task-card", open: task.status === "error" }, el("summary", {}, title), more);
}

const rich = (block) => block && el("div", { class: "rich" }, block.elements.map(richElement));

function sources(given) {
  if (!given?.length) return null;
  return el("ul", { class: "sources", "aria-label": "Sources" }, given.map(({ url, text }) => el("li", {}, link(url, [text ?? url]))));
}

export function planBlock({ title, tasks = [] }) {
  const done = tasks.filter(({ status }) => status === "complete").length;
  const progress = tasks.length ? el("span", { class: "detail" }, ` ${done} of ${tasks.length} done`) : null;
  return el("section", { class: "block plan" }, el("p", {}, el("strong", {}, title), progress), el("ol", {}, tasks.map((task) => el("li", {}, taskBlock(task)))));
}
