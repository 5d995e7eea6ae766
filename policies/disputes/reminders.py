"""When those who decide are reminded of a dispute that waits, and when the admins hear of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from policies.clocks import day_in
from policies.disputes.sheet import DisputeSheet
from policies.reminders import Wish
from policies.rhythms import Rhythm

ROUTINE = "disputes"
ADMINS = "admins"
LAP = timedelta(days=364)
"""A dispute that waits for years is counted anew, for a rhythm looks a year ahead."""
IN_A_LAP = 1000


@dataclass(frozen=True, slots=True)
class Waiting:
    id: int
    title: str
    asker: str
    since: datetime
    rounds: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Who decides, who looks after the bot, and from when to when it is planned."""

    deciders: Collection[str]
    admins: Collection[str]
    now: datetime
    until: datetime
    entry: str


def wishes(
    those: Iterable[Waiting], rhythms: Mapping[str, Rhythm], watch: Watch, sheet: DisputeSheet
) -> Iterator[Wish]:
    """Of each decider and asker whose rhythm is known."""
    for waiting in those:
        for person in sorted(watch.deciders):
            if person in rhythms:
                yield from _of_decider(waiting, person, rhythms[person], watch, sheet)
        if waiting.asker in rhythms:
            yield from _of_admins(waiting, rhythms[waiting.asker], watch, sheet)


def _of_decider(
    waiting: Waiting, person: str, rhythm: Rhythm, watch: Watch, sheet: DisputeSheet
) -> Iterator[Wish]:
    """The last one that is due, and those to come: nobody is reminded twice of one morning."""
    today = day_in(watch.now, rhythm.zone)
    known = list(_days(waiting, rhythm, watch, sheet.count("spacing")))
    past = [each for each in known if each[1] <= today]
    for number, day in [*past[-1:], *(each for each in known if each[1] > today)]:
        yield Wish(
            key=f"{ROUTINE}/{waiting.id}/{waiting.rounds}/{person}/{number}",
            routine=ROUTINE,
            subject=str(waiting.id),
            person=person,
            day=day,
            entry=watch.entry,
            says=f"{waiting.title} waits for a decision",
        )


def _days(
    waiting: Waiting, rhythm: Rhythm, watch: Watch, spacing: int
) -> Iterator[tuple[int, date]]:
    """The next workday, and every so many after that, each with its number."""
    opened = day_in(waiting.since, rhythm.zone)
    laps = max((day_in(watch.now, rhythm.zone) - opened) // LAP, 0)
    first, last = opened + laps * LAP + timedelta(days=1), day_in(watch.until, rhythm.zone)
    for number, day in enumerate(islice(rhythm.work_days_from(first), 0, None, spacing)):
        if day > last:
            return
        yield laps * IN_A_LAP + number, day


def _of_admins(
    waiting: Waiting, rhythm: Rhythm, watch: Watch, sheet: DisputeSheet
) -> Iterator[Wish]:
    """Once: after long, or at once if nobody is there to decide it; by the asker's workdays."""
    number = sheet.count("admins") if watch.deciders else 1
    opened = day_in(waiting.since, rhythm.zone) + timedelta(days=1)
    day = next(islice(rhythm.work_days_from(opened), number - 1, None), None)
    reason = "late" if watch.deciders else "nobody"
    if day is None:
        return
    for person in sorted(watch.admins):
        if person not in watch.deciders:
            yield Wish(
                key=f"{ROUTINE}/{waiting.id}/{waiting.rounds}/{ADMINS}/{reason}/{person}",
                routine=ROUTINE,
                subject=f"{waiting.id}/{ADMINS}",
                person=person,
                about=waiting.asker,
                day=day,
                entry=watch.entry,
                says=f"{waiting.title} still waits for a decision",
            )
