import { readFile } from "./api.js";
import { el } from "./dom.js";
import { sizeOf } from "./files.js";
import { icon } from "./icons.js";
import { named } from "./inputs.js";
import { attempt, notify } from "./notices.js";

const MOST_FILES = 10;

/** Files chosen for a form: what is chosen is listed and can be taken out again. */
export function uploadNode(context) {
  const { element, block, surface, naming } = context;
  const most = element.max_files ?? MOST_FILES;
  const accept = (element.filetypes ?? []).map((kind) => `.${kind}`).join(",");
  const control = el("input", { type: "file", class: "typed", accept: accept || null, multiple: most > 1, ...named(naming, "Files") });
  const chosen = el("ul", { class: "chosen" });
  const upload = { ...context, control, chosen, most, field: surface.field(block, element, { files: [] }) };
  control.addEventListener("change", () => attempt(null, () => add(upload)));
  list(upload);
  return el("div", { class: "file-input" }, control, chosen);
}

async function add(upload) {
  const given = await Promise.all([...upload.control.files].map(readFile));
  const files = upload.most > 1 ? [...upload.field.value.files, ...given] : given;
  upload.control.value = "";
  if (files.length > upload.most) return notify(`At most ${upload.most} files can be added here.`);
  await keep(upload, files);
}

async function keep(upload, files) {
  upload.field.value = { files };
  list(upload);
  if (upload.dispatches) await upload.surface.press(upload.element, upload.block, upload.field.value, upload.control);
}

function list(upload) {
  const { files } = upload.field.value;
  const drop = (file) => attempt(null, () => keep(upload, files.filter((other) => other !== file)));
  upload.chosen.replaceChildren(...files.map((file) => row(file, () => drop(file))));
}

function row(file, drop) {
  const size = sizeOf(Math.floor((file.base64.length * 3) / 4) - (file.base64.match(/=+$/)?.[0].length ?? 0));
  const remove = el("button", { type: "button", class: "bare", "aria-label": `Remove ${file.name}`, on: { click: drop } }, icon("close"));
  return el("li", {}, el("span", {}, file.name), el("span", { class: "detail" }, size), remove);
}
