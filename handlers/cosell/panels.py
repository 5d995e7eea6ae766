"""Co-selling on somebody's Home."""

from collections.abc import Iterator

from handlers.cosell import books, words
from handlers.cosell.controls import MINE, log_button
from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from policies.pack import Pack
from policies.rights import Standing
from storage.members import Member


def leading(round: Round, member: Member) -> Iterator[Block]:
    """The bar, what is missing, and what falls out next."""
    count = books.count(round, member)
    said = [
        f"*{words.calls(count.number)} in {count.marks.window} days*   {words.bar(count)}",
        words.reached(count),
        words.leaving(round, count),
    ]
    yield blocks.section("\n".join(filter(None, said)))
    yield blocks.actions(log_button(), blocks.button("See the calls", MINE))


def selling(round: Round, member: Member) -> Iterator[Block]:
    manager = member.profile.manager
    if not manager:
        return
    theirs = [each for each in books.lately(round, member.id) if each.is_with(manager)]
    head = f"With {words.name(round, manager)}. {words.last(round, theirs, member)}"
    yield blocks.section(head, log_button())


def _leads(member: Member, pack: Pack) -> bool:
    return not pack.lacks(books.POLICY) and books.is_manager(member.profile.roles, pack)


def _sells(member: Member, pack: Pack) -> bool:
    standings = {*map(pack.standing, member.profile.roles)}
    told = Standing.ACCOUNT_EXECUTIVE in standings and not pack.lacks(books.POLICY)
    return told and not _leads(member, pack)


LEADING = Panel("cosell", "Co-selling", 32, leading, _leads)
SELLING = Panel("cosell.own", "Co-selling", 32, selling, _sells)
