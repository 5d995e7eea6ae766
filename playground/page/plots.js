import { figure, scale, tickText, ticksFor } from "./scales.js";
import { svg, tip } from "./svgs.js";

const HEIGHT = 250;
const LETTER = 6.4;
const LONGEST_SLANT = 78;

/** Bars, lines or areas over the same categories, with both axes, as wide as there is room. */
export function plot({ type, series, axis_config: axes }, label, width) {
  const ticks = ticksFor(series.flatMap(({ data }) => data.map(({ value }) => value)));
  const room = roomFor(axes, ticks, width);
  const y = scale([ticks[0], ticks.at(-1)], [room.bottom, room.top]);
  const slot = (room.right - room.left) / axes.categories.length;
  const x = (index) => room.left + slot * (index + 0.5);
  const view = { room, x, y, slot, categories: axes.categories };
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${HEIGHT}`, class: `plot ${type}`, role: "img", "aria-label": label },
    ticks.map((tick) => gridLine(tick, view)),
    axes.categories.map((name, index) => categoryLabel(name, index, view)),
    axisTitles(axes, room),
    MARKS[type](series, view),
  );
}

function roomFor({ categories, x_label: xLabel, y_label: yLabel }, ticks, width) {
  const left = 14 + Math.max(...ticks.map((tick) => tickText(tick).length)) * LETTER + (yLabel ? 18 : 0);
  const right = width - 8;
  const longest = Math.max(...categories.map((name) => name.length)) * LETTER;
  const slanted = longest > (right - left) / categories.length - 4;
  const names = slanted ? Math.min(LONGEST_SLANT, longest * 0.6) + 14 : 18;
  return { left, right, top: 10, bottom: HEIGHT - names - (xLabel ? 18 : 4), slanted };
}

function gridLine(tick, { room, y }) {
  const at = y(tick);
  return [
    svg("line", { class: tick === 0 ? "axis" : "rule", x1: room.left, x2: room.right, y1: at, y2: at }),
    svg("text", { class: "tick", x: room.left - 6, y: at + 4, "text-anchor": "end" }, tickText(tick)),
  ];
}

function categoryLabel(name, index, { room, x }) {
  const at = { x: x(index), y: room.bottom + 16 };
  const slant = room.slanted ? `rotate(-35 ${at.x} ${at.y - 4})` : null;
  return svg("text", { class: "tick", ...at, transform: slant, "text-anchor": room.slanted ? "end" : "middle" }, name);
}

function axisTitles({ x_label: xLabel, y_label: yLabel }, room) {
  const middle = (room.top + room.bottom) / 2;
  return [
    xLabel && svg("text", { class: "axis-title", x: (room.left + room.right) / 2, y: HEIGHT - 5, "text-anchor": "middle" }, xLabel),
    yLabel && svg("text", { class: "axis-title", x: 12, y: middle, transform: `rotate(-90 12 ${middle})`, "text-anchor": "middle" }, yLabel),
  ];
}

const MARKS = {
  bar: (series, view) => series.map((one, at) => bars(one, at, series.length, view)),
  line: (series, view) => series.map((one, at) => line(one, at, view)),
  area: (series, view) => series.map((one, at) => [area(one, at, view), line(one, at, view)]),
};

function bars({ name, data }, at, count, { x, y, slot, categories }) {
  const width = Math.min((slot * 0.76) / count, 44);
  return data.map(({ label, value }) => {
    const left = x(categories.indexOf(label)) + (at - count / 2) * width;
    const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    const box = { x: left + 0.5, y: top, width: Math.max(1, width - 1), height: Math.max(1, bottom - top), rx: 2 };
    return svg("rect", { class: `tone-${at + 1}`, ...box }, tip(`${name}, ${label}: ${figure(value)}`));
  });
}

const pointsOf = (data, { x, y, categories }) =>
  data.map((point) => ({ ...point, x: x(categories.indexOf(point.label)), y: y(point.value) })).sort((one, two) => one.x - two.x);
const path = (points) => points.map(({ x, y }, index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

function line({ name, data }, at, view) {
  const points = pointsOf(data, view);
  const dots = points.map(({ x, y, label, value }) =>
    svg("circle", { class: `tone-${at + 1}`, cx: x, cy: y, r: 3.5 }, tip(`${name}, ${label}: ${figure(value)}`)),
  );
  return [svg("path", { class: `stroke tone-${at + 1}`, d: path(points) }), dots];
}

function area({ data }, at, view) {
  const points = pointsOf(data, view);
  const base = view.y(0);
  return svg("path", { class: `fill tone-${at + 1}`, d: `${path(points)}L${points.at(-1).x} ${base}L${points[0].x} ${base}Z` });
}
