"""Every open opportunity's close date against the conventions, with what is known of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property, lru_cache

from policies.clocks import day_in
from policies.desks import close_conventions as conventions
from policies.desks.close_conventions import (
    ACTUAL_DAY,
    EVENT,
    FIRST_DAY,
    LAST_DAY,
    QUOTE,
    RENEWAL,
    Deal,
    Verdict,
)
from policies.reminders import Late, Planned, Way, Weight, Wish, placed
from policies.rhythms import Rhythm
from policies.sheets import Sheet

ROUTINE = "closedates"
ENTRIES = {
    LAST_DAY: "close-date-last-day",
    ACTUAL_DAY: "close-date-actual-day",
    FIRST_DAY: "close-date-first-day",
}
PARKING = "close-date-48h"
FITTING = frozenset({"fits-last-day", "fits-actual-day", "parked"})
OVER = "parking-over"

Trial = tuple[dict[str, bool], Verdict]
"""One way in which the unknown facts can turn out, and what the conventions say then."""


class Fit(StrEnum):
    """What is known of a date: it fits, it breaks a convention, or that depends on a fact."""

    FITS = "fits"
    BREAKS = "breaks"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of an opportunity and its close date; None is not known."""

    day: date
    set_at: datetime
    compelling_event: bool | None = None
    quote_sent: bool | None = None
    renewal: bool | None = None

    @property
    def may_be_parked(self) -> bool:
        """On the first of a month, and not known to be the day of signing."""
        return self.day.day == 1 and not self.quote_sent and not self.renewal


@dataclass(frozen=True)
class Checked:
    """Each way in which the unknown facts can turn out, and what the conventions say then.

    `last_day` is the one to set once a compelling event is confirmed; `has_ended` says that the
    time for which it may be parked is over.
    """

    dated: Dated
    tried: Sequence[Trial]
    last_day: date
    has_ended: bool

    @cached_property
    def fit(self) -> Fit:
        fits = {verdict.outcome in FITTING for _, verdict in self.tried}
        if len(fits) > 1:
            return Fit.OPEN
        return Fit.FITS if fits == {True} else Fit.BREAKS

    @property
    def rule(self) -> str:
        """The entry it is judged by; of several the one that the last case goes by."""
        verdict = self.tried[-1][1]
        return PARKING if verdict.outcome == OVER else ENTRIES[verdict.rule]

    @property
    def is_over(self) -> bool:
        return any(verdict.outcome == OVER for _, verdict in self.tried)

    @property
    def missing(self) -> list[str]:
        """The facts that it depends on, the most telling first."""
        return conventions.telling(list(self.tried))

    @property
    def suggested(self) -> date | None:
        """The day to set instead, if all open cases agree on it."""
        found = {verdict.suggested for _, verdict in self.tried if verdict.outcome not in FITTING}
        return found.pop() if len(found) == 1 else None

    @property
    def ways(self) -> dict[str, date]:
        """The day to set by each convention that may be the one, where the day must change."""
        changing = [verdict for _, verdict in self.tried if verdict.outcome not in FITTING]
        days = {each.rule: each.suggested for each in changing}
        return {rule: day for rule in ENTRIES if (day := days.get(rule))}


def check(dated: Dated, now: datetime, zone: tzinfo, parking: timedelta) -> Checked:
    """As it stands at this moment for somebody in that zone."""
    known = {
        EVENT: dated.compelling_event,
        QUOTE: dated.quote_sent,
        RENEWAL: dated.renewal,
    }
    parked = dated.day.day == 1
    deal = Deal(
        day_in(now, zone),
        dated.day,
        parked=parked and not dated.renewal,
        over=parked and now > dated.set_at + parking,
        compelling_event=bool(dated.compelling_event),
        quote_sent=bool(dated.quote_sent),
        renewal=bool(dated.renewal),
    )
    tried, last_day = _judged(deal, tuple(name for name, value in known.items() if value is None))
    return Checked(dated, tried, last_day or dated.day, deal.over)


@lru_cache(maxsize=16_384)
def _judged(deal: Deal, undecided: tuple[str, ...]) -> tuple[Sequence[Trial], date | None]:
    """Many deals close on the same day, and a team's are looked at again and again."""
    confirmed = {EVENT: True, QUOTE: False, RENEWAL: False}
    last_day = conventions.judge(conventions.having(deal, confirmed)).suggested
    return tuple(_trials(deal, undecided)), last_day


def _trials(deal: Deal, undecided: Iterable[str]) -> Iterator[Trial]:
    """A renewal is dated on its real day, so the first of a month is no parking place then."""
    for case, verdict in conventions.trials(deal, undecided):
        if case.get(RENEWAL) and deal.parked:
            real = conventions.having(replace(deal, parked=False), case)
            yield dict(case), conventions.judge(real)
        else:
            yield dict(case), verdict


def parking_time(sheet: Sheet) -> timedelta:
    return timedelta(hours=float(sheet.limit("parking_hours")))


@dataclass(frozen=True, slots=True)
class Watched:
    """An open opportunity whose date somebody may have to be reminded of."""

    id: int
    name: str
    owner: str
    manager: str | None
    dated: Dated

    @property
    def subject(self) -> str:
        return str(self.id)


def wishes(
    watched: Iterable[Watched],
    sheet: Sheet,
    now: datetime,
    rhythm: Rhythm,
    managers: dict[str, Rhythm],
) -> Iterator[Wish]:
    """Of one owner, whose rhythm it is."""
    for each in watched:
        if each.dated.day < day_in(now, rhythm.zone):
            yield _passed(each, rhythm)
        elif each.dated.may_be_parked:
            yield from _parked(each, sheet, now, rhythm, managers)


def _passed(each: Watched, rhythm: Rhythm) -> Wish:
    """The morning after the day, or after somebody set a day that was over already."""
    last = max(each.dated.day, day_in(each.dated.set_at, rhythm.zone))
    wish = _wish(each, "passed", last + timedelta(days=1), f"{each.name}: its close date passed")
    return replace(wish, entry=ENTRIES[ACTUAL_DAY])


def _parked(
    each: Watched, sheet: Sheet, now: datetime, rhythm: Rhythm, managers: dict[str, Rhythm]
) -> Iterator[Wish]:
    ends = each.dated.set_at + parking_time(sheet)
    if now <= ends:
        yield from _while_parked(each, sheet, ends, rhythm)
    says = f"{each.name}: parked for too long"
    yield _wish(each, "over", morning_from(ends, rhythm), says)
    if each.manager in managers:
        day = morning_from(ends, managers[each.manager])
        told = replace(each, owner=each.manager)
        yield replace(_wish(told, "manager", day, says), about=each.owner)


def _while_parked(each: Watched, sheet: Sheet, ends: datetime, rhythm: Rhythm) -> Iterator[Wish]:
    """At half time and shortly before the end; where one follows the other, it is enough."""
    half = each.dated.set_at + float(sheet.limit("remind_part")) * parking_time(sheet)
    lead = timedelta(hours=float(sheet.limit("remind_hours")))
    says = f"{each.name}: parked on the first of a month"
    early = _at(_wish(each, "half", each.dated.day, says), half, ends, rhythm)
    early = replace(early, weight=Weight.NUDGE, late_after=ends - lead - half)
    last = _at(_wish(each, "before", each.dated.day, says), ends - lead, ends, rhythm)
    last = replace(last, late_after=lead)
    sooner, later = placed(early, rhythm), placed(last, rhythm)
    if sooner.due + lead <= later.due and _is_in_time(each, sooner):
        yield early
    if _is_in_time(each, later):
        yield last


def _is_in_time(each: Watched, moment: Planned) -> bool:
    """Over a weekend the last working hour may have been before the date was set."""
    return moment.due >= each.dated.set_at


def _at(wish: Wish, instant: datetime, ends: datetime, rhythm: Rhythm) -> Wish:
    there = instant.astimezone(rhythm.zone)
    own = replace(wish, way=Way.ALONE, until=ends, late=Late.DROP)
    return replace(own, day=there.date(), at=there.time())


def _wish(each: Watched, what: str, day: date, says: str) -> Wish:
    """Who is told, of which date and since when it stands make it the same reminder."""
    since = f"{each.dated.day.isoformat()}/{each.dated.set_at.timestamp():.0f}"
    key = f"{ROUTINE}/{each.id}/{each.owner}/{since}/{what}"
    return Wish(key, ROUTINE, each.subject, each.owner, day, PARKING, says)


def morning_from(instant: datetime, rhythm: Rhythm) -> date:
    """The first day whose digest comes no sooner than that."""
    day = day_in(instant, rhythm.zone)
    return day if rhythm.morning(day) >= instant else day + timedelta(days=1)
