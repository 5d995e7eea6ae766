"""The file disputes.yml: days of reminders, and what makes one decided dispute like another."""

from collections.abc import Iterator, Mapping

from policies.conditions import Frozen
from policies.problems import Problem, unknown
from policies.sheets import Limit
from policies.yaml_lines import Place

FILE = "disputes"
LIMITS = ("spacing", "admins", "reopen", "near", "shown")


class DisputeSheet(Frozen):
    what: str
    limits: dict[str, Limit]

    def count(self, name: str) -> int:
        return int(self.limits[name].value)


def dispute_problems(sheet: DisputeSheet, entries: Mapping[str, object]) -> Iterator[Problem]:
    """Limits that the code looks up in vain, and citations that lead nowhere."""
    for name in LIMITS:
        if name not in sheet.limits:
            says = f"{name} is missing among the limits; Handrail looks it up"
            yield Problem(FILE, ("limits",), says)
    for name, limit in sheet.limits.items():
        place: Place = ("limits", name)
        yield from unknown(FILE, (*place, "entry"), limit.entry, entries, "handbook entry")
        if limit.value < 1 or limit.value.denominator != 1:
            yield Problem(FILE, (*place, "is"), f"{name} is a whole number, 1 at least")
