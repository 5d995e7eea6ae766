"""The weekly forecast as a routine: when it is due, whose it is, and what a team's add up to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from policies.calendars import week_day
from policies.clocks import day_in, instant_of
from policies.reminders import Late, Way, Weight, Wish, digest_day_from
from policies.rhythms import Rhythm
from policies.rights import Standing
from policies.sheets import Sheet

ROUTINE = "forecast"
ENTRY = "forecast-wednesday"
VALUES = "forecast-five-values"
WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
LAST_MINUTE = 24 * 60 - 1
LOOK_BACK = 7
"""Days looked back for a work day before the one on which it is due."""

Figures = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Due:
    """The weekday, Monday is 0, and the wall-clock time by which a team gives its forecasts."""

    weekday: int
    at: time

    def deadline(self, week: date, zone: tzinfo) -> datetime:
        return instant_of(self.day(week), self.at, zone)

    def day(self, week: date) -> date:
        return week_day(week, self.weekday)


def printed(sheet: Sheet) -> Due:
    """As the pack says, for every team that has no time of its own."""
    minutes = min(int(sheet.limit("hour") * 60), LAST_MINUTE)
    return Due(int(sheet.limit("weekday")) - 1, time(*divmod(minutes, 60)))


def gives_one(standings: Iterable[Standing]) -> bool:
    return Standing.ACCOUNT_EXECUTIVE in standings


def week_of(now: datetime, zone: tzinfo) -> date:
    """The Monday of the week that it is there."""
    return week_day(day_in(now, zone), 0)


def is_late(given_at: datetime, deadline: datetime) -> bool:
    """On the very second is in time."""
    return given_at.replace(microsecond=0) > deadline


@dataclass(frozen=True, slots=True)
class Giver:
    """Somebody who gives a forecast, when it is due, and the weeks of which theirs is given."""

    person: str
    due: Due
    rhythm: Rhythm
    given: frozenset[date] = frozenset()

    def is_alone(self, day: date) -> bool:
        """Away, and nobody stands in for them."""
        return self.rhythm.is_away(day) and not self.rhythm.delegate


def wishes(giver: Giver, sheet: Sheet, now: datetime, until: datetime) -> Iterator[Wish]:
    """For every week of which something may be said by then."""
    week, last = week_of(now, giver.rhythm.zone), day_in(until, giver.rhythm.zone)
    while giver.due.day(week) - LOOK_BACK * _DAY <= last:
        if week not in giver.given:
            found = _of_week(giver, sheet, week, now)
            yield from (wish for wish in found if wish.day <= last)
        week += WEEK


def _of_week(giver: Giver, sheet: Sheet, week: date, now: datetime) -> Iterator[Wish]:
    """Who is away on the day is told before they leave; then it is for whoever stands in."""
    day, deadline = giver.due.day(week), giver.due.deadline(week, giver.rhythm.zone)
    if now <= deadline:
        yield from _before(giver, sheet, week, deadline)
    if not giver.is_alone(day):
        due = _wish(giver, week, "due", day, "the forecast is due")
        yield replace(due, way=Way.ALONE, at=giver.due.at, late=Late.FOLD)


def _before(giver: Giver, sheet: Sheet, week: date, deadline: datetime) -> Iterator[Wish]:
    rhythm, day = giver.rhythm, giver.due.day(week)
    if before := work_day_before(day, rhythm):
        early = _wish(giver, week, "day", before, "give the forecast before it is due")
        until = deadline - rhythm.morning(before)
        yield replace(early, weight=Weight.NUDGE, late=Late.DROP, late_after=until)
    if giver.is_alone(day):
        return
    lead = timedelta(hours=float(sheet.limit("remind_hours")))
    there = (deadline - lead).astimezone(rhythm.zone)
    soon = _wish(giver, week, "before", there.date(), "the forecast is due soon")
    soon = replace(soon, way=Way.ALONE, at=there.time(), until=deadline)
    yield replace(soon, late=Late.DROP, late_after=lead)


def _wish(giver: Giver, week: date, what: str, day: date, says: str) -> Wish:
    key = f"{ROUTINE}/{giver.person}/{week.isoformat()}/{what}"
    subject = subject_of(giver.person, week)
    return Wish(key, ROUTINE, subject, giver.person, day, ENTRY, says)


def work_day_before(day: date, rhythm: Rhythm) -> date | None:
    back = (day - ahead * _DAY for ahead in range(1, LOOK_BACK + 1))
    return next((each for each in back if rhythm.works_on(each)), None)


def subject_of(person: str, week: date) -> str:
    return f"{person}/{week.isoformat()}"


def team_subject(manager: str, week: date) -> str:
    return f"team/{subject_of(manager, week)}"


def parts_of(subject: str) -> tuple[str, date] | None:
    """Whose, and of which week; None for what is no subject of ours."""
    person, _, week = subject.removeprefix("team/").partition("/")
    try:
        return (person, date.fromisoformat(week)) if person else None
    except ValueError:
        return None


def team_wish(manager: str, rhythm: Rhythm, due: Due, zones: Sequence[tzinfo], week: date) -> Wish:
    """The morning after the last of the team could have given theirs in time."""
    last = max(due.deadline(week, zone) for zone in zones)
    day = digest_day_from(last, rhythm)
    key = f"{ROUTINE}/{manager}/{week.isoformat()}/team"
    subject = team_subject(manager, week)
    return Wish(key, ROUTINE, subject, manager, day, ENTRY, "who has given a forecast")


@dataclass(frozen=True, slots=True)
class RollUp:
    """Of those who give one; `before` are the totals of a week earlier."""

    people: tuple[str, ...]
    given: Mapping[str, Figures]
    late: frozenset[str]
    totals: Figures
    before: Figures
    before_count: int

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(each for each in self.people if each not in self.given)


def roll_up(
    people: Iterable[str],
    names: Sequence[str],
    given: Mapping[str, Figures],
    late: Iterable[str],
    before: Mapping[str, Figures],
) -> RollUp:
    known = tuple(dict.fromkeys(people))
    now = {each: given[each] for each in known if each in given}
    last = {each: before[each] for each in known if each in before}
    marked = frozenset(late) & now.keys()
    return RollUp(known, now, marked, summed(now, names), summed(last, names), len(last))


def summed(given: Mapping[str, Figures], names: Sequence[str]) -> Figures:
    """Nothing at all for nobody, so that it is not mistaken for zero dollars."""
    return {name: sum(each.get(name, 0) for each in given.values()) for name in names if given}
