"""When the two sides of a handoff are reminded, and when their managers are told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from policies.clocks import day_in
from policies.handoffs.decisions import contact_by
from policies.handoffs.progress import Step, is_contact_open, owed
from policies.handoffs.sheet import HandoffSheet, Kind
from policies.handoffs.values import Handoff, Side
from policies.reminders import Weight, Wish
from policies.rhythms import Rhythm

ROUTINE = "handoffs"
MANAGER, OFFER = "manager", "offer"


@dataclass(frozen=True, slots=True)
class Watched:
    """A handoff that is open, with all that tells when to speak of it."""

    handoff: Handoff
    kind: Kind
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Won:
    """An opportunity that may be the begin of a handoff."""

    opportunity: int
    owner: str
    account: str
    at: datetime


def subject(id: int, part: str) -> str:
    return f"{id}/{part}"


def wishes(
    those: Iterable[Watched],
    rhythms: Mapping[str, Rhythm],
    managers: Mapping[str, str],
    sheet: HandoffSheet,
) -> Iterator[Wish]:
    """Of each side whose rhythm is known; `managers` by whom they manage."""
    for watched in those:
        for side in Side:
            person = watched.handoff.person(side)
            if person in rhythms:
                yield from _of_side(watched, side, rhythms[person], sheet)
                yield from _of_manager(watched, side, rhythms[person], managers, sheet)


def offers(
    won: Iterable[Won], rhythms: Mapping[str, Rhythm], type: str, kind: Kind
) -> Iterator[Wish]:
    for each in won:
        rhythm = rhythms[each.owner]
        yield Wish(
            key=f"{ROUTINE}/{OFFER}/{each.opportunity}",
            routine=ROUTINE,
            subject=f"{OFFER}/{each.opportunity}",
            person=each.owner,
            day=rhythm.work_day_after(day_in(each.at, rhythm.zone)),
            entry=kind.entry,
            says=f"offer to start the handoff of {each.account} ({type})",
        )


def _of_side(watched: Watched, side: Side, rhythm: Rhythm, sheet: HandoffSheet) -> Iterator[Wish]:
    told: set[date] = set()
    for name, day, weight in _contact(watched, sheet):
        told |= {day} if weight is Weight.DUE else set()
        yield _wish(watched, side, f"contact/{name}", day, weight, _contact_entry(watched))
    mine = [each for each in owed(watched.handoff, watched.steps, sheet) if each.side is side]
    for day in sorted({each.due for each in mine} - told):
        yield _wish(watched, side, f"due/{day.isoformat()}", day)
    for number, day in enumerate(_overdue_days(watched, rhythm, sheet)[:-1], 1):
        yield _wish(watched, side, f"overdue/{watched.handoff.rounds}/{number}", day)


def _of_manager(
    watched: Watched,
    side: Side,
    rhythm: Rhythm,
    managers: Mapping[str, str],
    sheet: HandoffSheet,
) -> Iterator[Wish]:
    """Once; whoever manages both sides is told by the giver's alone."""
    handoff = watched.handoff
    person = handoff.person(side)
    manager = managers.get(person)
    twice = side is Side.RECEIVER and manager == managers.get(handoff.giver)
    days = _overdue_days(watched, rhythm, sheet)
    if manager and not twice and manager not in (handoff.giver, handoff.receiver) and days:
        yield Wish(
            key=f"{ROUTINE}/{handoff.id}/{side}/{MANAGER}/{handoff.rounds}",
            routine=ROUTINE,
            subject=subject(handoff.id, MANAGER),
            person=manager,
            about=person,
            day=days[-1],
            entry=watched.kind.entry,
            says=f"the handoff of {handoff.account} is overdue",
        )


def _contact(watched: Watched, sheet: HandoffSheet) -> Iterator[tuple[str, date, Weight]]:
    by = contact_by(watched.handoff, watched.kind)
    if by is not None and is_contact_open(watched.steps, watched.kind):
        yield "ahead", by - timedelta(days=sheet.days("ahead")), Weight.NUDGE
        yield "due", by, Weight.DUE


def _contact_entry(watched: Watched) -> str:
    contact = watched.kind.contact
    return contact.entry if contact else watched.kind.entry


def _overdue_days(watched: Watched, rhythm: Rhythm, sheet: HandoffSheet) -> list[date]:
    """So many as the cap says, and one more for the managers; none while nothing is owed.

    Nobody is late with what was started late: the days count from when it came into its state.
    """
    due = [each.due for each in owed(watched.handoff, watched.steps, sheet)]
    if not due:
        return []
    first = max(min(due), day_in(watched.handoff.since, rhythm.zone))
    spacing, count = sheet.days("spacing"), sheet.days("cap") + 1
    following = rhythm.work_days_from(first + timedelta(days=1))
    days = list(islice(following, spacing * count))
    return days[spacing - 1 :: spacing]


def _wish(
    watched: Watched,
    side: Side,
    name: str,
    day: date,
    weight: Weight = Weight.DUE,
    entry: str = "",
) -> Wish:
    handoff = watched.handoff
    return Wish(
        key=f"{ROUTINE}/{handoff.id}/{side}/{handoff.person(side)}/{name}",
        routine=ROUTINE,
        subject=subject(handoff.id, side),
        person=handoff.person(side),
        day=day,
        entry=entry or watched.kind.entry,
        says=f"the handoff of {handoff.account}: what is due of it",
        weight=weight,
    )
