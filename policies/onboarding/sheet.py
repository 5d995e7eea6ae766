"""The file onboarding.yml: what a new hire goes through, by when, and days of reminders."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from policies.conditions import Frozen
from policies.onboarding.values import Follows
from policies.problems import Problem, twice, unknown
from policies.rights import Standing
from policies.sheets import Limit
from policies.skills.sheet import SkillsSheet
from policies.vocabulary import Link
from policies.yaml_lines import Place

FILE = "onboarding"
LIMITS = ("grace", "spacing", "cap", "manager")
MOST_THINGS = 90


class Thing(Frozen):
    """One item, in words of its own or of a `skill` of skills.yml.

    It is due so many `days` or `workdays` after the first day; 0 is that day itself. `printed` if
    the handbook prints the day; else the reader is told that it is ours. `roles` are roles of the
    pack or standings, such as account-executive; without any it is for everybody.
    """

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    group: str
    says: str = ""
    entry: str = ""
    skill: str | None = None
    days: int | None = Field(default=None, ge=0, le=730)
    workdays: int | None = Field(default=None, ge=0, le=250)
    printed: bool = False
    link: Link | None = None
    roles: tuple[str, ...] = ()
    follows: Follows | None = None


class OnboardingSheet(Frozen):
    what: str
    limits: dict[str, Limit]
    groups: dict[str, str] = Field(min_length=1)
    items: tuple[Thing, ...] = Field(min_length=1, max_length=MOST_THINGS)

    def days(self, name: str) -> int:
        return int(self.limits[name].value)

    def naming(self, skills: SkillsSheet) -> "OnboardingSheet":
        """With the words and entries of the skills that its items are about."""
        return self.model_copy(update={"items": tuple(_named(each, skills) for each in self.items)})


def _named(thing: Thing, skills: SkillsSheet) -> Thing:
    skill = skills.skill(thing.skill or "")
    if skill is None:
        return thing
    says = f"{skills.numbers[skill.id]}: {skill.says}"
    words = {"says": thing.says or says, "entry": thing.entry or skill.entry}
    return thing.model_copy(update=words)


def things_for(
    sheet: OnboardingSheet, roles: Iterable[str], standings: Iterable[Standing]
) -> tuple[Thing, ...]:
    """Of whose role nobody has told, all of them; by group, in the order of the file."""
    own = {*roles, *map(str, standings)}
    order = list(sheet.groups)
    fitting = [each for each in sheet.items if not own or not each.roles or own & set(each.roles)]
    return tuple(sorted(fitting, key=lambda each: order.index(each.group)))


def onboarding_problems(
    sheet: OnboardingSheet, entries: Mapping[str, object], roles: Mapping[str, str]
) -> Iterator[Problem]:
    """Names that the code looks up in vain, and citations that lead nowhere."""
    for name in LIMITS:
        if name not in sheet.limits:
            says = f"{name} is missing among the limits; Handrail looks it up"
            yield Problem(FILE, ("limits",), says)
    for name, limit in sheet.limits.items():
        where: Place = ("limits", name)
        yield from unknown(FILE, (*where, "entry"), limit.entry, entries, "handbook entry")
        if limit.value < 1 or limit.value.denominator != 1:
            yield Problem(FILE, (*where, "is"), f"{name} is a whole number, 1 at least")
    yield from twice(FILE, ("items",), (each.id for each in sheet.items), "id")
    for at, thing in enumerate(sheet.items):
        yield from _thing(("items", at), thing, sheet, entries, roles)


def _thing(
    where: Place,
    thing: Thing,
    sheet: OnboardingSheet,
    entries: Mapping[str, object],
    roles: Mapping[str, str],
) -> Iterator[Problem]:
    if thing.says and thing.entry:
        yield from unknown(FILE, (*where, "entry"), thing.entry, entries, "handbook entry")
    else:
        says = f"{thing.id} needs what it says and its entry, or a skill of skills.yml"
        yield Problem(FILE, where, says)
    yield from unknown(FILE, (*where, "group"), thing.group, sheet.groups, "group")
    for place, role in enumerate(thing.roles):
        known = [*roles, *map(str, Standing)]
        yield from unknown(FILE, (*where, "roles", place), role, known, "role or standing")
    if (thing.days is None) == (thing.workdays is None):
        says = f"{thing.id} is due after either days or workdays; write one of them"
        yield Problem(FILE, where, says)
