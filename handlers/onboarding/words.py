"""An item and a list in words."""

from datetime import date, datetime

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import clock, dated, short
from handlers.onboarding.records import Case
from policies.clocks import day_in
from policies.onboarding import Mark, Thing
from policies.onboarding.progress import Step, late_of, open_of
from policies.rhythms import Rhythm
from storage import members

FULL, EMPTY, WIDTH = "█", "░", 10


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def rhythm(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def today(scene: Scene, person: str) -> date:
    return day_in(scene.now, rhythm(scene, person).zone)


def moment(reader: Rhythm, at: datetime) -> str:
    """`Mon 30 Nov, 10:42`, on the wall clock of whoever reads it."""
    local = at.astimezone(reader.zone)
    return f"{short(local.date())}, {clock(local)}"


def progress(found: Case, on: date) -> str:
    """`████░░░░░░ 9 of 23 done, 2 overdue`."""
    count = len(found.steps)
    filled = found.done * WIDTH // count if count else WIDTH
    late = len(late_of(found.steps, on))
    overdue = f", {late:,} overdue" if late else ""
    return f"{FULL * filled}{EMPTY * (WIDTH - filled)} {found.done:,} of {count:,} done{overdue}"


def link(scene: Scene, thing: Thing) -> str:
    """Its own, or the first one of its entry."""
    links = (thing.link,) if thing.link else scene.pack.entry(thing.entry).links
    fitting = [each for each in links if each.url.startswith("https://")]
    return f"<{escape(fitting[0].url)}|{escape(fitting[0].title)}>" if fitting else ""


def due(step: Step, on: date) -> str:
    """`Due Fri 4 December`, and whether the handbook says so."""
    late = "Overdue since" if step.due < on else "Due"
    whose = "" if step.thing.printed else " (my default)"
    return f"{late} {dated(step.due, on)}{whose}"


def below(scene: Scene, reader: Rhythm, step: Step, on: date) -> str:
    """What stands under an item: its day, or who settled it and how."""
    if step.by_project:
        return "By your Give Back project"
    marked = step.marked
    if marked is None or marked.mark is Mark.OPEN:
        return due(step, on)
    what = "Not applicable, " if marked.mark is Mark.NOT_APPLICABLE else ""
    note = f": {excerpt(marked.note)}" if marked.note else ""
    linked = f" · <{escape(marked.link)}|link>" if marked.link else ""
    return f"{what}{name(scene, marked.by)}, {moment(reader, marked.at)}{note}{linked}"


def next_due(found: Case, on: date) -> str:
    left = open_of(found.steps)
    if not left:
        return "Everything is done."
    first = left[0]
    late = "overdue since" if first.due < on else "due"
    return f"Next: {escape(first.thing.says)} ({late} {dated(first.due, on)})"


def overdue(found: Case, on: date) -> str:
    return counted(len(late_of(found.steps, on)), "thing")
