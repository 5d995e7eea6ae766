"""What a roster would change: who is new, who is different, and which lines cannot be followed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from policies.edition import Pack
from policies.rhythms import Rhythm
from policies.rosters import cells
from policies.rosters.cells import CLEAR, Unreadable
from policies.rosters.names import Directory
from policies.rosters.tables import Row

USUAL = Rhythm()


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody's part in the team; `claimed` are roles that no admin has confirmed yet."""

    roles: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    segment: str = ""
    region: str = ""
    manager: str | None = None
    zone: str | None = None
    work_days: frozenset[int] = USUAL.work_days
    starts: time = USUAL.starts
    ends: time = USUAL.ends


NOWHERE = Post()


@dataclass(frozen=True, slots=True)
class Change:
    line: int
    person: str
    before: Post
    after: Post

    @property
    def is_new(self) -> bool:
        return self.before == NOWHERE


@dataclass(frozen=True, slots=True)
class Refusal:
    line: int
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    changes: tuple[Change, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    left: tuple[str, ...]
    """Members who have a part in the team and are not in the file: they keep it."""

    @property
    def new(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.is_new)

    @property
    def changed(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.is_new)


def plan(rows: Sequence[Row], directory: Directory, posts: Mapping[str, Post], pack: Pack) -> Plan:
    """`posts` are those there are now, by person."""
    read = list(_read(rows, directory, posts, pack))
    changes = [each for each in read if isinstance(each, Change)]
    refused = [each for each in read if isinstance(each, Refusal)]
    while circling := _circling(changes, posts):
        refused += [_refused_circle(change, directory) for change in circling]
        changes = [change for change in changes if change not in circling]
    seen = {change.person for change in changes}
    return Plan(
        changes=tuple(change for change in changes if change.before != change.after),
        unchanged=tuple(change.person for change in changes if change.before == change.after),
        refused=tuple(sorted(refused, key=lambda each: each.line)),
        left=tuple(sorted(_left(directory, posts) - seen)),
    )


def _left(directory: Directory, posts: Mapping[str, Post]) -> set[str]:
    return {id for id, post in posts.items() if post != NOWHERE and id in directory}


def _read(
    rows: Sequence[Row], directory: Directory, posts: Mapping[str, Post], pack: Pack
) -> Iterator[Change | Refusal]:
    first: dict[str, int] = {}
    for row in rows:
        who = row.cells.get("person", "")
        try:
            person = directory.find(who, "person")
            if person in first:
                raise Unreadable(f"{who} is in line {first[person]} already")
            first[person] = row.line
            before = posts.get(person, NOWHERE)
            after = replace(before, **_values(row, directory, pack))
            _insist_on_another(person, after)
            yield Change(row.line, person, before, after)
        except Unreadable as wrong:
            yield Refusal(row.line, who, str(wrong))


def _values(row: Row, directory: Directory, pack: Pack) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, text in row.cells.items():
        if column != "person":
            found |= (
                _cleared(column) if text in CLEAR else _read_cell(column, text, directory, pack)
            )
    return found


def _read_cell(column: str, text: str, directory: Directory, pack: Pack) -> dict[str, Any]:
    match column:
        case "roles":
            return {"roles": cells.roles(text, pack), "claimed": ()}
        case "segment":
            return {"segment": cells.option(text, cells.segments(pack), "segment")}
        case "region":
            return {"region": cells.option(text, cells.regions(pack), "region")}
        case "manager":
            return {"manager": directory.find(text, "manager")}
        case "zone":
            return {"zone": cells.zone(text)}
        case "work days":
            return {"work_days": cells.work_days(text)}
        case _:
            return dict(zip(("starts", "ends"), cells.hours(text), strict=True))


def _cleared(column: str) -> dict[str, Any]:
    """As it is for somebody of whom nothing is kept."""
    fields = {
        "roles": ("roles", "claimed"),
        "work days": ("work_days",),
        "hours": ("starts", "ends"),
    }
    return {name: getattr(NOWHERE, name) for name in fields.get(column, (column,))}


def _insist_on_another(person: str, post: Post) -> None:
    if post.manager == person:
        raise Unreadable("nobody is their own manager")


def _circling(changes: Sequence[Change], posts: Mapping[str, Post]) -> list[Change]:
    """The lines that close a circle of managers."""
    managers = {id: post.manager for id, post in posts.items()}
    managers |= {change.person: change.after.manager for change in changes}
    moved = [each for each in changes if each.after.manager != each.before.manager]
    return [change for change in moved if _circles(change.person, managers)]


def _circles(person: str, managers: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at = managers.get(person)
    while at is not None and at not in seen:
        if at == person:
            return True
        seen.add(at)
        at = managers.get(at)
    return False


def _refused_circle(change: Change, directory: Directory) -> Refusal:
    manager = directory.name(change.after.manager or "")
    name = directory.name(change.person)
    return Refusal(change.line, name, f"{manager} would report to {name} and the other way round")
