"""A line above the day, for those who choose to be reminded actively: look at the inputs first."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from handlers.kit import reminding
from handlers.kit.feature import Round, Turn
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import escape
from policies import next_steps
from policies.clocks import day_in
from policies.reminders import Late, Weight, Wish
from policies.rhythms import Level, Rhythm
from policies.rights import Standing
from policies.sheets import Item as Line
from storage.members import Member
from storage.occurrences import Occurrence

NAME = "mornings"
SUBJECT = "morning"
DONE = "nextsteps.morning"


def plan(planning: Planning) -> Iterator[Wish]:
    round = planning.round
    line = _line(round)
    for person, member in planning.members.items():
        if member.profile.level is Level.ACTIVE and _sells(round, member):
            rhythm = planning.rhythms[person]
            for day in _days(rhythm, day_in(round.now, rhythm.zone), planning):
                yield Wish(
                    key=f"{NAME}/{person}/{day}",
                    routine=NAME,
                    subject=SUBJECT,
                    person=person,
                    day=day,
                    entry=line.entry,
                    says="the day's start",
                    weight=Weight.EARLY,
                    late=Late.DROP,
                    late_after=timedelta(hours=3),
                )


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    line = _line(round)
    return [Item(due.subject, escape(line.says), line.entry)]


def done(turn: Turn, subject: str) -> str:
    reminding.settle(turn, NAME, subject, "looked through")
    return "looked through"


def _line(round: Round) -> Line:
    return round.pack.sheets[next_steps.POLICY].lists["morning"][0]


def _days(rhythm: Rhythm, today: date, planning: Planning) -> Iterator[date]:
    for day in rhythm.work_days_from(today):
        if rhythm.morning(day) > planning.until:
            return
        yield day


def _sells(round: Round, member: Member) -> bool:
    standings = map(round.pack.standing, member.profile.roles)
    return Standing.ACCOUNT_EXECUTIVE in standings


ROUTINE = Routine(NAME, "Start of the day", plan, show, done)
