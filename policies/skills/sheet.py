"""The file skills.yml: the Required 7, whose they are, and how they are looked at week by week."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from policies.conditions import Frozen
from policies.problems import Problem, twice, unknown
from policies.sheets import Limit

FILE = "skills"
LIMITS = ("reminded", "unchanged", "weeks")
MOST = {"reminded": 5, "weeks": 12}


class Sees(StrEnum):
    """What the bot can look at by itself."""

    RANKS = "ranks"
    DECKS = "decks"
    STEPS = "steps"
    PLANS = "plans"
    CURRENT = "current"


class Skill(Frozen):
    """Without `sees` it is only ticked."""

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    says: str
    entry: str
    sees: Sees | None = None


class SkillsSheet(Frozen):
    what: str
    roles: tuple[str, ...]
    limits: dict[str, Limit]
    skills: tuple[Skill, ...] = Field(min_length=1, max_length=9)

    def count(self, name: str) -> int:
        return int(self.limits[name].value)

    def skill(self, id: str) -> Skill | None:
        return self.by_id.get(id)

    @cached_property
    def by_id(self) -> Mapping[str, Skill]:
        return {each.id: each for each in self.skills}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """As the page numbers them."""
        return {each.id: number for number, each in enumerate(self.skills, 1)}

    def is_for(self, roles: Iterable[str]) -> bool:
        return not set(self.roles).isdisjoint(roles)


def skills_problems(
    sheet: SkillsSheet, entries: Mapping[str, object], roles: Mapping[str, str]
) -> Iterator[Problem]:
    """Names that the code looks up in vain, and citations that lead nowhere."""
    for name in LIMITS:
        if name not in sheet.limits:
            says = f"{name} is missing among the limits; Handrail looks it up"
            yield Problem(FILE, ("limits",), says)
    for name, limit in sheet.limits.items():
        yield from _limit(name, limit, entries)
    for at, role in enumerate(sheet.roles):
        yield from unknown(FILE, ("roles", at), role, roles, "role")
    yield from twice(FILE, ("skills",), (each.id for each in sheet.skills), "id")
    for at, skill in enumerate(sheet.skills):
        yield from unknown(FILE, ("skills", at, "entry"), skill.entry, entries, "handbook entry")


def _limit(name: str, limit: Limit, entries: Mapping[str, object]) -> Iterator[Problem]:
    yield from unknown(FILE, ("limits", name, "entry"), limit.entry, entries, "handbook entry")
    most = MOST.get(name)
    if limit.value < 1 or limit.value.denominator != 1 or (most and limit.value > most):
        up_to = f"{most} at most" if most else "1 at least"
        yield Problem(FILE, ("limits", name, "is"), f"{name} is a whole number, {up_to}")
