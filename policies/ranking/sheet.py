"""The file ranking.yml: what each rank means, who ranks which, and days of reminders."""

from collections.abc import Iterator, Mapping

from pydantic import Field

from policies.conditions import Frozen
from policies.problems import Problem, unknown
from policies.ranking.values import Contact
from policies.sheets import Item, Limit, Sheet

FILE = "ranking"
LIMITS = ("spacing", "cap", "shown", "year_begins")
MEETS = "last_contact"
"""What rank.yml calls the field of a rank whose account is met every month."""


class Meaning(Item):
    """A rank: `contact` is what it asks for every month, if it does."""

    contact: Contact | None = None


class Segment(Frozen):
    """Whose accounts are of it, by the roles of pack.yml; `entry` says what its ranks are."""

    label: str
    entry: str
    roles: tuple[str, ...] = ()
    ranks: tuple[Meaning, ...] = Field(min_length=1)


class RankingSheet(Frozen):
    """`word` is what the edition calls a rank."""

    what: str
    word: str
    limits: dict[str, Limit]
    segments: dict[str, Segment] = Field(min_length=1)

    def days(self, name: str) -> int:
        return int(self.limits[name].value)


def ranking_problems(
    sheet: RankingSheet,
    printed: Sheet | None,
    entries: Mapping[str, object],
    roles: Mapping[str, str],
) -> Iterator[Problem]:
    """Names that the code looks up in vain, and ranks that rank.yml knows otherwise."""
    for name in LIMITS:
        if name not in sheet.limits:
            says = f"{name} is missing among the limits; Handrail looks it up"
            yield Problem(FILE, ("limits",), says)
    for name, limit in sheet.limits.items():
        where = ("limits", name, "entry")
        yield from unknown(FILE, where, limit.entry, entries, "handbook entry")
        if limit.value < 1 or limit.value.denominator != 1:
            says = f"{name} is a whole number, 1 at least"
            yield Problem(FILE, ("limits", name, "is"), says)
    for name, segment in sheet.segments.items():
        yield from _segment(name, segment, entries, roles)
        if printed is not None:
            yield from _agreeing(name, segment, printed.lists.get(name, ()))


def _segment(
    name: str, segment: Segment, entries: Mapping[str, object], roles: Mapping[str, str]
) -> Iterator[Problem]:
    where = ("segments", name)
    yield from unknown(FILE, (*where, "entry"), segment.entry, entries, "handbook entry")
    for at, role in enumerate(segment.roles):
        yield from unknown(FILE, (*where, "roles", at), role, roles, "role")
    for at, rank in enumerate(segment.ranks):
        place = (*where, "ranks", at, "entry")
        yield from unknown(FILE, place, rank.entry, entries, "handbook entry")


def _agreeing(name: str, segment: Segment, printed: tuple[Item, ...]) -> Iterator[Problem]:
    known = {each.id: each for each in printed}
    where = ("segments", name, "ranks")
    if [each.id for each in segment.ranks] != list(known):
        says = f"the ranks of {name} are those of rank.yml, in the same order: {', '.join(known)}"
        yield Problem(FILE, where, says)
        return
    for at, rank in enumerate(segment.ranks):
        if (rank.contact is not None) != (known[rank.id].side == MEETS):
            says = f"rank {rank.id} has a `contact` exactly where its side in rank.yml is {MEETS}"
            yield Problem(FILE, (*where, at), says)
