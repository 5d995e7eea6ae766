"""Reminders of close dates that passed, or stand on the first of a month, as wishes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from policies.clocks import day_in
from policies.close_dates import ENTRIES, PARKING, ROUTINE, Dated, parking_time
from policies.desks.close_conventions import ACTUAL_DAY
from policies.reminders import Late, Way, Weight, Wish, digest_day_from, placed
from policies.rhythms import Rhythm
from policies.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Hours:
    """For how long a date may be parked, and when its owner is reminded of that."""

    parking: timedelta
    half: timedelta
    lead: timedelta


def hours_of(sheet: Sheet) -> Hours:
    parking = parking_time(sheet)
    lead = timedelta(hours=float(sheet.limit("remind_hours")))
    return Hours(parking, float(sheet.limit("remind_part")) * parking, lead)


@dataclass(frozen=True, slots=True)
class Watched:
    """An open opportunity whose date somebody may have to be reminded of."""

    id: int
    name: str
    owner: str
    manager: str | None
    dated: Dated

    @property
    def subject(self) -> str:
        return str(self.id)


def wishes(
    watched: Iterable[Watched],
    hours: Hours,
    now: datetime,
    rhythm: Rhythm,
    managers: Mapping[str, Rhythm],
) -> Iterator[Wish]:
    """Of one owner, whose rhythm it is."""
    today = day_in(now, rhythm.zone)
    for each in watched:
        if each.dated.day < today:
            yield _passed(each, rhythm)
        elif each.dated.may_be_parked:
            yield from _parked(each, hours, now, rhythm, managers)


def _passed(each: Watched, rhythm: Rhythm) -> Wish:
    """The morning after the day, or after somebody set a day that was over already."""
    day = max(each.dated.day, day_in(each.dated.set_at, rhythm.zone)) + timedelta(days=1)
    says = f"{each.name}: its close date passed"
    return _wish(each, "passed", day, says, entry=ENTRIES[ACTUAL_DAY])


def _parked(
    each: Watched, hours: Hours, now: datetime, rhythm: Rhythm, managers: Mapping[str, Rhythm]
) -> Iterator[Wish]:
    ends = each.dated.set_at + hours.parking
    if now <= ends:
        yield from _while_parked(each, hours, ends, rhythm)
    says = f"{each.name}: parked for too long"
    yield _wish(each, "over", digest_day_from(ends, rhythm), says)
    if each.manager and (theirs := managers.get(each.manager)):
        day = digest_day_from(ends, theirs)
        yield _wish(each, "manager", day, says, person=each.manager, about=each.owner)


def _while_parked(each: Watched, hours: Hours, ends: datetime, rhythm: Rhythm) -> Iterator[Wish]:
    """At half time and shortly before the end; where one follows the other, it is enough."""
    half, last = each.dated.set_at + hours.half, ends - hours.lead
    early = _alone(each, "half", half, ends, rhythm, weight=Weight.NUDGE, late_after=last - half)
    late = _alone(each, "before", last, ends, rhythm, late_after=hours.lead)
    sooner, later = placed(early, rhythm).due, placed(late, rhythm).due
    if each.dated.set_at <= sooner <= later - hours.lead:
        yield early
    if each.dated.set_at <= later:  # over a weekend the last working hour may have been before
        yield late


def _alone(
    each: Watched, what: str, instant: datetime, ends: datetime, rhythm: Rhythm, **more: Any
) -> Wish:
    there = instant.astimezone(rhythm.zone)
    says = f"{each.name}: parked on the first of a month"
    own = {"at": there.time(), "way": Way.ALONE, "until": ends, "late": Late.DROP}
    return _wish(each, what, there.date(), says, **own, **more)


def _wish(each: Watched, what: str, day: date, says: str, **more: Any) -> Wish:
    """Who is told, of which date and since when it stands make it the same reminder."""
    person = more.pop("person", each.owner)
    since = f"{each.dated.day.isoformat()}/{each.dated.set_at.timestamp():.0f}"
    key = f"{ROUTINE}/{each.id}/{person}/{since}/{what}"
    fields = {"entry": PARKING, **more}
    return Wish(key, ROUTINE, each.subject, person, day, says=says, **fields)
