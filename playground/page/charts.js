import { el, freshId } from "./dom.js";
import { pie, share } from "./pies.js";
import { plot } from "./plots.js";
import { figure } from "./scales.js";
import { grid } from "./tables.js";

/** A chart with its title and legend, and its numbers as a table for whoever cannot see it. */
export function chartBlock({ title, chart }) {
  const id = freshId("chart");
  const parts = chart.type === "pie" ? pieParts(chart, title) : plotParts(chart, title);
  return el("figure", { class: "block chart", "aria-labelledby": id }, el("figcaption", { id }, title), parts);
}

function pieParts(chart, title) {
  const total = chart.segments.reduce((sum, { value }) => sum + value, 0);
  const entries = chart.segments.map(({ label, value }) => [label, share(value, total)]);
  const rows = chart.segments.map(({ label, value }) => [label, figure(value), share(value, total)]);
  const frame = el("div", { class: "pie-frame" }, pie(chart, `Pie chart: ${title}`), legend(entries));
  return [frame, numbers(["Segment", "Value", "Share"], rows)];
}

function plotParts(chart, title) {
  const { series, axis_config: axes } = chart;
  const kind = chart.type[0].toUpperCase() + chart.type.slice(1);
  const rows = axes.categories.map((name) => [name, ...series.map(({ data }) => valueAt(data, name))]);
  return [
    fitted((width) => plot(chart, `${kind} chart: ${title}`, width)),
    legend(series.map(({ name }) => [name])),
    numbers([axes.x_label ?? "", ...series.map(({ name }) => name)], rows),
  ];
}

/** Drawn again whenever its place grows or shrinks, so that its words keep their size. */
function fitted(draw) {
  const frame = el("div", { class: "plot-frame" });
  const watch = new ResizeObserver(([{ contentRect }]) => contentRect.width && frame.replaceChildren(draw(Math.round(contentRect.width))));
  watch.observe(frame);
  return frame;
}

function valueAt(data, category) {
  const point = data.find(({ label }) => label === category);
  return point ? figure(point.value) : "";
}

function legend(entries) {
  const row = ([name, detail], index) =>
    el("li", {}, el("span", { class: `key tone-${index + 1}` }), name, detail && el("span", { class: "detail" }, ` ${detail}`));
  return el("ul", { class: "legend", "aria-label": "Legend" }, entries.map(row));
}

function numbers(head, rows) {
  const align = head.map((_, index) => (index ? "right" : "left"));
  const table = grid([head, ...rows].map((row) => row.map((cell) => [cell])), { align });
  return el("details", { class: "numbers" }, el("summary", {}, "Show the numbers"), table);
}
