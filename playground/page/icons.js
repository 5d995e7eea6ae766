const PATHS = {
  hash: "M4 7h13M3 13h13M8 3 6.5 17M13.5 3 12 17",
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3",
  clip: "M15 9l-5.5 5.5a3 3 0 0 1-4.3-4.3L11 4.4a2 2 0 0 1 2.9 2.9L8.4 12.8",
  send: "M3 10 17 4l-4 13-3-5zM10 12l7-8",
  reply: "M4 4h12v9H9l-4 3v-3H4z",
  close: "M5 5l10 10M15 5 5 15",
  menu: "M3 5h14M3 10h14M3 15h14",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4",
  down: "M5 8l5 5 5-5",
  more: "M10 5v.01M10 10v.01M10 15v.01",
  pulse: "M2 11h4l2-6 4 10 2-4h4",
  tab: "M8 4H4v12h12v-4M11 4h5v5M16 4l-7 7",
  file: "M5 2h7l4 4v12H5zM12 2v4h4",
  save: "M10 3v9M6 9l4 4 4-4M4 17h12",
  smile: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M7 8v.01M13 8v.01M7 12c1.5 2 4.500 2 6 0",
  info: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 9v5M10 6.500v.01",
  up: "M7 17V9l3-6c2 0 2 2 1.500 5H16l-1.500 9z",
  downvote: "M13 3v8l-3 6c-2 0-2-2-1.500-5H4l1.500-9z",
  bolt: "M11 2 4 11h5l-1 7 7-9h-5z",
  pin: "M8 3h6l-1 5 3 3H5l3-3zM10 11v7",
  bookmark: "M6 3h8v14l-4-3-4 3z",
  people: "M8 4a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5M3 16c0-6 10-6 10 0M13 5a2.300 2.300 0 0 1 0 4M14.500 11.500c2 .5 3 2 3 4.500",
  above: "M10 16V4M5 9l5-5 5 5",
  below: "M10 4v12M5 11l5 5 5-5",
  sparkle: "M9 3l1.600 5.400L16 10l-5.400 1.600L9 17l-1.600-5.400L2 10l5.400-1.600zM16 2v4M14 4h4",
  plus: "M10 4v12M4 10h12",
  clock: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 6v4l3 2",
  columns: "M3 4h14v12H3zM10 4v12",
  history: "M4 10a6 6 0 1 1 2 4.500M4 6v4h4M10 7v3l2 1.500",
  stop: "M5 5h10v10H5z",
  search: "M9 3a6 6 0 1 1 0 12A6 6 0 0 1 9 3M13.500 13.500 18 18",
  storm: "M6 11a4 4 0 1 1 1-7.800 5 5 0 0 1 9 2.800 3 3 0 0 1-1 5M11 9l-3 4h4l-3 5",
  trash: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
