"""One account: its rank, why, what the rank asks for, and what was last done with it."""

from collections.abc import Iterator, Sequence

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Block, Message, Turn
from handlers.kit.rights import may
from handlers.kit.texts import excerpt
from handlers.ranking import past, words
from handlers.ranking.books import Book, Line, book
from handlers.ranking.controls import (
    OTHER,
    REMOVE,
    SHOW,
    met_button,
    packed,
    rank_button,
    talk_button,
)
from handlers.ranking.specs import list_spec, one_spec, past_spec
from policies.ranking import folded
from policies.rights import Action

SURE = blocks.confirmation(
    "Remove this rank?", "The account is without a rank then. Its history stays.", "Remove it"
)


def line_of(found: Book, account: str) -> Line:
    """One that is in the book, or else one without a rank."""
    key = folded(account)
    there = (each for each in found.lines if folded(each.account) == key)
    return next(there, Line(found.owner, account, None))


def one(turn: Turn, owner: str, account: str, said: Sequence[Block] = ()) -> Message:
    """One account: its rank, why, what it asks for, what was last done with it."""
    found = book(turn, owner)
    each = line_of(found, account)
    return blocks.message(
        f"{excerpt(each.account)}: {words.rank(found.rules, each.rank)}",
        *said,
        blocks.section("\n".join([*_whose(turn, owner), words.told(found, each)])),
        *_meaning(found, each),
        *past.latest(turn, owner, each.account),
        blocks.actions(*_acts(turn, found, each)),
        *_cited_one(turn, found, each),
    )


def _whose(turn: Turn, owner: str) -> list[str]:
    return [] if owner == turn.actor.id else [f"_{words.name(turn, owner)}_"]


def _meaning(found: Book, each: Line) -> Iterator[Block]:
    one = each.ranked
    meaning = found.rules.meaning(one.segment, one.rank) if one else None
    if one is None or meaning is None:
        return
    label = found.rules.segments[one.segment].label
    said = [f"{label}, {words.rank(found.rules, one.rank)}: {meaning.says}."]
    if one.notes and one.reason:
        said.append(f"Notes: {one.notes}")
    yield blocks.context(*(blocks.escape(each) for each in said))


def _acts(turn: Turn, found: Book, each: Line) -> Iterator[Element]:
    owner, account = found.owner, each.account
    spec = one_spec(owner, account)
    if may(turn, Action.CHANGE, owner=owner):
        if way := found.rules.contact(each.ranked) if each.ranked else None:
            yield met_button(owner, account, spec, words.TODAY[way], "primary")
        yield talk_button(owner, account, spec)
        yield rank_button(owner, account, spec, "Change the rank" if each.ranked else "Rank it")
        if each.ranked:
            yield blocks.button("Remove the rank", REMOVE, packed(owner, account), "", SURE)
    yield blocks.button("History", SHOW, past_spec(owner, account))
    yield blocks.button("All accounts", OTHER, list_spec(owner))


def _cited_one(turn: Turn, found: Book, each: Line) -> Iterator[Block]:
    one = each.ranked
    entry = found.rules.segments[one.segment].entry if one else "rank-duty"
    entries = dict.fromkeys([entry, "r7-1-ranking"])
    yield from shelf(places(turn.pack.citation(id) for id in entries if id in turn.pack.entries))
