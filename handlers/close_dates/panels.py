"""What Home shows of close dates."""

from collections.abc import Iterator

from handlers.close_dates.boards import MINE
from handlers.close_dates.boards import TEAM as OF_TEAM
from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.menus import BOARD
from handlers.kit.panels import Panel
from handlers.kit.pipelines import POLICY, Tally, tally
from policies.pack import Pack
from policies.rights import Standing
from storage import members
from storage.members import Member


def own(round: Round, member: Member) -> Iterator[Block]:
    yield from _shown(tally(round, [member]), MINE)


def team(round: Round, member: Member) -> Iterator[Block]:
    theirs = members.below(round.session, round.workspace.id, member.id)
    yield from _shown(tally(round, theirs), OF_TEAM)


def _shown(found: Tally, whose: str) -> Iterator[Block]:
    if found.total:
        yield blocks.section(found.in_short, blocks.button("See which", BOARD, whose))


def _sells(member: Member, pack: Pack) -> bool:
    return not pack.lacks(POLICY) and _stands(member, pack, Standing.ACCOUNT_EXECUTIVE)


def _manages(member: Member, pack: Pack) -> bool:
    return not pack.lacks(POLICY) and _stands(member, pack, Standing.MANAGER)


def _stands(member: Member, pack: Pack, standing: Standing) -> bool:
    return standing in map(pack.standing, member.profile.confirmed)


OWN = Panel("closedates", "Close dates", 21, own, _sells)
TEAM = Panel("closedates.team", "Close dates of your team", 51, team, _manages)
