import { now, session } from "./session.js";

const formats = new Map();

function formatter(options, timeZone) {
  const key = JSON.stringify([timeZone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { ...options, timeZone }));
  return formats.get(key);
}

const format = (date, options) => formatter(options, session.me?.tz).format(date);

function parts(date, options) {
  return Object.fromEntries(formatter(options, session.me?.tz).formatToParts(date).map(({ type, value }) => [type, value]));
}

export const fromTs = (ts) => new Date(Number(ts) * 1000);

export const clock = (date) => format(date, { hour: "numeric", minute: "2-digit" });
export const instant = (date) => format(date, { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23" });
export const moment = (date) => `${longDay(date)} at ${format(date, { timeStyle: "medium" })}`;
export const dayKey = (date) => format(date, { year: "numeric", month: "2-digit", day: "2-digit" });
export const shortDay = (date) => format(date, { weekday: "short", month: "short", day: "numeric" });
const longDay = (date) => format(date, { weekday: "long", year: "numeric", month: "long", day: "numeric" });

const NEAR = { Today: 0, Yesterday: -1, Tomorrow: 1 };

function relative(date) {
  const day = dayKey(date);
  return Object.keys(NEAR).find((name) => dayKey(new Date(now() + NEAR[name] * 864e5)) === day);
}

export const dividerDay = (date) => relative(date) ?? format(date, { weekday: "long", month: "long", day: "numeric" });

const ORDINALS = { one: "st", two: "nd", few: "rd", other: "th" };
const rules = new Intl.PluralRules("en", { type: "ordinal" });
const ordinal = (day) => `${day}${ORDINALS[rules.select(Number(day))]}`;

const DAY = { weekday: "long", year: "numeric", month: "long", day: "numeric" };
const NUMERIC = { year: "numeric", month: "2-digit", day: "2-digit" };
const thisYear = (date) => format(date, { year: "numeric" }) === format(now(), { year: "numeric" });

function fullDate(date) {
  const { month, day, year } = parts(date, DAY);
  return `${month} ${ordinal(day)}, ${year}`;
}

const dateLong = (date) => `${parts(date, DAY).weekday}, ${fullDate(date)}`;

function numericDate(date, order, mark) {
  const part = parts(date, NUMERIC);
  return order.map((name) => part[name]).join(mark);
}

const pretty = (other) => (date) => relative(date)?.toLowerCase() ?? other(date);
const shortDate = (date) => format(date, { dateStyle: "medium" });

/** Slack's date tokens, in the words of its reference. */
const TOKENS = {
  date_num: (date) => numericDate(date, ["year", "month", "day"], "-"),
  date_slash: (date) => numericDate(date, ["month", "day", "year"], "/"),
  date: fullDate,
  date_short: shortDate,
  date_long: dateLong,
  date_long_full: (date) => format(date, { dateStyle: "long" }),
  date_pretty: pretty(fullDate),
  date_short_pretty: pretty(shortDate),
  date_long_pretty: pretty(dateLong),
  day_divider_pretty: (date) => relative(date) ?? (thisYear(date) ? dateLong(date).replace(/, \d+$/, "") : dateLong(date)),
  time: clock,
  time_secs: (date) => format(date, { timeStyle: "medium" }),
  ago: (date) => ago(date),
};

const UNITS = [[31557600, "year"], [2629800, "month"], [86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];

function ago(date) {
  const seconds = (date - now()) / 1000;
  const [size, unit] = UNITS.find(([length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/** A pattern such as `{date_short_pretty} at {time}`, in the viewer's zone. */
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
  const part = parts(seconds * 1000, { ...NUMERIC, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}
