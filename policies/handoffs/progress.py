"""How far a handoff is: each item with its day, and what the two sides still owe each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from policies.handoffs.decisions import CALL, contact_by
from policies.handoffs.sheet import HandoffSheet, Kind, Task
from policies.handoffs.values import Handoff, Side, State
from policies.marks import Mark, Marked

SIGN, ACCEPT = "sign", "accept"
"""What is owed beside items: the two signatures."""
SATURDAY = 5
CALLED = "the amounts ask for a call"
OTHER_DONE = "the other of the two is done"


@dataclass(frozen=True, slots=True)
class Step:
    """An item as it stands; `waived` is why nobody has to do it, without anybody's word."""

    task: Task
    side: Side
    due: date
    marked: Marked | None = None
    waived: str = ""

    @property
    def id(self) -> str:
        return self.task.id

    @property
    def is_done(self) -> bool:
        return self.marked is not None and self.marked.mark is Mark.DONE

    @property
    def is_settled(self) -> bool:
        """Done, or nobody has to do it."""
        said = self.marked is not None and self.marked.mark is not Mark.OPEN
        return said or bool(self.waived)


@dataclass(frozen=True, slots=True)
class Owed:
    """What a side has to do by a day."""

    side: Side
    what: str
    due: date


def steps(
    handoff: Handoff,
    kind: Kind,
    tasks: Iterable[Task],
    marks: Mapping[str, Marked],
    sheet: HandoffSheet,
) -> tuple[Step, ...]:
    """The giver's first, each side in its own order."""
    found = [
        Step(
            task,
            Side(task.side or Side.GIVER),
            _due(handoff, kind, task, marks.get(task.id), sheet),
            marks.get(task.id),
            _waived(handoff, kind, task, marks),
        )
        for task in tasks
    ]
    return tuple(sorted(found, key=lambda step: step.side is Side.RECEIVER))


def of(those: Iterable[Step], side: Side) -> list[Step]:
    return [each for each in those if each.side is side]


def open_of(those: Iterable[Step], side: Side) -> list[Step]:
    return [each for each in those if each.side is side and not each.is_settled]


def is_contact_open(those: Iterable[Step], kind: Kind) -> bool:
    """Contact goes both ways: each side has its own item of it."""
    return any(each.id in kind.contacts and not each.is_settled for each in those)


def owed(handoff: Handoff, those: Sequence[Step], sheet: HandoffSheet) -> Iterator[Owed]:
    """What is open, and the signature that is next; nothing once the handoff is over."""
    if handoff.is_over:
        return
    for each in those:
        if not each.is_settled:
            yield Owed(each.side, each.id, each.due)
    if handoff.state is State.SIGNED:
        due = _weekday(handoff.since.date() + timedelta(days=sheet.days("mend")))
        yield Owed(Side.RECEIVER, ACCEPT, due)
    elif not open_of(those, Side.GIVER):
        yield Owed(Side.GIVER, SIGN, _weekday(_last(handoff, those) + timedelta(days=1)))


def _last(handoff: Handoff, those: Iterable[Step]) -> date:
    marked = [each.marked.at.date() for each in of(those, Side.GIVER) if each.marked]
    return max([handoff.starts, *marked])


def _due(
    handoff: Handoff, kind: Kind, task: Task, marked: Marked | None, sheet: HandoffSheet
) -> date:
    by = contact_by(handoff, kind)
    days = sheet.days("due") if task.days is None else task.days
    ours = _weekday(handoff.starts + timedelta(days=days))
    due = by if by and task.id in kind.contacts else ours
    if marked is not None and marked.mark is Mark.OPEN and marked.note:
        return max(due, _weekday(marked.at.date() + timedelta(days=sheet.days("mend"))))
    return due


def _weekday(day: date) -> date:
    """What nobody printed is not due on a weekend: it is due on the Monday after it."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= SATURDAY else 0)


def _waived(handoff: Handoff, kind: Kind, task: Task, marks: Mapping[str, Marked]) -> str:
    if task.id in kind.emails and handoff.channel == CALL:
        return CALLED
    for group in kind.either:
        others = [marks.get(id) for id in group if task.id in group and id != task.id]
        if any(each is not None and each.mark is Mark.DONE for each in others):
            return OTHER_DONE
    return ""
