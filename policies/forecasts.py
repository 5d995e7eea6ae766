"""The weekly forecast as a routine: when it is due, whose it is, and what a team's add up to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

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


@dataclass(frozen=True, slots=True)
class _Reminder:
    """What all are told alike of a week who keep the same hours and have the same day."""

    week: str
    what: str
    day: date
    says: str
    at: time | None = None
    way: Way = Way.DIGEST
    weight: Weight = Weight.DUE
    late: Late = Late.DROP
    late_after: timedelta = timedelta(hours=2)
    until: datetime | None = None

    def wish(self, person: str) -> Wish:
        about = f"{person}/{self.week}"
        key = f"{ROUTINE}/{about}/{self.what}"
        how = (self.at, self.way, self.weight, self.late, self.late_after, self.until)
        return Wish(key, ROUTINE, about, person, self.day, ENTRY, self.says, *how)


def wishes(giver: Giver, sheet: Sheet, now: datetime, until: datetime) -> Iterator[Wish]:
    """For every week of which something may be said by then."""
    lead = timedelta(hours=float(sheet.limit("remind_hours")))
    for week, told in _weeks(giver.due, giver.rhythm, lead, now, until):
        if week not in giver.given:
            yield from (each.wish(giver.person) for each in told)


@lru_cache(maxsize=1024)
def _weeks(
    due: Due, rhythm: Rhythm, lead: timedelta, now: datetime, until: datetime
) -> Sequence[tuple[date, Sequence[_Reminder]]]:
    week, last = week_of(now, rhythm.zone), day_in(until, rhythm.zone)
    found: list[tuple[date, Sequence[_Reminder]]] = []
    while due.day(week) - LOOK_BACK * _DAY <= last:
        told = _of_week(due, rhythm, lead, week, now)
        found.append((week, [each for each in told if each.day <= last]))
        week += WEEK
    return found


def _of_week(
    due: Due, rhythm: Rhythm, lead: timedelta, week: date, now: datetime
) -> Iterator[_Reminder]:
    """Who is away on the day is told before they leave; then it is for whoever stands in."""
    day, deadline, said = due.day(week), due.deadline(week, rhythm.zone), week.isoformat()
    is_alone = rhythm.is_away(day) and not rhythm.delegate
    if now <= deadline and (before := work_day_before(day, rhythm)):
        late_after = deadline - rhythm.morning(before)
        says = "give the forecast before it is due"
        yield _Reminder(said, "day", before, says, weight=Weight.NUDGE, late_after=late_after)
    if now <= deadline and not is_alone:
        there = (deadline - lead).astimezone(rhythm.zone)
        when = (there.date(), "the forecast is due soon", there.time(), Way.ALONE)
        yield _Reminder(said, "before", *when, late_after=lead, until=deadline)
    if not is_alone:
        when = (day, "the forecast is due", due.at, Way.ALONE)
        yield _Reminder(said, "due", *when, late=Late.FOLD)


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


def team_wish(manager: str, rhythm: Rhythm, due: Due, zones: Iterable[tzinfo], week: date) -> Wish:
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
