"""When a new hire is reminded, and when their manager is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from policies.onboarding.progress import Step, open_of
from policies.onboarding.sheet import OnboardingSheet
from policies.onboarding.values import Onboarding
from policies.reminders import Wish
from policies.rhythms import Rhythm

ROUTINE = "onboarding"
OVERDUE, MANAGER = "overdue", "manager"
PAGE = "onboarding-page"


@dataclass(frozen=True, slots=True)
class Hire:
    """Somebody whose list is open."""

    kept: Onboarding
    steps: Sequence[Step]
    manager: str | None


def subject(person: str, part: str) -> str:
    """An item, what is overdue, or what the manager is told."""
    return f"{person}/{part}"


def wishes(
    hires: Iterable[Hire], rhythms: Mapping[str, Rhythm], sheet: OnboardingSheet
) -> Iterator[Wish]:
    """Of those whose rhythm is known."""
    for hire in hires:
        if hire.kept.person in rhythms:
            yield from _of(hire, rhythms[hire.kept.person], sheet)


def _of(hire: Hire, rhythm: Rhythm, sheet: OnboardingSheet) -> Iterator[Wish]:
    left = open_of(hire.steps)
    for step in left:
        yield _due(hire, step)
    if not left:
        return
    first = left[0]
    spacing, cap, after = (sheet.days(name) for name in ("spacing", "cap", "manager"))
    ahead = rhythm.work_days_from(first.due + timedelta(days=1))
    following = list(islice(ahead, max(spacing * cap, after)))
    for number, day in enumerate(following[spacing - 1 : spacing * cap : spacing], 1):
        yield _overdue(hire, f"{first.id}/{number}", day)
    if hire.manager and len(following) >= after:
        yield _manager(hire, hire.manager, following[after - 1])


def _due(hire: Hire, step: Step) -> Wish:
    person = hire.kept.person
    return Wish(
        key=f"{ROUTINE}/{person}/{hire.kept.starts}/{step.id}/{step.due}",
        routine=ROUTINE,
        subject=subject(person, step.id),
        person=person,
        day=step.due,
        entry=step.thing.entry,
        says=f"onboarding: {step.thing.says}",
    )


def _overdue(hire: Hire, name: str, day: date) -> Wish:
    person = hire.kept.person
    return Wish(
        key=f"{ROUTINE}/{person}/{hire.kept.starts}/{OVERDUE}/{name}",
        routine=ROUTINE,
        subject=subject(person, OVERDUE),
        person=person,
        day=day,
        entry=PAGE,
        says="what is overdue of the onboarding",
    )


def _manager(hire: Hire, manager: str, day: date) -> Wish:
    """Once for a list, whatever is overdue of it later."""
    person = hire.kept.person
    return Wish(
        key=f"{ROUTINE}/{person}/{hire.kept.starts}/{MANAGER}/{manager}",
        routine=ROUTINE,
        subject=subject(person, MANAGER),
        person=manager,
        about=person,
        day=day,
        entry=PAGE,
        says="what is overdue of somebody's onboarding",
    )
