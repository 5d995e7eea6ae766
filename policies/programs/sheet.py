"""The file programs.yml: seats, weeks and texts of the one, topics and months of the other."""

from collections.abc import Iterator, Mapping
from string import Formatter

from pydantic import Field

from policies.conditions import Frozen
from policies.problems import Problem, twice, unknown
from policies.sheets import Item, Limit
from policies.yaml_lines import Place

FILE = "programs"
LEADERSHIP_LIMITS = ("seats", "hours", "answer", "refill")
EXCELLENCE_LIMITS = ("short", "long", "ahead")
NAMES = ("facilitator", "topic", "day", "person")
"""What the message about an absence may name in braces."""


class Leadership(Frozen):
    title: str
    entries: tuple[str, ...] = Field(min_length=1)
    eligible: str
    expects: tuple[Item, ...]
    order: str
    limits: dict[str, Limit]
    weeks: tuple[Item, ...] = Field(min_length=1)
    absence: str

    @property
    def seats(self) -> int:
        return int(self.limits["seats"].value)

    @property
    def answer(self) -> int:
        """Work days to take a place that is offered."""
        return int(self.limits["answer"].value)

    @property
    def refill(self) -> int:
        """Weeks in which a free place of a cohort under way is offered."""
        return int(self.limits["refill"].value)

    def hours(self, weeks: int) -> str:
        """Of so many weeks, by arithmetic."""
        return f"{float(self.limits['hours'].value * weeks / len(self.weeks)):g}"


class Excellence(Frozen):
    title: str
    entries: tuple[str, ...] = Field(min_length=1)
    steps: tuple[Item, ...]
    limits: dict[str, Limit]
    topics: tuple[Item, ...] = Field(min_length=1)

    @property
    def months(self) -> tuple[int, int]:
        return int(self.limits["short"].value), int(self.limits["long"].value)

    def topic(self, id: str) -> Item | None:
        return next((each for each in self.topics if each.id == id), None)


class ProgramSheet(Frozen):
    """Either may be missing in an edition."""

    what: str
    leadership: Leadership | None = None
    excellence: Excellence | None = None


def program_problems(sheet: ProgramSheet, entries: Mapping[str, object]) -> Iterator[Problem]:
    """Names that the code looks up in vain, and citations that lead nowhere."""
    if one := sheet.leadership:
        yield from _limits("leadership", LEADERSHIP_LIMITS, one.limits, entries)
        yield from _items(("leadership", "weeks"), one.weeks, entries)
        yield from _items(("leadership", "expects"), one.expects, entries)
        yield from _entries("leadership", one.entries, entries)
        yield from _absence(one.absence)
    if other := sheet.excellence:
        yield from _limits("excellence", EXCELLENCE_LIMITS, other.limits, entries)
        yield from _items(("excellence", "topics"), other.topics, entries)
        yield from _items(("excellence", "steps"), other.steps, entries)
        yield from _entries("excellence", other.entries, entries)


def _limits(
    part: str, wanted: tuple[str, ...], there: Mapping[str, Limit], entries: Mapping[str, object]
) -> Iterator[Problem]:
    for name in wanted:
        if name not in there:
            says = f"{name} is missing among the limits; Handrail looks it up"
            yield Problem(FILE, (part, "limits"), says)
    for name, limit in there.items():
        yield from unknown(FILE, (part, "limits", name, "entry"), limit.entry, entries,
                           "handbook entry")  # fmt: skip
        if limit.value < 1 or limit.value.denominator != 1:
            says = f"{name} is a whole number, 1 at least"
            yield Problem(FILE, (part, "limits", name, "is"), says)


def _items(
    where: Place, items: tuple[Item, ...], entries: Mapping[str, object]
) -> Iterator[Problem]:
    yield from twice(FILE, where, (each.id for each in items), "id")
    for at, item in enumerate(items):
        yield from unknown(FILE, (*where, at, "entry"), item.entry, entries, "handbook entry")


def _entries(part: str, ids: tuple[str, ...], entries: Mapping[str, object]) -> Iterator[Problem]:
    for at, id in enumerate(ids):
        yield from unknown(FILE, (part, "entries", at), id, entries, "handbook entry")


def _absence(text: str) -> Iterator[Problem]:
    where = ("leadership", "absence")
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        says = "a curly bracket has no partner; write names as {topic}"
        yield Problem(FILE, where, says)
        return
    for name in names:
        yield from unknown(FILE, where, name, NAMES, "name for this text")
