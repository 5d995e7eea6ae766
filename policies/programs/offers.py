"""A place that became free in a cohort under way: whom it is offered to, and until when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from policies.clocks import day_in, instant_of
from policies.programs.sheet import Leadership
from policies.programs.values import Cohort, SignUp, placed, waiting
from policies.rhythms import Rhythm

PAUSE = timedelta(minutes=15)
"""For so long what freed a place can be undone, and nobody else is asked."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """One of a cohort to somebody on the waiting list; whoever does not answer lets it pass."""

    id: int
    workspace: str
    cohort: int
    sign_up: int
    at: datetime
    until: datetime
    taken_at: datetime | None
    passed_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.taken_at is None and self.passed_at is None and now < self.until


def is_refilled(cohort: Cohort, today: date, sheet: Leadership) -> bool:
    return cohort.begun(today) and today < cohort.day(sheet.refill + 1)


def to_offer(
    those: Sequence[SignUp], offers: Iterable[Offer], cohort: Cohort, seats: int, now: datetime
) -> list[SignUp]:
    """Who is asked now, in the order of the list and once in each cohort.

    `those` are also the ones who have left, for theirs are the places that can still be undone.
    """
    made = [each for each in offers if each.cohort == cohort.id]
    standing = {each.id for each in those if each.left_at is None}
    asked = [each for each in made if each.sign_up in standing]
    free = seats - len(placed(those, cohort.id)) - len([*_held(those, asked, cohort, now)])
    known = {each.sign_up for each in made}
    return [each for each in waiting(those) if each.id not in known][: max(free, 0)]


def _held(
    those: Iterable[SignUp], asked: Iterable[Offer], cohort: Cohort, now: datetime
) -> Iterator[int]:
    """Places that are neither taken nor free: somebody decides, or can still come back."""
    for one in those:
        if one.cohort == cohort.id and one.left_at and now - one.left_at <= PAUSE:
            yield one.id
    for each in asked:
        if each.is_open(now) or (each.passed_at and now - each.passed_at <= PAUSE):
            yield each.sign_up


def answered_by(cohort: Cohort, rhythm: Rhythm, now: datetime, sheet: Leadership) -> datetime:
    """The end of some work day of theirs, and never later than places are refilled."""
    here, day = replace(rhythm, away=None), day_in(now, rhythm.zone)
    for _ in range(sheet.answer):
        day = here.work_day_after(day)
    last = min(day + A_DAY, cohort.day(sheet.refill + 1))
    return instant_of(last, time(), rhythm.zone)


def last_day(offer: Offer, rhythm: Rhythm) -> date:
    """On which it can be answered."""
    return day_in(offer.until, rhythm.zone) - A_DAY
