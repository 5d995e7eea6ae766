"""From what routines wish to what is planned; planning twice is planning once."""

import logging
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.kit import homes
from handlers.kit.feature import Round, Scene
from handlers.kit.reminding.rechecking import recheck
from handlers.kit.rounds import round_of
from handlers.kit.routines import Planning, Routine
from policies.clocks import day_in
from policies.reminders import Planned, Way, Wish, planned
from policies.rhythms import Rhythm
from storage import fillings, members, occurrences, plans, snoozes
from storage.members import Member
from storage.plans import Kept
from storage.snoozes import Snooze

log = logging.getLogger(__name__)

HORIZON = timedelta(hours=36)
"""How far ahead reminders are planned; the pass comes round every hour."""
MOVED_AT_MOST = timedelta(days=6)
"""How much earlier than wished a reminder may come, with the widest zone: before a deadline."""
WAKE = "snooze"
ENDED = "its cause has ended"
FOLDED = "folded into the digest"

Subject = tuple[str, str, str]


def replan(scene: Scene, people: Collection[str]) -> None:
    """After the state of these people has changed: what is planned follows."""
    if people:
        scene.session.info["posted"] = True  # wakes whoever releases what is due
        reconcile(round_of(scene), people, scene.now + HORIZON)
        homes.follow(scene, people)
        for follow in scene.registry.follows:
            follow(scene, people)
        recheck(scene, people)


def reconcile(round: Round, people: Collection[str], until: datetime) -> None:
    """Plan what is wished for and was not, move what is wished for elsewhere, cancel the rest."""
    workspace, broken = round.workspace.id, set[str]()
    wishes = plan(round, people, until, broken, keeps=True)
    wanted = {each.wish.key: each for each in wishes}
    kept = {each.key: each for each in plans.planned_about(round.session, workspace, people)}
    unknown = [key for key in wanted if key not in kept]
    kept |= {each.key: each for each in plans.by_keys(round.session, workspace, unknown)}
    new = [row(round, each) for key, each in wanted.items() if key not in kept]
    occurrences.add(round.session, new)
    known = [(kept[key], each) for key, each in wanted.items() if key in kept]
    moved = [(old.id, row(round, each)) for old, each in known if _is_moved(old, each)]
    occurrences.move(round.session, moved)
    sound = [each for key, each in kept.items() if key not in wanted and each.routine not in broken]
    gone = [each.id for each in sound if _is_over(each, until)]
    occurrences.end(round.session, gone, "cancelled", round.now, ENDED)


def plan(
    round: Round,
    people: Collection[str] | None,
    until: datetime,
    broken: set[str] | None = None,
    *,
    keeps: bool = False,
) -> Iterator[Planned]:
    """What should be said to whom until then; nothing is written unless a routine `keeps` it.

    A routine that fails is logged and put among the `broken`; the others are planned all the same.
    """
    workspace = round.workspace.id
    known = {each.id: each for each in members.members(round.session, workspace, people)}
    rhythms = {id: rhythm_of(round, each) for id, each in known.items()}
    planning = Planning(round, known, until, rhythms, keeps)
    last = until.date() + MOVED_AT_MOST
    found = _wishes(planning, set() if broken is None else broken)
    wishes = [each for each in found if each.day <= last]
    others = {wish.person for wish in wishes} - known.keys()
    told = {each.id: each for each in members.members(round.session, workspace, others)}
    rhythms |= {id: rhythm_of(round, each) for id, each in told.items()}
    asleep = {
        (each.person, each.routine, each.subject): each
        for each in snoozes.sleeping(round.session, workspace, rhythms.keys())
    }
    declined = snoozes.declined(round.session, workspace, rhythms.keys())
    shown = [wish for wish in wishes if not _is_silenced(wish, rhythms, asleep, declined)]
    for each in planned(shown, rhythms):
        if each.due <= until:
            yield each
    waking = (each for each in asleep.values() if each.person in known and each.until <= until)
    yield from map(_wake, waking)


def _wishes(planning: Planning, broken: set[str]) -> list[Wish]:
    """All in one savepoint; only when one fails, each by itself, to find out which it was."""
    routines = _with_something(planning.round)
    try:
        with planning.round.session.begin_nested():
            return [wish for routine in routines for wish in routine.plan(planning)]
    except Exception:
        log.debug("one of the routines failed", exc_info=True)
        return [wish for routine in routines for wish in _wishes_of(routine, planning, broken)]


def _with_something(round: Round) -> list[Routine]:
    """A team that does not use a feature does not pay for it at every pass."""
    every = round.registry.routines.values()
    tables = frozenset[str]().union(*(each.rests_on for each in every))
    there = fillings.filled(round.session, round.workspace.id, tables)
    return [each for each in every if not each.rests_on or each.rests_on & there]


def _wishes_of(routine: Routine, planning: Planning, broken: set[str]) -> list[Wish]:
    try:
        with planning.round.session.begin_nested():
            return list(routine.plan(planning))
    except Exception:
        log.exception("routine %s could not be planned", routine.name)
        broken.add(routine.name)
        return []


def rhythm_of(scene: Scene, member: Member) -> Rhythm:
    return member.profile.rhythm(member.zone, scene.holidays)


def row(round: Round, each: Planned) -> dict[str, Any]:
    """A planned reminder as it is kept."""
    wish = each.wish
    return {
        "workspace": round.workspace.id,
        "key": wish.key,
        "routine": wish.routine,
        "subject": wish.subject,
        "about": wish.about or wish.person,
        "person": wish.person,
        "recipient": each.to,
        "day": wish.day,
        "entry": wish.entry,
        "says": wish.says,
        "way": str(wish.way),
        "late": str(wish.late),
        "seconds": int(wish.late_after.total_seconds()),
        "until": wish.until,
        "due_at": each.due,
        "held": each.held,
    }


def _is_moved(kept: Kept, each: Planned) -> bool:
    """Folded into a digest stays folded; what is cancelled and wished again is planned again."""
    if kept.state != "planned":
        return kept.state == "cancelled"
    return kept.held != FOLDED and kept.moving != _moving(each)


def _moving(each: Planned) -> tuple[object, ...]:
    wish = each.wish
    return each.to, wish.way, each.due, each.held, wish.says, wish.entry, wish.until


def _is_over(kept: Kept, until: datetime) -> bool:
    return kept.state == "planned" and kept.due_at <= until


def _is_silenced(
    wish: Wish,
    rhythms: Mapping[str, Rhythm],
    asleep: Mapping[Subject, Snooze],
    declined: Collection[Subject],
) -> bool:
    """Not theirs, or they asked not to hear of it before another day."""
    subject = (wish.person, wish.routine, wish.subject)
    snooze, rhythm = asleep.get(subject), rhythms.get(wish.person)
    if snooze is None or rhythm is None:
        return subject in declined
    return subject in declined or wish.day <= day_in(snooze.until, rhythm.zone)


def _wake(snooze: Snooze) -> Planned:
    """At the very instant that was asked for, be it within working hours or not."""
    wish = Wish(
        key=f"{WAKE}/{snooze.id}",
        routine=snooze.routine,
        subject=snooze.subject,
        person=snooze.person,
        day=snooze.until.date(),
        entry="",
        says="snoozed until now",
        way=Way.ALONE,
    )
    return Planned(wish, snooze.until, snooze.person)
