"""When whoever asked for help is reminded: to post it, to look for the answer, to log a session."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from policies.clocks import day_in
from policies.engagement.clocks import work_days_after
from policies.engagement.sheet import EngagementSheet
from policies.engagement.values import Request, State
from policies.reminders import Way, Weight, Wish
from policies.rhythms import Rhythm

ROUTINE = "support"
POST, ANSWER, HELD = "sa-request", "smb-async", "smb-sync-limits"
"""The entries behind each."""


def wishes(
    those: Iterable[Request], rhythms: Mapping[str, Rhythm], sheet: EngagementSheet
) -> Iterator[Wish]:
    for each in those:
        rhythm = rhythms.get(each.by)
        if rhythm is None:
            continue
        match each.state:
            case State.ASKED:
                yield from _post(each, rhythm, sheet)
            case State.POSTED if each.answer_by is not None:
                yield from _answer(each, rhythm, sheet)
            case State.SCHEDULED if each.day is not None:
                yield from _held(each, each.day, rhythm, sheet)
            case _:
                continue


def _post(each: Request, rhythm: Rhythm, sheet: EngagementSheet) -> Iterator[Wish]:
    asked = day_in(each.since, rhythm.zone)
    says = f"post the request for {each.account}"
    first = _after(asked, sheet.count("post"), rhythm)
    for number, day in enumerate((first, _after(first, sheet.count("spacing"), rhythm)), 1):
        yield _wish(each, f"post/{number}", day, POST, says, Weight.NUDGE)


def _answer(each: Request, rhythm: Rhythm, sheet: EngagementSheet) -> Iterator[Wish]:
    assert each.answer_by is not None
    local = each.answer_by.astimezone(rhythm.zone)
    says = f"is the question on {each.account} answered?"
    yield Wish(
        key=f"{ROUTINE}/{each.id}/answer/{each.answer_by.isoformat()}",
        routine=ROUTINE,
        subject=str(each.id),
        person=each.by,
        day=local.date(),
        at=local.time(),
        way=Way.ALONE,
        entry=ANSWER,
        says=says,
    )
    again = _after(local.date(), sheet.count("spacing"), rhythm)
    yield _wish(each, f"answer/{each.answer_by.isoformat()}/again", again, ANSWER, says)


def _held(each: Request, day: date, rhythm: Rhythm, sheet: EngagementSheet) -> Iterator[Wish]:
    says = f"was the session with {each.account} held?"
    first = _after(day, 1, rhythm)
    for number, when in enumerate((first, _after(first, sheet.count("spacing"), rhythm)), 1):
        yield _wish(each, f"held/{day.isoformat()}/{number}", when, HELD, says)


def _after(day: date, count: int, rhythm: Rhythm) -> date:
    """So many work days later; the day itself for whoever has none."""
    days = list(islice(work_days_after(day, rhythm), count))
    return days[-1] if days else day


def _wish(
    each: Request, name: str, day: date, entry: str, says: str, weight: Weight = Weight.DUE
) -> Wish:
    return Wish(
        key=f"{ROUTINE}/{each.id}/{name}",
        routine=ROUTINE,
        subject=str(each.id),
        person=each.by,
        day=day,
        entry=entry,
        says=says,
        weight=weight,
    )
