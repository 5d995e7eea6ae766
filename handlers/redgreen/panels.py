"""What Home shows of the last period: committed against closed, one's own, one's team's or all."""

from collections.abc import Callable, Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.texts import counted
from handlers.redgreen import words
from handlers.redgreen.books import Book, View, is_director, month_before, view_of
from handlers.redgreen.lookback_words import covered, headline
from handlers.redgreen.words import press
from policies.calendars import first_of, last_of
from policies.pack import Pack
from policies.rights import Standing
from storage import commitments
from storage.members import Member


def own(round: Round, member: Member) -> Iterator[Block]:
    yield from _shown(round, member, lambda: View(member.id, frozenset({member.id})))


def team(round: Round, member: Member) -> Iterator[Block]:
    director = is_director(round, member)
    yield from _shown(round, member, lambda: view_of(round, member.id, director))


def _shown(round: Round, member: Member, view: Callable[[], View]) -> Iterator[Block]:
    """Nobody is looked up as long as nobody has committed anything."""
    month = month_before(round, member.id)
    days = (first_of(month), last_of(month))
    if not commitments.is_any(round.session, round.workspace.id, days):
        return
    book = Book(round, view(), month)
    if not book.lines:
        return
    left = len(book.unexplained)
    missing = f"\n{counted(left, 'miss', 'misses')} without a reason." if left else ""
    told = f"*{covered(book)}*: {headline(book.total)}{missing}"
    yield blocks.section(told, press("Lookback", words.LOOKBACK, month.isoformat()))


def _sells(member: Member, pack: Pack) -> bool:
    return not pack.lacks("redgreen") and Standing.ACCOUNT_EXECUTIVE in _standings(member, pack)


def _leads(member: Member, pack: Pack) -> bool:
    over = {Standing.MANAGER, Standing.DIRECTOR}
    return not pack.lacks("redgreen") and bool(over & _standings(member, pack))


def _standings(member: Member, pack: Pack) -> set[Standing]:
    return {pack.standing(role) for role in member.profile.confirmed}


OWN = Panel("redgreen.own", "Red/Green, last period", 32, own, _sells)
TEAM = Panel("redgreen.team", "Red/Green, last period", 52, team, _leads)
