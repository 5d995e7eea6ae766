"""Whose forecast is due when, and what of it is given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.kit.feature import Refused, Scene
from handlers.kit.texts import escape
from handlers.kit.times import clock, dated
from policies import forecasts as policy
from policies.clocks import day_in, zone_of
from policies.forecasts import Due
from policies.sheets import Item, Sheet
from storage import forecast_times, forecasts, members
from storage.forecasts import Forecast
from storage.members import Member

POLICY = "forecast"
NO_MEMBER = "I can't find the person whose forecast that is."
OTHER_WEEK = "That forecast is of a week that is over. `/handrail forecast` opens this week's."


@dataclass(frozen=True)
class Week:
    """One person's forecast of one week: when it is due, this one and the one before."""

    member: Member
    week: date
    due: Due
    deadline: datetime
    given: Forecast | None
    before: Forecast | None

    @property
    def subject(self) -> str:
        return policy.subject_of(self.member.id, self.week)


def sheet_of(scene: Scene) -> Sheet | None:
    """None if the edition prints no rules for it."""
    return None if scene.pack.lacks(POLICY) else scene.pack.sheets[POLICY]


def insist_on_rules(scene: Scene) -> Sheet:
    if (sheet := sheet_of(scene)) is None:
        raise Refused(scene.pack.lacks(POLICY))
    return sheet


def values_of(sheet: Sheet) -> Sequence[Item]:
    """The values in their printed order."""
    return sheet.lists["values"]


def names_of(sheet: Sheet) -> list[str]:
    return [item.id for item in values_of(sheet)]


def gives_one(scene: Scene, member: Member) -> bool:
    """Also by a role that nobody confirmed: a duty needs less than a right."""
    return policy.gives_one(map(scene.pack.standing, member.profile.roles))


def dues(scene: Scene, people: Iterable[Member]) -> dict[str, Due]:
    """By person, as their manager's team has it."""
    known = tuple(people)
    managers = {each.profile.manager for each in known if each.profile.manager}
    printed = policy.printed(insist_on_rules(scene))
    own = times_of(scene, managers)
    return {each.id: own.get(each.profile.manager or "", printed) for each in known}


def times_of(scene: Scene, managers: Iterable[str]) -> Mapping[str, Due]:
    """Of the managers whose team has a time of its own."""
    kept = forecast_times.of_managers(scene.session, scene.workspace.id, frozenset(managers))
    return {id: Due(each.weekday, each.due) for id, each in kept.items()}


def week_of(scene: Scene, member: Member, week: date | None = None) -> Week:
    """This week's, unless another is named."""
    zone = zone_of(member.zone)
    monday = week or policy.week_of(scene.now, zone)
    due = dues(scene, [member])[member.id]
    where = (scene.session, scene.workspace.id, member.id, monday)
    given, before = forecasts.find(*where), forecasts.latest_before(*where)
    return Week(member, monday, due, due.deadline(monday, zone), given, before)


def find_week(scene: Scene, subject: str) -> Week:
    """This week's or the next of the person in a subject. Raises Refused for any other."""
    parts = policy.parts_of(subject)
    member = members.find(scene.session, scene.workspace.id, parts[0]) if parts else None
    if parts is None or member is None or not gives_one(scene, member):
        raise Refused(NO_MEMBER)
    this = policy.week_of(scene.now, zone_of(member.zone))
    if parts[1] not in (this, this + policy.WEEK):
        raise Refused(OTHER_WEEK)
    return week_of(scene, member, parts[1])


def moment(instant: datetime, scene: Scene, member: Member) -> str:
    """`Wed 3 December, 17:00`, where they are."""
    zone = zone_of(member.zone)
    there = instant.astimezone(zone)
    return f"{dated(there.date(), day_in(scene.now, zone))}, {clock(there)}"


def short_day(day: date, scene: Scene, member: Member) -> str:
    return dated(day, day_in(scene.now, zone_of(member.zone)))


def marked(given: Forecast, scene: Scene, member: Member) -> str:
    """`given Wed 3 December, 16:42, in time`."""
    late = "late" if given.late else "in time"
    return f"given {moment(given.given_at, scene, member)}, {late}"


def label(item: Item) -> str:
    return escape(item.says)
