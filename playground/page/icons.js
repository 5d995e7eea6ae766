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
