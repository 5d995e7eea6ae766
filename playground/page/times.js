import { session } from "./session.js";

const formats = new Map();

function format(date, options) {
  const timeZone = session.me?.tz;
  const key = JSON.stringify([timeZone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { ...options, timeZone }));
  return formats.get(key).format(date);
}

export const fromTs = (ts) => new Date(Number(ts) * 1000);

export const clock = (date) => format(date, { hour: "numeric", minute: "2-digit" });
export const instant = (date) => format(date, { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23" });
export const moment = (date) => `${longDay(date)} at ${format(date, { timeStyle: "medium" })}`;
export const dayKey = (date) => format(date, { year: "numeric", month: "2-digit", day: "2-digit" });
const longDay = (date) => format(date, { weekday: "long", year: "numeric", month: "long", day: "numeric" });

function relative(date) {
  const day = dayKey(date);
  const near = { Today: 0, Yesterday: -1, Tomorrow: 1 };
  return Object.keys(near).find((name) => dayKey(new Date(Date.now() + near[name] * 864e5)) === day);
}

export const dividerDay = (date) => relative(date) ?? format(date, { weekday: "long", month: "long", day: "numeric" });

const TOKENS = {
  date_num: (date) => format(date, { year: "numeric", month: "2-digit", day: "2-digit" }),
  date: (date) => format(date, { dateStyle: "long" }),
  date_short: (date) => format(date, { dateStyle: "medium" }),
  date_long: longDay,
  date_pretty: (date) => relative(date)?.toLowerCase() ?? TOKENS.date(date),
  date_short_pretty: (date) => relative(date)?.toLowerCase() ?? TOKENS.date_short(date),
  date_long_pretty: (date) => relative(date)?.toLowerCase() ?? TOKENS.date_long(date),
  day_divider_pretty: dividerDay,
  date_long_full: longDay,
  time: clock,
  time_secs: (date) => format(date, { timeStyle: "medium" }),
  ago: (date) => ago(date),
};

function ago(date) {
  const minutes = Math.round((date - Date.now()) / 6e4);
  const [amount, unit] = [[minutes / 1440, "day"], [minutes / 60, "hour"], [minutes, "minute"]]
    .find(([size, name]) => Math.abs(size) >= 1 || name === "minute");
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(amount), unit);
}

/** Slack's date tokens, such as `{date_short_pretty} at {time}`, in the viewer's zone. */
export function dateText(seconds, pattern) {
  const date = new Date(Number(seconds) * 1000);
  return pattern.replace(/\{(\w+)\}/g, (all, token) => TOKENS[token]?.(date) ?? all);
}

/** The epoch second at which the viewer's own wall clock shows `local` ("2026-03-01T09:30"). */
export function epochOf(local) {
  const guess = Date.parse(`${local}Z`);
  const shown = Date.parse(`${localOf(guess / 1000)}Z`);
  return Math.round((2 * guess - shown) / 1000);
}

export function localOf(seconds) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const parts = new Intl.DateTimeFormat("en-CA", { ...options, timeZone: session.me?.tz }).formatToParts(seconds * 1000);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}
