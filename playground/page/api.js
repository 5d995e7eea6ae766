import { session } from "./session.js";

/** A refusal the server worded for the person. */
export class Refusal extends Error {}

const UNREACHABLE = "The playground does not answer. Is it still running?";

export async function answer(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal(UNREACHABLE);
  }
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json")) throw new Refusal(`The playground answered ${response.status} where data was expected.`);
  return response.json();
}

function address(path, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value));
  return `/_page/${path}?${query}`;
}

export async function fetchJson(path, params) {
  const body = await answer(address(path, params));
  if (body.ok === false) throw new Refusal(body.error);
  return body;
}

export async function act(body) {
  const result = await answer(address("act", { as: session.me.id }), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!result.ok) throw new Refusal(result.error);
  return result;
}

/** A live connection that comes back by itself; `up` is told whether it had been lost. */
export function listen(path, params, { message, up, down }) {
  let socket;
  let closed = false;
  let attempts = 0;
  let timer;
  const open = () => {
    socket = new WebSocket(address(path, params).replace(/^/, location.origin.replace(/^http/, "ws")));
    socket.onopen = () => {
      const lost = attempts > 0;
      attempts = 0;
      up(lost);
    };
    socket.onmessage = ({ data }) => message(JSON.parse(data));
    socket.onclose = () => {
      if (closed) return;
      attempts += 1;
      down(attempts);
      timer = setTimeout(open, Math.min(250 * 2 ** attempts, 5000));
    };
  };
  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    socket.close();
  };
}

export function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, mimetype: file.type, base64: reader.result.split(",")[1] ?? "" });
    reader.onerror = () => reject(new Refusal(`“${file.name}” could not be read.`));
    reader.readAsDataURL(file);
  });
}
