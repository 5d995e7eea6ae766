"""When an owner is asked who used a project, and when reminded of one that is to be finished."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from policies.clocks import day_in
from policies.give_backs.adoption import first_of, month_after, month_before
from policies.give_backs.values import Project, State
from policies.reminders import Weight, Wish
from policies.rhythms import Rhythm
from policies.sheets import Sheet

ROUTINE = "giveback"
DUE = "due"
BAR, ONBOARDING = "give-back-adoption-bar", "give-back-onboarding"
Polled = tuple[int, date]


def days(sheet: Sheet, name: str) -> int:
    return int(sheet.limit(name))


def poll(project: int, month: date) -> str:
    """What a poll is about: a project in a month."""
    return f"{project}/{month.isoformat()}"


def due(project: int) -> str:
    return f"{project}/{DUE}"


def wishes(
    projects: Iterable[Project],
    confirmed: Collection[Polled],
    rhythms: Mapping[str, Rhythm],
    sheet: Sheet,
    today: date,
) -> Iterator[Wish]:
    """Of owners whose rhythm is known. `today` is the day in UTC: a poll more does no harm."""
    for project in projects:
        rhythm = rhythms.get(project.owner)
        if rhythm is None:
            continue
        if project.state is State.FINISHED:
            yield from _polls(project, confirmed, rhythm, sheet, today)
        if project.state is State.UNDER_WAY and project.due:
            yield from _dues(project, project.due, rhythm, sheet)


def _polls(
    project: Project, confirmed: Collection[Polled], rhythm: Rhythm, sheet: Sheet, today: date
) -> Iterator[Wish]:
    """Of the last month and of this one; none of a month that ended before it was finished."""
    assert project.finished_at
    begins = first_of(day_in(project.finished_at, rhythm.zone))
    this = first_of(today)
    for month in (month_before(this), this):
        if month >= begins and (project.id, month) not in confirmed:
            asked = month_after(month) + timedelta(days=days(sheet, "poll") - 1)
            yield Wish(
                key=f"{ROUTINE}/{project.id}/{project.owner}/{month.isoformat()}",
                routine=ROUTINE,
                subject=poll(project.id, month),
                person=project.owner,
                day=rhythm.work_day_from(asked),
                entry=BAR,
                says=f"who used the Give Back project {project.title} last month",
            )


def _dues(project: Project, day: date, rhythm: Rhythm, sheet: Sheet) -> Iterator[Wish]:
    """Before, on the day, and so often afterwards as the cap says; never before it was begun."""
    ahead = day - timedelta(days=days(sheet, "ahead"))
    if ahead > day_in(project.since, rhythm.zone):
        yield _due(project, "ahead", ahead, Weight.NUDGE)
    yield _due(project, day.isoformat(), day)
    spacing, cap = days(sheet, "spacing"), days(sheet, "cap")
    late = list(islice(rhythm.work_days_from(day + timedelta(days=1)), spacing * cap))
    for number, each in enumerate(late[spacing - 1 :: spacing], 1):
        yield _due(project, f"{day.isoformat()}/{number}", each)


def _due(project: Project, name: str, day: date, weight: Weight = Weight.DUE) -> Wish:
    return Wish(
        key=f"{ROUTINE}/{project.id}/{project.owner}/{DUE}/{name}",
        routine=ROUTINE,
        subject=due(project.id),
        person=project.owner,
        day=day,
        entry=ONBOARDING,
        says=f"the Give Back project {project.title} is to be finished",
        weight=weight,
    )
