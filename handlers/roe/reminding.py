"""Those who decide are reminded of what waits; of what waits long the admins are told once."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from handlers.kit import acts, reminding
from handlers.kit.feature import Round, Scene, Turn
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.rights import admins_of
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import counted, cut, escape
from handlers.kit.times import dated
from handlers.roe import cases
from policies.clocks import day_in
from policies.disputes.reminders import ADMINS, ROUTINE, Waiting, Watch, wishes
from policies.reminders import Wish
from policies.rhythms import Rhythm
from storage import disputes, members
from storage.disputes import Dispute
from storage.occurrences import Occurrence

READ = "roe.read"
NOTED = "noted"
LONGEST_HEADLINE = 300
NOBODY = "Nobody is set up to decide it: set HANDRAIL_DECIDER to the Slack id of your {role}."
LATE = "{names} has been reminded and has not decided. I tell the admins once."


def plan(asked: Planning) -> Iterator[Wish]:
    """In one statement, and nothing more while nothing waits."""
    round = asked.round
    waiting = disputes.find_open(round.session, round.workspace.id)
    if not waiting:
        return
    entry = round.pack.cover.decider_entry
    admins = admins_of(round)
    watch = Watch(round.deciders, admins, round.now, asked.until, entry)
    yield from wishes(map(_waiting, waiting), asked.rhythms, watch, round.pack.disputes)


def _waiting(dispute: Dispute) -> Waiting:
    title = cases.title(dispute)
    return Waiting(dispute.id, title, dispute.asker, dispute.waits_since, dispute.rounds)


def show(round: Round, due: Occurrence) -> Iterator[Item]:
    """Only while it waits, and only for who decides at this moment."""
    id, _, part = due.subject.partition("/")
    dispute = disputes.find(round.session, round.workspace.id, int(id))
    if dispute is None or dispute.state != "open":
        return
    rhythm = rhythm_here(round, due.person)
    lines = [f"*{head(round, dispute)}*", age(round, dispute, rhythm)]
    if part == ADMINS:
        yield Item(due.subject, "\n".join([*lines, _told(round)]), due.entry, rank=(dispute.id,))
    elif due.person in round.deciders:
        answer = cut(escape(dispute.answered["headline"]), LONGEST_HEADLINE)
        verb = cases.decision(dispute, cases.ASIDE)
        said = "\n".join([*lines, f"The answer was: {answer}"])
        also = cases.opening(dispute)
        yield Item(due.subject, said, due.entry, verb, also, rank=(dispute.waits_since,))


def head(round: Round, dispute: Dispute) -> str:
    return cases.asks(name_in(round.session, round.workspace.id, dispute.asker), dispute)


def _told(round: Round) -> str:
    if not round.deciders:
        return NOBODY.format(role=escape(round.pack.decider))
    return LATE.format(names=escape(cases.deciders(round)))


def age(scene: Scene, dispute: Dispute, rhythm: Rhythm) -> str:
    """`Waits since Tue 3 March (4 workdays).`, by the calendar of whoever reads it."""
    since, today = (day_in(each, rhythm.zone) for each in (dispute.waits_since, scene.now))
    days = len(list(takewhile(lambda day: day <= today, rhythm.work_days_from(since)))) - 1
    told = f" ({counted(days, 'workday')})" if days > 0 else ""
    return f"Waits since {dated(since, today)}{told}."


def rhythm_here(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def done(turn: Turn, about: str) -> str:
    """An admin has read it; it waits as before."""
    act = acts.keep(turn, READ, NOTED, {"subject": about})
    reminding.settle(turn, ROUTINE, about, NOTED, act)
    return NOTED


def unread(turn: Turn, detail: Mapping[str, Any]) -> str:
    reminding.reopen(turn, ROUTINE, str(detail["subject"]))
    return "It waits for you again."


RESTS_ON = frozenset({"disputes"})
DISPUTES = Routine(ROUTINE, "Disputes", plan, show, done, rests_on=RESTS_ON)
