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
