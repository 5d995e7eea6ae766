import { notify } from "./notices.js";

const SECRETS = new Set(["token", "client_secret", "signing_secret"]);

export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    notify("Copied.", "calm");
  } catch {
    notify("This browser did not allow copying.");
  }
}

const veiled = (key, value) => (SECRETS.has(key) ? "…" : value);

export const asText = (entry) => JSON.stringify(entry, veiled, 2);

/** The same call for a shell; the token is the shell's own variable, never a value. */
export function asCurl({ title, request }) {
  const body = Object.fromEntries(Object.entries(request ?? {}).filter(([key]) => !SECRETS.has(key)));
  const quoted = JSON.stringify(body, veiled).replaceAll("'", `'\\''`);
  return [
    `curl ${location.origin}/api/${title}`,
    `  -H "Authorization: Bearer $SLACK_BOT_TOKEN"`,
    `  -H 'Content-Type: application/json; charset=utf-8'`,
    `  -d '${quoted}'`,
  ].join(" \\\n");
}
