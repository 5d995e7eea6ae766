"""One project with all that is known of it, found by whoever may see or change it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handlers.kit import homes, records, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.rights import insist
from policies.give_backs import Act, Adoption, Event, Marked, Project, State, first_of
from policies.give_backs.adoption import months_back
from policies.rights import Action
from policies.sheets import Item, Sheet
from storage import give_back_events, give_back_uses, give_backs, members

POLICY = "giveback"
GONE = "I can't find that project any more. `/handrail giveback` lists all of them."
NOT_IN_FORCE = "This edition of the handbook has no Give Back projects."
LONGEST_NUMBER = 18
MONTHS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Case:
    """Adoption by month, the newest first; `users` are those of the newest, in order of telling."""

    project: Project
    months: Sequence[Adoption]
    users: Sequence[give_back_uses.Use]
    marks: Mapping[str, Marked] = field(default_factory=dict)

    @property
    def now(self) -> Adoption:
        return self.months[0]


def sheet_of(scene: Scene) -> Sheet:
    """Raises Refused where the edition has none."""
    found = scene.pack.sheets.get(POLICY)
    if found is None:
        raise Refused(scene.pack.lacks(POLICY) or NOT_IN_FORCE)
    return found


def items_of(scene: Scene) -> tuple[Item, ...]:
    """What documents a project."""
    return sheet_of(scene).lists["documentation"]


def number(text: str) -> int:
    """Zero, which no project has, for what is none."""
    known = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if known else 0


def seen(turn: Turn, text: str) -> Project:
    """The register is everybody's to read. Raises Refused for what is no project here."""
    found = give_backs.find(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    return found


def held(turn: Turn, text: str, action: Action = Action.CHANGE) -> Project:
    """To be changed: nobody else changes it before this turn ends."""
    found = give_backs.locked(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    insist(turn, action, owner=found.owner)
    return found


def case(scene: Scene, project: Project, month: date) -> Case:
    found = adoptions(scene, [project], month, MONTHS_SHOWN)[project.id]
    where = (scene.session, scene.workspace.id, project.id)
    users = give_back_uses.of(*where, month)
    return Case(project, found, users, give_back_events.marks(*where))


def adoptions(
    scene: Scene, projects: Iterable[Project], month: date, count: int
) -> dict[int, list[Adoption]]:
    """Of so many months up to that one, in three statements; none before a project was there."""
    those = {each.id: each for each in projects}
    months = months_back(month, count)
    where = (scene.session, scene.workspace.id, those.keys(), months[-1])
    used = give_back_uses.since(*where)
    sizes = give_back_uses.confirmed(*where)
    known = members.how_many(scene.session, scene.workspace.id) if those else 0
    counts = _counted(used)
    bar = sheet_of(scene).limit("bar")
    return {
        id: [
            Adoption(
                each,
                counts.get((id, each), 0),
                sizes.get((id, each)) or project.team_size or known,
                bar,
                (id, each) in sizes,
            )
            for each in months
            if each == month or each >= first_of(project.created_at.date())
        ]
        for id, project in those.items()
    }


def _counted(used: Iterable[give_back_uses.Use]) -> dict[tuple[int, date], int]:
    found: dict[tuple[int, date], int] = {}
    for use in used:
        found[use.project, use.month] = found.get((use.project, use.month), 0) + 1
    return found


def change(turn: Turn, project: Project, act: Act, note: str = "", **values: Any) -> Project | None:
    """Kept in its history; None if its owner would then have two of one title."""
    if "state" in values:
        values |= {"since": turn.now}
    new = give_backs.change(turn.session, project, values)
    if new is not None:
        record(turn, new, act, note)
        follow(turn, [project.owner, new.owner])
    return new


def record(turn: Turn, project: Project, act: Act, note: str = "") -> None:
    """Among its events and in the audit log."""
    event = Event(act, turn.actor.id, turn.now, note)
    give_back_events.add(turn.session, turn.workspace.id, project.id, event)
    keep(turn, f"giveback.{act}", project, {"note": note})


def keep(turn: Turn, kind: str, project: Project, detail: Mapping[str, Any]) -> None:
    records.keep(turn, kind, {"project": project.id, "title": project.title, **detail})


def follow(turn: Turn, people: Collection[str]) -> None:
    """Home and what is planned of these people."""
    those = list(dict.fromkeys(people))
    homes.follow(turn, those)
    reminding.replan(turn, those)


def mine(scene: Scene, person: str, *states: State) -> list[Project]:
    found = give_backs.of_owners(
        scene.session, scene.workspace.id, [person], states or tuple(State)
    )
    return sorted(found, key=lambda each: (list(State).index(each.state), -each.id))
