"""What should be said to whom and when, as values: what a routine wishes, and where that falls."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from policies.clocks import day_in, instant_of
from policies.rhythms import Level, Rhythm


class Weight(StrEnum):
    """What is due everybody is told; nudges before that, and early ones, only who wants them."""

    DUE = "due"
    NUDGE = "nudge"
    EARLY = "early"


class Way(StrEnum):
    """Within the morning's one digest, or as a message of its own because it cannot wait."""

    DIGEST = "digest"
    ALONE = "alone"


class Late(StrEnum):
    """What becomes of a reminder that could not be sent in time."""

    SEND = "send"
    FOLD = "fold"
    DROP = "drop"


WANTED: Mapping[Level, frozenset[Weight]] = {
    Level.LIGHT: frozenset({Weight.DUE}),
    Level.STANDARD: frozenset({Weight.DUE, Weight.NUDGE}),
    Level.ACTIVE: frozenset(Weight),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One reminder that a routine wants to exist; its key is what makes it the same one again.

    `at` is a wall-clock time where the person is, or None for the morning's digest. `entry` is the
    rule that asks for it, `says` one line for the preview. A reminder that has an `until` is worth
    nothing after that instant: it comes before, also earlier than wished. `about` is the person
    whose state is the cause, where somebody else is told, such as their manager. What the person
    themselves has `chosen` the moment of comes then and to them, also outside their working time.
    """

    key: str
    routine: str
    subject: str
    person: str
    day: date
    entry: str
    says: str
    at: time | None = None
    way: Way = Way.DIGEST
    weight: Weight = Weight.DUE
    late: Late = Late.SEND
    late_after: timedelta = timedelta(hours=2)
    until: datetime | None = None
    about: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A wish with its instant; `to` is the delegate of somebody who is away."""

    wish: Wish
    due: datetime
    to: str
    held: str = ""
    """Why it comes at another time than was wished, if so."""


AWAY = "away"
QUIET = "outside working hours"
BEFORE_DEADLINE = "before the deadline"


def planned(wishes: Iterable[Wish], rhythms: Mapping[str, Rhythm]) -> Iterator[Planned]:
    """What the people want of it, each at their own instant."""
    for wish in wishes:
        rhythm = rhythms.get(wish.person)
        if rhythm is not None and is_wanted(wish, rhythm):
            yield placed(wish, rhythm)


def is_wanted(wish: Wish, rhythm: Rhythm) -> bool:
    return wish.routine not in rhythm.muted and wish.weight in WANTED[rhythm.level]


def placed(wish: Wish, rhythm: Rhythm) -> Planned:
    """By the working time of the person; with a delegate, what falls into an absence is theirs."""
    if wish.chosen and wish.at:
        return Planned(wish, instant_of(wish.day, wish.at, rhythm.zone), wish.person)
    at = None if wish.way is Way.DIGEST else wish.at
    due, held = _falls(rhythm, wish.day, at, wish.until if at else None)
    stands_in = rhythm.delegate if held == AWAY else None
    return Planned(wish, due, stands_in or wish.person, held)


@lru_cache(maxsize=16384)
def _falls(
    rhythm: Rhythm, day: date, at: time | None, until: datetime | None
) -> tuple[datetime, str]:
    """When, and why then if that is not what was wished; the same for all who keep these hours."""
    if not rhythm.is_away(day):
        return _at_work(rhythm, day, at, until)
    here = replace(rhythm, away=None) if rhythm.delegate else rhythm
    return _at_work(here, day, at, until)[0], AWAY


def _at_work(
    rhythm: Rhythm, day: date, at: time | None, until: datetime | None
) -> tuple[datetime, str]:
    if at is None:
        open_day = rhythm.work_day_from(day)
        return rhythm.morning(open_day), "" if open_day == day else QUIET
    wanted = instant_of(day, at, rhythm.zone)
    due = rhythm.next_open(wanted)
    if until is None or due < until:
        return due, "" if due == wanted else QUIET
    earlier = rhythm.last_open(wanted)
    if earlier is None or day_in(earlier, rhythm.zone) < day - timedelta(days=4):
        return wanted, ""
    return min(earlier, wanted), BEFORE_DEADLINE


class Fate(StrEnum):
    """What is done with a reminder at the moment it is released."""

    NOW = "now"
    DIGEST = "digest"
    DROP = "drop"


def fate(way: Way, late: Late, late_after: timedelta, due: datetime, now: datetime) -> Fate:
    if now - due <= late_after or late is Late.SEND:
        return Fate.DIGEST if way is Way.DIGEST else Fate.NOW
    return Fate.DIGEST if late is Late.FOLD else Fate.DROP


def digest_day_from(instant: datetime, rhythm: Rhythm) -> date:
    """The first day whose digest comes no sooner than that."""
    day = day_in(instant, rhythm.zone)
    return day if rhythm.morning(day) >= instant else day + timedelta(days=1)
