"""What is said of forecasts before they are due, when they are, and to managers the day after."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta, tzinfo

from handlers.forecasts import teams
from handlers.forecasts.controls import GIVE, TEAM
from handlers.forecasts.weeks import (
    Week,
    dues,
    gives_one,
    moment,
    sheet_of,
    times_of,
    week_of,
)
from handlers.kit import blocks
from handlers.kit.feature import Round
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.routines import Item, Planning
from policies import forecasts as policy
from policies.clocks import day_in, zone_of
from policies.forecasts import ENTRY, WEEK, Due, Giver
from policies.reminders import Wish
from policies.rhythms import Rhythm
from policies.sheets import Sheet
from storage import forecasts, members, profiles
from storage.members import Member
from storage.occurrences import Occurrence

A_DAY = timedelta(days=1)
DUE = "*The forecast is due {due}.*\nGive the values; what you gave last stands beside each."
DUE_NOW = "*The forecast is due now.*\nFrom now on it is marked as late."
WAS_DUE = "*The forecast was due {due}.*\nGive it all the same; it is marked as late."
FREE_DAY = " You do not work on that day, so give it before."
TEAM_SAYS = "*Forecasts of your team: {counted}*"


def plan(asked: Planning) -> Iterator[Wish]:
    if sheet := sheet_of(asked.round):
        yield from _givers(asked, sheet)
        yield from _managers(asked, sheet)


def _givers(asked: Planning, sheet: Sheet) -> Iterator[Wish]:
    round = asked.round
    givers = [each for each in asked.members.values() if gives_one(round, each)]
    given = _given(round, givers)
    due = dues(round, givers)
    for member in givers:
        weeks = frozenset(given.get(member.id, ()))
        giver = Giver(member.id, due[member.id], asked.rhythms[member.id], weeks)
        yield from policy.wishes(giver, sheet, round.now, asked.until)


def _given(round: Round, givers: Sequence[Member]) -> Mapping[str, set[date]]:
    """The weeks around today whose forecast is there, wherever it is Monday first."""
    ids, today = [each.id for each in givers], round.now.date()
    since, until = today - WEEK - A_DAY, today + WEEK + A_DAY
    return forecasts.weeks_of(round.session, round.workspace.id, ids, since, until)


def _managers(asked: Planning, sheet: Sheet) -> Iterator[Wish]:
    round, reports = asked.round, asked.reports
    known = asked.known({each.person for theirs in reports.values() for each in theirs})
    own, printed = times_of(round, reports.keys()), policy.printed(sheet)
    for manager, theirs in reports.items():
        team = [known[each.person] for each in theirs if each.person in known]
        zones = {zone_of(each.zone) for each in team if gives_one(round, each)}
        if zones:
            due, rhythm = own.get(manager, printed), asked.rhythms[manager]
            yield from _of_team(asked, manager, rhythm, zones, due)


def _of_team(
    asked: Planning, manager: str, rhythm: Rhythm, zones: Collection[tzinfo], due: Due
) -> Iterator[Wish]:
    """From last week on; one that is older by more than a day is no news."""
    now = asked.round.now
    this, last = policy.week_of(now, rhythm.zone), policy.week_of(asked.until, rhythm.zone)
    for ahead in range(-1, (last - this) // WEEK + 1):
        week = this + ahead * WEEK
        wish = policy.team_wish(manager, rhythm, due, zones, week)
        if rhythm.work_day_from(wish.day) >= day_in(now, rhythm.zone) - A_DAY:
            yield wish


def show(round: Round, due: Occurrence) -> Iterator[Item]:
    """As it stands at that moment, whichever of the reminders it is."""
    parts = policy.parts_of(due.subject)
    member = members.find(round.session, round.workspace.id, parts[0]) if parts else None
    if parts is None or member is None or sheet_of(round) is None:
        return
    if due.subject == policy.team_subject(*parts):
        yield from _team(round, member, parts[1])
    elif gives_one(round, member):
        yield from _own(round, week_of(round, member, parts[1]))


def _own(round: Round, week: Week) -> Iterator[Item]:
    if week.given is None:
        press = blocks.button("Give the forecast", GIVE, week.subject, "primary")
        yield Item(week.subject, _text(round, week), ENTRY, press, rank=(week.week,))


def _text(round: Round, week: Week) -> str:
    due = moment(week.deadline, round, week.member)
    if round.now > week.deadline:
        is_now = round.now - week.deadline < timedelta(minutes=15)
        return DUE_NOW if is_now else WAS_DUE.format(due=due)
    if round.now == week.deadline:
        return DUE_NOW
    works = rhythm_of(round, week.member).works_on(week.due.day(week.week))
    return f"{DUE.format(due=due)}{'' if works else FREE_DAY}"


def _team(round: Round, manager: Member, week: date) -> Iterator[Item]:
    """Those who report to them directly; each manager hears of their own."""
    where = (round.session, round.workspace.id)
    ids = [each.person for each in profiles.reports(*where, manager.id)]
    found = teams.team(round, members.members(*where, ids), week)
    if not found.people:
        return
    said = [TEAM_SAYS.format(counted=teams.counted_in(found))]
    said += [line for line in (teams.missing_in(round, found), teams.sums_in(round, found)) if line]
    press = blocks.button("See the roll-up", TEAM, week.isoformat())
    yield Item(policy.team_subject(manager.id, week), "\n".join(said), ENTRY, press)
