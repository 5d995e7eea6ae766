"""A project in words: its name, its state, who used it, and against which bar."""

from collections.abc import Iterable
from datetime import date, datetime

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import MONTHS, clock, dated, short
from policies.clocks import day_in
from policies.give_backs import Act, Adoption, Event, Mark, Project, State, first_of
from policies.rhythms import Rhythm
from storage import members

STATES = {
    State.IDEA: "Idea",
    State.UNDER_WAY: "Under way",
    State.FINISHED: "Finished",
    State.DROPPED: "Dropped",
}
MARKS = {Mark.DONE: "✅", Mark.NOT_NEEDED: "➖", Mark.OPEN: "⬜"}
EVENTS = {
    Act.REGISTERED: "▶ {by} registered it",
    Act.STARTED: "▶ {by} started it",
    Act.CHANGED: "✎ {by} changed it",
    Act.FINISHED: "✅ {by} finished it",
    Act.DROPPED: "✖ {by} dropped it",
    Act.REOPENED: "↻ {by} opened it again",
    Act.REASSIGNED: "⇄ {by} gave it to somebody else",
    Act.RECORDED: "☑ {by} recorded who used it",
    Act.DOCUMENTED: "✎ {by} on its documentation",
}


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def title(project: Project) -> str:
    return excerpt(project.title)


def rhythm(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def today(scene: Scene, person: str) -> date:
    return day_in(scene.now, rhythm(scene, person).zone)


def month_of(scene: Scene, person: str) -> date:
    """The calendar month that it is where they are."""
    return first_of(today(scene, person))


def month(day: date) -> str:
    """`March 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def per_cent(adoption: Adoption) -> str:
    return f"{adoption.percent:,} %"


def bar(adoption: Adoption) -> str:
    """`70 %`."""
    return f"{float(adoption.bar * 100):g} %"


def figure(adoption: Adoption) -> str:
    """`45 of 64 people, 70 %: the bar of 70 % is met`."""
    of = f"{adoption.users:,} of {counted(adoption.team, 'person', 'people')}"
    return f"{of}, {per_cent(adoption)}: {against(adoption)}"


def against(adoption: Adoption) -> str:
    if adoption.is_met:
        return f"the bar of {bar(adoption)} is met"
    more = adoption.needed - adoption.users
    return f"{more:,} more for the bar of {bar(adoption)}"


def line(project: Project) -> str:
    """`*Trip note starter* · Under way`."""
    return f"*{title(project)}* · {STATES[project.state]}"


def due(project: Project, on: date) -> str:
    """Empty where there is no day, or it does not matter any more."""
    if project.due is None or project.state is not State.UNDER_WAY:
        return ""
    late = "was to be finished by" if project.due < on else "to be finished by"
    return f"{late} {dated(project.due, on)}"


def moment(reader: Rhythm, at: datetime) -> str:
    """`Mon 30 Nov, 10:42`, on the wall clock of whoever reads it."""
    local = at.astimezone(reader.zone)
    return f"{short(local.date())}, {clock(local)}"


def event(scene: Scene, reader: Rhythm, each: Event) -> str:
    said = EVENTS[each.act].format(by=name(scene, each.by))
    note = f": {excerpt(each.note)}" if each.note else ""
    return f"{said}, {moment(reader, each.at)}{note}"


def names(scene: Scene, people: Iterable[str], most: int = 12) -> str:
    """`Ana Lopez, Ben Okafor and 3 more`."""
    every = list(people)
    known = {
        each.id: each.name for each in members.members(scene.session, scene.workspace.id, every)
    }
    shown = [escape(known.get(each, "somebody who has left")) for each in every[:most]]
    more = f" and {len(every) - most:,} more" if len(every) > most else ""
    return ", ".join(shown) + more
