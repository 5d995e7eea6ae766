"""A handoff in words: its name, its two sides, what is left, what was done by whom."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from handlers.handoffs.records import Case
from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import counted, cut, escape, excerpt
from handlers.kit.ticks import MARKS
from handlers.kit.times import clock, dated, short
from policies.clocks import day_in
from policies.handoffs import Act, Event, Handoff, Mark, Side, State
from policies.handoffs.progress import Step, of, open_of
from policies.rhythms import Rhythm
from storage import members

STATES = {
    State.OPEN: "under way",
    State.RETURNED: "returned",
    State.SIGNED: "waits for acceptance",
    State.DONE: "done",
    State.CANCELLED: "cancelled",
}
LONGEST = 140


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def title(handoff: Handoff) -> str:
    return excerpt(handoff.account)


def line(case: Case) -> str:
    """`*Acme* · First Order to Named`."""
    return f"*{title(case.handoff)}* · {escape(case.kind.label)}"


def sides(scene: Scene, handoff: Handoff) -> str:
    """`Ana Lopez → Ben Okafor`."""
    return f"{name(scene, handoff.giver)} → {name(scene, handoff.receiver)}"


def rhythm(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def today(scene: Scene, person: str) -> date:
    return day_in(scene.now, rhythm(scene, person).zone)


def moment(scene: Scene, reader: Rhythm, at: datetime) -> str:
    """`Mon 30 Nov, 10:42`, on the wall clock of whoever reads it."""
    local = at.astimezone(reader.zone)
    return f"{short(local.date())}, {clock(local)}"


def counts(case: Case, side: Side) -> str:
    """`2 of 7`."""
    those = of(case.steps, side)
    return f"{len(those) - len(open_of(those, side))} of {len(those)}"


def state(case: Case) -> str:
    """`under way, giving 2 of 7, receiving 0 of 5`."""
    said = STATES[case.handoff.state]
    if case.handoff.is_over:
        return said
    giving, receiving = (counts(case, side) for side in Side)
    return f"{said}, giving {giving}, receiving {receiving}"


def contact(case: Case, on: date) -> str:
    """`First contact both ways by Fri 27 November`; empty where this kind has no such day."""
    by = case.contact_by
    if by is None or case.handoff.is_over:
        return ""
    days = (by - on).days
    if days < 0:
        left = f"{counted(-days, 'day')} ago"
    else:
        left = "today" if days == 0 else f"in {counted(days, 'day')}"
    return f"First contact both ways by {dated(by, on)} ({left})"


def step(scene: Scene, reader: Rhythm, each: Step, on: date, cited: str = "") -> str:
    """The item with its day, or with who has done it and how."""
    mark = MARKS[each.marked.mark] if each.marked else MARKS[Mark.OPEN]
    if each.waived and not each.is_done:
        mark = MARKS[Mark.NOT_APPLICABLE]
    said = f"{mark} {escape(each.task.says)}{cited}"
    return "\n".join([said, *_below(scene, reader, each, on)])


def _below(scene: Scene, reader: Rhythm, each: Step, on: date) -> Iterator[str]:
    marked = each.marked
    if marked is None or (marked.mark is Mark.OPEN and not marked.note):
        yield f"_Not needed: {escape(each.waived)}_" if each.waived else f"_{due(each, on)}_"
        return
    by = f"{name(scene, marked.by)}, {moment(scene, reader, marked.at)}"
    if marked.mark is Mark.OPEN:
        yield f"_{due(each, on)}. Returned by {by}: {excerpt(marked.note)}_"
        return
    told = "Not applicable: " if marked.mark is Mark.NOT_APPLICABLE else ""
    note = f": {excerpt(marked.note)}" if marked.note and not told else ""
    reason = excerpt(marked.note) + " · " if told else ""
    linked = f" · <{escape(marked.link)}|link>" if marked.link else ""
    yield f"_{told}{reason}{by}{note}_{linked}"


def due(each: Step, on: date) -> str:
    late = "Overdue since" if each.due < on else "Due"
    return f"{late} {dated(each.due, on)}"


EVENTS = {
    Act.STARTED: "▶ {by} started it",
    Act.SIGNED: "✍ {by} signed and handed over",
    Act.ACCEPTED: "✍ {by} accepted",
    Act.RETURNED: "↩ {by} returned it",
    Act.REASSIGNED: "⇄ {by} changed a side",
    Act.CANCELLED: "✖ {by} cancelled it",
    Act.REOPENED: "↻ {by} opened it again",
    Act.CHANGED: "✎ {by} changed what it is about",
}


def event(scene: Scene, reader: Rhythm, case: Case, each: Event) -> str:
    said = EVENTS[each.act].format(by=name(scene, each.by))
    why = f": “{excerpt(each.note)}”" if each.note else ""
    tasks = {step.id: step.task.says for step in case.steps}
    named = [escape(cut(tasks[id], 60)) for id in each.items if id in tasks]
    mend = f"\nTo mend: {'; '.join(named)}" if named else ""
    return f"{said}, {moment(scene, reader, each.at)}{why}{mend}"


def open_list(those: Iterable[Step]) -> str:
    """For a sentence on what is missing."""
    return "; ".join(f"“{cut(each.task.says, 60)}”" for each in those)
