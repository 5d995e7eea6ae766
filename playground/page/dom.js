/** Builds an element; text only ever enters as text nodes, so nobody's words become markup. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  node.append(...present(children));
  return node;
}

export function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

function assign(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "style") Object.assign(node.style, value);
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

export const byId = (id) => document.getElementById(id);

let serial = 0;
export const freshId = (prefix) => `${prefix}-${++serial}`;

/** Makes `parent` hold exactly `nodes`, moving none that already stands in its place. */
export function reconcile(parent, nodes) {
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
  while (cursor) {
    const next = cursor.nextSibling;
    cursor.remove();
    cursor = next;
  }
}

/** Runs `change`, then returns the keyboard to what stands where the focused control stood. */
export function keepingFocus(change) {
  const before = document.activeElement;
  change();
  if (document.activeElement === document.body && before) standIn(before)?.focus();
}

/** The control itself, or what has replaced it: the same control redrawn, or the message that held it. */
export function standIn(control) {
  if (control.isConnected) return control;
  return named("key", control.dataset.key) ?? named("ts", control.closest("[data-ts]")?.dataset.ts);
}

const named = (name, value) => value && document.querySelector(`[data-${name}="${CSS.escape(value)}"]`);
