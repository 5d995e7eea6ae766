"""A trip in one line: “KubeCon Paris 17-21 March 2026, cost 2000, 24 hours”."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from policies.reading.amounts import Amount, amounts
from policies.reading.moments import Moment, Sort, moments
from policies.trips.sheet import TripSheet
from policies.trips.values import Purpose

EXAMPLE = "/tripnotes plan KubeCon, Paris, 17-21 March 2026"
LONGEST_NAME = 80
MOST_DOLLARS, MOST_HOURS = 10_000_000, 2_000
_M = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TO = r"\s*(?:-|–|—|to|until|till|and|through)\s*"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
_TH = r"(?:st|nd|rd|th)?"
_RANGES = (
    re.compile(rf"\b(?P<a>\d{{1,2}}){_TH}{_TO}(?P<b>\d{{1,2}}){_TH}\s+(?P<m>{_M}){_YEAR}(?!\w)"),
    re.compile(rf"\b(?P<m>{_M})\s+(?P<a>\d{{1,2}}){_TH}{_TO}(?P<b>\d{{1,2}}){_TH}{_YEAR}(?!\w)"),
    re.compile(
        rf"\b(?P<a>\d{{1,2}}){_TH}\s+(?P<m>{_M}){_TO}(?P<b>\d{{1,2}}){_TH}\s+(?P<n>{_M}){_YEAR}(?!\w)"
    ),
    re.compile(
        rf"\b(?P<m>{_M})\s+(?P<a>\d{{1,2}}){_TH}{_TO}(?P<n>{_M})\s+(?P<b>\d{{1,2}}){_TH}{_YEAR}(?!\w)"
    ),
)
_WRITTEN_YEAR = re.compile(r"(?:19|20)\d\d")
_COST = re.compile(
    r"\b(?:cost|costs|costing|budget)(?:\s+of)?\s*:?\s*(?P<said>(?:us)?\$?\s?[\d.,]+\s?k?)"
    r"(?:\s?(?:dollars?|usd))?(?!\w)|(?P<money>\$\s?[\d.,]+\s?k?)(?!\w)"
)
_HOURS = re.compile(r"(?<![\w.])(?P<said>[\d.,]+)\s?(?:business |working |work )?(?:hours?|hrs?)\b")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_EDGES = " \t,;:.-–—"
_BEFORE_DAYS = re.compile(r"[\s,;:]+(?:from|on|between|since)$", re.IGNORECASE)
_PLACED = re.compile(r"\s*(?:,|;|@|\s(?:in|at)\s)\s*", re.IGNORECASE)


class Unclear(ValueError):
    """What cannot be read or cannot be, in one sentence; `field` is where a form shows it."""

    def __init__(self, says: str, field: str = "event") -> None:
        super().__init__(says)
        self.field = field


@dataclass(frozen=True, slots=True)
class Draft:
    """A trip as somebody describes it."""

    event: str
    place: str
    starts: date
    ends: date
    purpose: Purpose = Purpose.BUSINESS
    issue: str = ""
    cost: int | None = None
    hours: int | None = None
    commitment: int | None = None
    booked: frozenset[str] = frozenset()


def draft(text: str, now: datetime, sheet: TripSheet) -> Draft:
    """`now` is the wall clock of who writes. Raises Unclear."""
    text = " ".join(text.split())
    links = _LINK.findall(text)
    text = _LINK.sub(" ", text)
    text, cost = _figure(text, _COST, MOST_DOLLARS, "cost")
    text, hours = _figure(text, _HOURS, MOST_HOURS, "hours")
    text, starts, ends = _days(text, now, sheet)
    text, purpose = _purpose(text, sheet)
    event, place = _parted(text, sheet)
    issue = links[0].rstrip(".,;)") if links else ""
    return checked(Draft(event, place, starts, ends, purpose, issue, cost, hours), now, sheet)


def checked(trip: Draft, now: datetime, sheet: TripSheet) -> Draft:
    """The same, if there can be such a trip. Raises Unclear."""
    today = now.date()
    if not trip.event:
        raise Unclear(f"Say which event or customer the trip is for, for example `{EXAMPLE}`.")
    if trip.ends < trip.starts:
        raise Unclear(
            f"The trip ends on {_on(trip.ends)}, before it starts on {_on(trip.starts)}. "
            "Turn the two days round.",
            "ends",
        )
    if (trip.ends - trip.starts).days >= sheet.days("longest"):
        days = (trip.ends - trip.starts).days + 1
        raise Unclear(f"That trip would take {days:,} days. Check the two days.", "ends")
    if trip.ends < today - timedelta(days=sheet.days("past")):
        past = sheet.days("past")
        raise Unclear(
            f"That trip ended on {_on(trip.ends)}, more than {past} days ago. Check the year.",
            "ends",
        )
    if trip.starts > today + timedelta(days=sheet.days("ahead")):
        raise Unclear(
            f"That trip starts on {_on(trip.starts)}, too far ahead. Check the year.", "starts"
        )
    return trip


def whole(said: str, most: int, example: str) -> int | None:
    """A figure of a form; None for an empty field. Raises Unclear."""
    if not said.strip():
        return None
    found = amounts(said.strip().lower())
    if len(found) != 1 or not _is_whole(found[0], most):
        raise Unclear(f"Write one whole number, for example {example}.")
    return int(found[0].low)


def _is_whole(amount: Amount, most: int) -> bool:
    sound = amount.sound and amount.low == amount.high
    return sound and amount.low.denominator == 1 and 0 <= amount.low <= most


def _figure(text: str, pattern: re.Pattern[str], most: int, name: str) -> tuple[str, int | None]:
    found = pattern.search(text.lower())
    if found is None:
        return text, None
    said = found["said"] or found.groupdict().get("money") or ""
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    try:
        return rest, whole(said, most, "2,000")
    except Unclear as error:
        raise Unclear(f"“{said.strip()}” is no whole number of {name}. Write 2,000.") from error


def _days(text: str, now: datetime, sheet: TripSheet) -> tuple[str, date, date]:
    """The text without its days, and the first and last of them."""
    lowered, spread = text.lower(), text
    for pattern in _RANGES:
        if found := pattern.search(lowered):
            spread = f"{text[: found.start()]} {_spelt(found)} {text[found.end() :]}"
            break
    days = [each for each in moments(spread.lower(), now) if each.sort is Sort.DAY]
    if not days:
        raise Unclear(f"Say from when to when, for example `{EXAMPLE}`.", "starts")
    if len(days) > 2:
        raise Unclear("I read more than two days. Give the first and the last.", "starts")
    read = [_day(each, now.date(), sheet) for each in days]
    return _without(spread, days), read[0], read[-1]


def _spelt(found: re.Match[str]) -> str:
    """Both days written out, each with the year: one over New Year starts in the year before."""
    months = (found["m"], found.groupdict().get("n") or found["m"])
    year = found["year"]
    if not year:
        return f"{found['a']} {months[0]} ¦ {found['b']} {months[1]}"
    first = int(year) - (months[0][:3] == "dec" and months[1][:3] == "jan")
    return f"{found['a']} {months[0]} {first} ¦ {found['b']} {months[1]} {year}"


def _day(moment: Moment, today: date, sheet: TripSheet) -> date:
    if moment.fault:
        raise Unclear(f"{moment.fault[:1].upper()}{moment.fault[1:]}.", "starts")
    if moment.first != moment.last:
        raise Unclear(
            f"“{moment.said}” can be two days. Write the month as a word, such as 17 March.",
            "starts",
        )
    long_ago = moment.first < today - timedelta(days=sheet.days("past"))
    if long_ago and not moment.relative and not _WRITTEN_YEAR.search(moment.said):
        return _next_year(moment.first)
    return moment.first


def _next_year(day: date) -> date:
    """29 February of a year without one is 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, month=3, day=1)


def _without(text: str, days: list[Moment]) -> str:
    first, last = days[0], days[-1]
    before = _BEFORE_DAYS.sub("", text[: first.start].rstrip())
    return f"{before.rstrip(_EDGES)} , {text[last.end :].lstrip(_EDGES)}".strip(f"{_EDGES}¦")


def _purpose(text: str, sheet: TripSheet) -> tuple[str, Purpose]:
    for purpose in (Purpose.PERSONAL, Purpose.BUSINESS):
        words = "|".join(map(re.escape, sheet.words[purpose.value]))
        found = re.search(rf"(?:^|(?<=[\s,;(]))(?:{words})(?:\s+(?:trip|travel))?\)?$", text, re.I)
        if found:
            return text[: found.start()].rstrip(f"{_EDGES}("), purpose
    return text, Purpose.BUSINESS


def _parted(text: str, sheet: TripSheet) -> tuple[str, str]:
    """“KubeCon, Paris”, “KubeCon in New York”, “KubeCon Paris”: the place is what comes last."""
    parts = [each.strip(_EDGES) for each in _PLACED.split(text) if each.strip(_EDGES)]
    if len(parts) > 1:
        return parts[0][:LONGEST_NAME], ", ".join(parts[1:])[:LONGEST_NAME]
    words = (parts or [""])[0].split()
    if len(words) < 2:
        return " ".join(words)[:LONGEST_NAME], ""
    if words[-1].islower() and not text.islower():
        return " ".join(words)[:LONGEST_NAME], ""
    begins = words[-2].lower() in sheet.words["place_begins"] and len(words) > 2
    at = -2 if begins else -1
    return " ".join(words[:at])[:LONGEST_NAME], " ".join(words[at:])[:LONGEST_NAME]


def _on(day: date) -> str:
    return f"{day:%a} {day.day} {day:%B} {day.year}"
