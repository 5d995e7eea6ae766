"""Where somebody stands in their onboarding: each item with its day and what was said of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from policies.clocks import day_in
from policies.marks import Mark, Marked
from policies.onboarding.sheet import OnboardingSheet, Thing
from policies.onboarding.values import Follows, Onboarding
from policies.rhythms import Rhythm


@dataclass(frozen=True, slots=True)
class Step:
    """`by_project` if what it follows has happened, whatever was said of it."""

    thing: Thing
    due: date
    marked: Marked | None = None
    by_project: bool = False

    @property
    def id(self) -> str:
        return self.thing.id

    @property
    def mark(self) -> Mark:
        if self.by_project:
            return Mark.DONE
        return self.marked.mark if self.marked else Mark.OPEN

    @property
    def is_settled(self) -> bool:
        return self.mark is not Mark.OPEN


def steps(
    kept: Onboarding,
    things: Iterable[Thing],
    marks: Mapping[str, Marked],
    projects: Collection[Follows],
    rhythm: Rhythm,
    sheet: OnboardingSheet,
) -> tuple[Step, ...]:
    return tuple(
        Step(
            each,
            due_day(kept, each, rhythm, sheet),
            marks.get(each.id),
            each.follows is not None and each.follows in projects,
        )
        for each in things
    )


def due_day(kept: Onboarding, thing: Thing, rhythm: Rhythm, sheet: OnboardingSheet) -> date:
    """Nobody is late with what was due before their list was begun: that gets days of grace.

    An absence moves no day: it would move what is past as well.
    """
    works = rhythm if rhythm.away is None else replace(rhythm, away=None)
    day = _counted(kept.starts, thing, works)
    begun = day_in(kept.begun_at, rhythm.zone)
    return day if day >= begun else _work_day(begun, sheet.days("grace"), works)


def _counted(starts: date, thing: Thing, works: Rhythm) -> date:
    if thing.workdays is None:
        return starts + timedelta(days=thing.days or 0)
    return _work_day(starts, thing.workdays, works)


@lru_cache(maxsize=4096)
def _work_day(day: date, ahead: int, works: Rhythm) -> date:
    """The first work day from then on, or so many after it."""
    found = list(islice(works.work_days_from(day), ahead + 1))
    return found[-1] if found else day + timedelta(days=ahead)


def open_of(those: Iterable[Step]) -> list[Step]:
    """The soonest first."""
    left = [each for each in those if not each.is_settled]
    return sorted(left, key=lambda each: each.due)


def late_of(those: Iterable[Step], on: date) -> list[Step]:
    return [each for each in open_of(those) if each.due < on]


def grouped(those: Sequence[Step]) -> Iterator[tuple[str, list[Step]]]:
    """By group, in the order in which they stand."""
    for group in dict.fromkeys(each.thing.group for each in those):
        yield group, [each for each in those if each.thing.group == group]
