"""Somebody's list with all that is known of it, found by whoever may see or change it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.kit import homes, records, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.rights import insist
from handlers.kit.teams import standings
from policies.give_backs import Project
from policies.give_backs import State as Stage
from policies.onboarding import Follows, Onboarding, State, things_for
from policies.onboarding.progress import Step, open_of, steps
from policies.rhythms import Rhythm
from policies.rights import Action
from storage import give_backs, members, onboardings
from storage.members import Member

NONE = "{name} has no onboarding list."
NOBODY = "I don't know whom you mean. Write for example `/handrail onboarding @ana`."
STOPPED = "This list was stopped. Start it again to go on."
STANDING = tuple(each for each in Stage if each is not Stage.DROPPED)


@dataclass(frozen=True, slots=True)
class Case:
    """`project` is the Give Back project that items follow, if there is one."""

    kept: Onboarding
    member: Member
    rhythm: Rhythm
    steps: Sequence[Step]
    project: Project | None = None

    @property
    def person(self) -> str:
        return self.kept.person

    @property
    def done(self) -> int:
        return sum(each.is_settled for each in self.steps)

    @property
    def is_all(self) -> bool:
        return not open_of(self.steps)

    def step(self, id: str) -> Step | None:
        return next((each for each in self.steps if each.id == id), None)


def cases(scene: Scene, kept: Iterable[Onboarding], known: Mapping[str, Member]) -> list[Case]:
    """Of all of them in two statements; those whom the bot serves no longer are left out."""
    there = [each for each in kept if each.person in known]
    people = [each.person for each in there]
    where = (scene.session, scene.workspace.id, people)
    marks = onboardings.marks_of(*where)
    projects = _projects(scene, people)
    return [
        _case(scene, each, known[each.person], marks[each.person], projects.get(each.person, ()))
        for each in there
    ]


def _case(
    scene: Scene,
    kept: Onboarding,
    member: Member,
    marks: Mapping[str, Any],
    projects: Sequence[Project],
) -> Case:
    sheet = scene.pack.onboarding
    things = things_for(sheet, member.profile.roles, standings(scene, member))
    rhythm = rhythm_of(scene, member)
    settled = _settled_by(projects)
    found = steps(kept, things, marks, settled, rhythm, sheet)
    return Case(kept, member, rhythm, found, projects[0] if projects else None)


def _projects(scene: Scene, people: Collection[str]) -> dict[str, list[Project]]:
    """Finished ones first."""
    found: dict[str, list[Project]] = {}
    kept = give_backs.of_owners(scene.session, scene.workspace.id, people, STANDING)
    for each in sorted(kept, key=lambda each: each.state is not Stage.FINISHED):
        found.setdefault(each.owner, []).append(each)
    return found


def _settled_by(projects: Sequence[Project]) -> frozenset[Follows]:
    finished = any(each.state is Stage.FINISHED for each in projects)
    happened = {Follows.REGISTERED: bool(projects), Follows.FINISHED: finished}
    return frozenset(each for each, so in happened.items() if so)


def find(scene: Scene, person: str) -> Case | None:
    """Whatever became of it."""
    kept = onboardings.find(scene.session, scene.workspace.id, person)
    return _whole(scene, kept) if kept else None


def _whole(scene: Scene, kept: Onboarding) -> Case | None:
    member = members.find(scene.session, scene.workspace.id, kept.person)
    return next(iter(cases(scene, [kept], {kept.person: member})), None) if member else None


def seen(turn: Turn, person: str) -> Case:
    """Raises Refused for nobody's list, or one that is nobody's business of the actor's."""
    member = members.find(turn.session, turn.workspace.id, person)
    if member is None:
        raise Refused(NOBODY)
    insist(turn, Action.SEE, owner=person)
    found = find(turn, person)
    if found is None:
        raise Refused(NONE.format(name=member.name))
    return found


def held(turn: Turn, person: str) -> Case:
    """To be changed: nobody else changes it before this turn ends."""
    kept = onboardings.locked(turn.session, turn.workspace.id, person)
    insist(turn, Action.CHANGE, owner=person)
    found = _whole(turn, kept) if kept else None
    if found is None:
        raise Refused(NOBODY)
    if found.kept.state is State.STOPPED:
        raise Refused(STOPPED)
    return found


def keep(turn: Turn, kind: str, person: str, detail: Mapping[str, Any]) -> None:
    records.keep(turn, f"onboarding.{kind}", {"person": person, **detail})


def follow(turn: Turn, person: str) -> None:
    """Home and what is planned, also their manager's."""
    member = members.find(turn.session, turn.workspace.id, person)
    above = member.profile.manager if member else None
    homes.follow(turn, [person, *([above] if above else [])])
    reminding.replan(turn, [person])
