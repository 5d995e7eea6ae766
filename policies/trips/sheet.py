"""The file trips.yml: hosts, links, steps and days of everything about trips."""

from collections.abc import Iterator, Mapping

from pydantic import Field

from policies.conditions import Frozen
from policies.problems import Problem, unknown
from policies.sheets import Item, Limit
from policies.trips.values import Step
from policies.vocabulary import Link

FILE = "trips"
LIMITS = ("due", "spacing", "cap", "early", "nudge", "fitting", "past", "ahead", "longest")
LISTS = ("steps", "bookings")
WORDS = ("personal", "business", "place_begins")
HOST = r"^[a-z0-9-]+(\.[a-z0-9-]+)+$"


class TripSheet(Frozen):
    what: str
    hosts: tuple[str, ...] = Field(min_length=1)
    channel: str
    template: Link
    folder: Link
    feedback: Link
    limits: dict[str, Limit]
    lists: dict[str, tuple[Item, ...]]
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def days(self, name: str) -> int:
        return int(self.limits[name].value)

    @property
    def steps(self) -> tuple[Item, ...]:
        return self.lists["steps"]

    @property
    def bookings(self) -> tuple[Item, ...]:
        return self.lists["bookings"]


def trip_problems(sheet: TripSheet, entries: Mapping[str, object]) -> Iterator[Problem]:
    """Names that the code looks up in vain, and citations that lead nowhere."""
    yield from _missing("limits", LIMITS, sheet.limits)
    yield from _missing("lists", LISTS, sheet.lists)
    yield from _missing("words", WORDS, sheet.words)
    for name, limit in sheet.limits.items():
        where = ("limits", name, "entry")
        yield from unknown(FILE, where, limit.entry, entries, "handbook entry")
        if limit.value < 1 or limit.value.denominator != 1:
            says = f"{name} is a whole number, 1 at least"
            yield Problem(FILE, ("limits", name, "is"), says)
    for name, items in sheet.lists.items():
        for at, item in enumerate(items):
            place = ("lists", name, at, "entry")
            yield from unknown(FILE, place, item.entry, entries, "handbook entry")
    if [each.id for each in sheet.lists.get("steps", ())] != list(Step.ALL):
        says = f"the steps are {', '.join(Step.ALL)}, in this order; Handrail ticks them by name"
        yield Problem(FILE, ("lists", "steps"), says)


def _missing(group: str, wanted: tuple[str, ...], there: Mapping[str, object]) -> Iterator[Problem]:
    for name in wanted:
        if name not in there:
            says = f"{name} is missing among the {group}; Handrail looks it up"
            yield Problem(FILE, (group,), says)
