import { fetchJson, listen } from "./api.js";
import { clockButton } from "./clocks.js";
import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { displayName, on, session, setClock } from "./session.js";
import { inspectorButton } from "./tops.js";
import { troubleButton } from "./troubles.js";

const MOST = 3;
const SPLIT = "split";

/** The places of a divided page, each a person and perhaps a channel: `?split=U1/C1,U2`. */
export function splitOf() {
  if (window !== window.top) return [];
  const wanted = new URLSearchParams(location.search).get(SPLIT);
  return (wanted ?? "").split(",").filter(Boolean).slice(0, MOST);
}

/** Several people in one window, each in a frame of their own with nothing in common but the server. */
export async function showSplit() {
  const places = splitOf();
  const [first] = places[0].split("/");
  const state = await fetchJson("state", { as: first });
  Object.assign(session, { me: state.me, people: new Map(session.everyone.map((someone) => [someone.id, someone])) });
  setClock(state.clock);
  document.body.classList.add("split");
  byId("main").replaceChildren(el("div", { class: "frames" }, places.map(frameNode)));
  byId("main").setAttribute("aria-label", "Side by side");
  drawOuterTop();
  on("state", drawOuterTop);
  document.title = `${places.map((place) => displayName(place.split("/")[0])).join(" and ")} – ${session.workspace.name}`;
  listen("live", { as: first }, { message: (news) => news.type === "clock" && setClock(news), up: () => {}, down: () => {} });
}

function frameNode(place) {
  const frame = el("iframe", { src: `/#${place}`, title: `What ${displayName(place.split("/")[0])} sees` });
  frame.addEventListener("load", () => frame.contentWindow.addEventListener("hashchange", remember));
  return frame;
}

/** The address follows where each of them goes, so that a reload shows the same. */
function remember() {
  const places = frames().map(({ contentWindow }) => contentWindow.location.hash.slice(1));
  history.replaceState(null, "", `/?${SPLIT}=${places.join(",")}`);
}

const frames = () => [...document.querySelectorAll(".frames iframe")];

function drawOuterTop() {
  const tag = el("span", { class: "tag" }, "Playground");
  const alone = el("button", { type: "button", class: "top-button", "aria-label": "One person only", on: { click: leave } }, icon("close"), el("span", {}, "One person only"));
  const name = el("strong", { class: "workspace" }, session.workspace.name);
  byId("top").replaceChildren(...[name, tag, clockButton(), el("span", { class: "spring" }), troubleButton(), inspectorButton(), alone].filter(Boolean));
}

function leave() {
  const place = frames()[0].contentWindow.location.hash;
  location.assign(`/${place}`);
}
