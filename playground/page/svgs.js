import { present } from "./dom.js";

const SPACE = "http://www.w3.org/2000/svg";

/** An SVG element; as with `el`, words only ever enter as text nodes. */
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(props)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...present(children));
  return node;
}

/** What a mark says when pointed at. */
export const tip = (text) => svg("title", {}, text);
