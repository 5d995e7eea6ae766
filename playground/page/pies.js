import { figure } from "./scales.js";
import { svg, tip } from "./svgs.js";

const RADIUS = 96;
const CENTRE = 100;

/** Slices clockwise from the top, in the order given. */
export function pie({ segments }, label) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  let from = 0;
  const slices = segments.map((segment, index) => {
    const start = from;
    from += total ? segment.value / total : 0;
    return slice(segment, index, start, from, total);
  });
  return svg("svg", { viewBox: "0 0 200 200", class: "pie", role: "img", "aria-label": label }, slices);
}

export function share(value, total) {
  return total ? `${Math.round((value / total) * 1000) / 10}%` : "0%";
}

function slice({ label, value }, index, from, to, total) {
  const says = tip(`${label}: ${figure(value)} (${share(value, total)})`);
  const tone = { class: `slice tone-${index + 1}` };
  if (to - from > 0.9999) return svg("circle", { ...tone, cx: CENTRE, cy: CENTRE, r: RADIUS }, says);
  const large = to - from > 0.5 ? 1 : 0;
  return svg("path", { ...tone, d: `M${CENTRE} ${CENTRE}L${rim(from)}A${RADIUS} ${RADIUS} 0 ${large} 1 ${rim(to)}Z` }, says);
}

function rim(turn) {
  const angle = turn * 2 * Math.PI;
  return `${(CENTRE + RADIUS * Math.sin(angle)).toFixed(2)} ${(CENTRE - RADIUS * Math.cos(angle)).toFixed(2)}`;
}
