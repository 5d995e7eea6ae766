"""What Home shows of forecasts."""

from collections.abc import Iterator

from handlers.forecasts import teams
from handlers.forecasts.controls import GIVE, SEE, TEAM
from handlers.forecasts.teams import Team
from handlers.forecasts.weeks import POLICY, marked, moment, week_of
from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.texts import escape
from policies import forecasts as policy
from policies.clocks import zone_of
from policies.pack import Pack
from policies.rights import Standing
from storage import members
from storage.members import Member

TEAMS_SHOWN = 12
GIVEN = "This week's is {given}."
DUE = "This week's is due *{due}*."
OVERDUE = "This week's was due *{due}* and is still missing."


def own(round: Round, member: Member) -> Iterator[Block]:
    week = week_of(round, member)
    if week.given:
        said = GIVEN.format(given=marked(week.given, round, member))
        yield blocks.section(said, blocks.button("See it", SEE))
        return
    due = moment(week.deadline, round, member)
    said = (OVERDUE if round.now > week.deadline else DUE).format(due=due)
    yield blocks.section(said, blocks.button("Give the forecast", GIVE, week.subject, "primary"))


def team(round: Round, member: Member) -> Iterator[Block]:
    found = _below(round, member)
    yield from _shown(found, teams.missing_in(round, found))


def all_teams(round: Round, member: Member) -> Iterator[Block]:
    """Each team together: who is missing is for their manager to know."""
    found = _below(round, member)
    counts = [f"{escape(name)} {count}" for name, count, *_ in teams.by_team(round, found)]
    more = len(counts) - TEAMS_SHOWN
    shown = " · ".join(counts[:TEAMS_SHOWN])
    yield from _shown(found, f"{shown} and {more:,} more" if more > 0 else shown)


def _below(round: Round, member: Member) -> Team:
    theirs = members.below(round.session, round.workspace.id, member.id)
    monday = policy.week_of(round.now, zone_of(member.zone))
    return teams.team(round, theirs, monday)


def _shown(found: Team, more: str) -> Iterator[Block]:
    if found.people:
        press = blocks.button("See the roll-up", TEAM, found.week.isoformat())
        said = [f"*{teams.counted_in(found)}*", more]
        yield blocks.section("\n".join(filter(None, said)), press)


def _gives(member: Member, pack: Pack) -> bool:
    return not pack.lacks(POLICY) and policy.gives_one(map(pack.standing, member.profile.roles))


def _manages(member: Member, pack: Pack) -> bool:
    return _holds(member, pack, Standing.MANAGER) and not _directs(member, pack)


def _directs(member: Member, pack: Pack) -> bool:
    return _holds(member, pack, Standing.DIRECTOR)


def _holds(member: Member, pack: Pack, standing: Standing) -> bool:
    """Only roles that an admin has confirmed open what is others'."""
    return not pack.lacks(POLICY) and standing in map(pack.standing, member.profile.confirmed)


OWN = Panel("forecast", "Forecast", 31, own, _gives)
OF_TEAM = Panel("forecast.team", "Forecasts of your team", 52, team, _manages)
OF_ALL = Panel("forecast.teams", "Forecasts of your teams", 62, all_teams, _directs)
