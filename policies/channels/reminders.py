"""When a TAM, whoever asked, and their managers are reminded of a channel with a customer."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from policies.channels.values import Channel, State
from policies.clocks import day_in
from policies.engagement import EngagementSheet
from policies.reminders import Weight, Wish
from policies.rhythms import Rhythm

ROUTINE = "customer-slack"
APPROVE, OPEN, CLOSE, MANAGER = "approve", "open", "close", "manager"
LASTING, TEMPORARY = "customer-slack", "customer-slack-ephemeral"
"""The entries behind them."""
DAY = timedelta(days=1)


def wishes(
    those: Iterable[Channel],
    rhythms: Mapping[str, Rhythm],
    managers: Mapping[str, str],
    sheet: EngagementSheet,
) -> Iterator[Wish]:
    """Of everybody whose rhythm is known; `managers` by whom they manage."""
    for each in those:
        match each.state:
            case State.ASKED:
                yield from _approve(each, rhythms, sheet)
            case State.APPROVED:
                yield from _open(each, rhythms, sheet)
            case State.OPEN if each.ends is not None:
                yield from _close(each, each.ends, rhythms, sheet)
                yield from _manager(each, each.ends, rhythms, managers, sheet)
            case _:
                continue


def _approve(
    each: Channel, rhythms: Mapping[str, Rhythm], sheet: EngagementSheet
) -> Iterator[Wish]:
    rhythm = rhythms.get(each.tam)
    if rhythm is not None:
        first = _after(day_in(each.since, rhythm.zone), sheet.count("approve"), rhythm)
        says = f"approve or decline the channel with {each.account}"
        for number, day in enumerate((first, _after(first, sheet.count("spacing"), rhythm)), 1):
            yield _wish(each, APPROVE, str(number), each.tam, day, says, LASTING)


def _open(each: Channel, rhythms: Mapping[str, Rhythm], sheet: EngagementSheet) -> Iterator[Wish]:
    rhythm = rhythms.get(each.by)
    if rhythm is not None:
        day = _after(day_in(each.since, rhythm.zone), sheet.count("opened"), rhythm)
        says = f"is the channel with {each.account} open?"
        yield _wish(each, OPEN, "1", each.by, day, says, LASTING, Weight.NUDGE)


def _close(
    each: Channel, ends: date, rhythms: Mapping[str, Rhythm], sheet: EngagementSheet
) -> Iterator[Wish]:
    """Before it and on the day whoever asked; once it is overdue the TAM as well."""
    says = f"close the channel with {each.account}"
    if each.by in rhythms:
        days = (("first", Weight.NUDGE), ("last", Weight.DUE))
        for name, weight in days:
            day = ends - sheet.count(name) * DAY
            yield _wish(each, CLOSE, f"{ends}/{name}", each.by, day, says, TEMPORARY, weight)
        yield _wish(each, CLOSE, f"{ends}/due", each.by, ends, says, TEMPORARY)
    for person in dict.fromkeys((each.by, each.tam)):
        if person in rhythms:
            late = _after(ends, 1, rhythms[person])
            yield _wish(each, CLOSE, f"{ends}/late", person, late, says, TEMPORARY)


def _manager(
    each: Channel,
    ends: date,
    rhythms: Mapping[str, Rhythm],
    managers: Mapping[str, str],
    sheet: EngagementSheet,
) -> Iterator[Wish]:
    """Once each; who manages both is told of the one who asked alone."""
    told: set[str] = {each.by, each.tam}
    for person in dict.fromkeys((each.by, each.tam)):
        manager, rhythm = managers.get(person), rhythms.get(person)
        if manager and rhythm is not None and manager not in told:
            day = _after(ends, 1 + sheet.count("spacing"), rhythm)
            says = f"the channel with {each.account} is overdue"
            yield _wish(each, MANAGER, str(ends), manager, day, says, TEMPORARY, about=person)
        told |= {manager} if manager else set()


def _after(day: date, count: int, rhythm: Rhythm) -> date:
    days = list(islice(rhythm.work_days_from(day + DAY), count))
    return days[-1] if days else day


def _wish(
    each: Channel,
    part: str,
    name: str,
    person: str,
    day: date,
    says: str,
    entry: str,
    weight: Weight = Weight.DUE,
    about: str = "",
) -> Wish:
    return Wish(
        key=f"{ROUTINE}/{each.id}/{part}/{person}/{name}",
        routine=ROUTINE,
        subject=f"{each.id}/{part}",
        person=person,
        day=day,
        entry=entry,
        says=says,
        weight=weight,
        about=about,
    )
