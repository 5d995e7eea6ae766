"""What a deal needs, looked up from the reminder that it crossed a line."""

from collections.abc import Iterable, Iterator, Sequence

from handlers.deals.books import Book, book_of, counted_in, number, together_in
from handlers.kit import blocks
from handlers.kit.answers import answer_question
from handlers.kit.citations import source
from handlers.kit.feature import Aside, Ask, ButtonReply, Message, Refused, Turn
from handlers.kit.reminding import settle
from handlers.kit.rights import insist
from handlers.kit.texts import excerpt
from policies.crossings import Crossing
from policies.desks.deal_lines import Figures
from policies.pack import Pack
from policies.rights import Action
from storage import opportunities
from storage.opportunities import Opportunity

ROUTINE = "deals"
SEE, SEE_LIST = "deals.see", "deals.list"
LISTED, AT_ONCE, RULES = 30, 10, 4
GONE = "I can't find that opportunity among the open ones any more."
NONE_LEFT = "None of these opportunities is over a line any more."
SEEN = "read"


def see(turn: Turn, ask: Ask) -> ButtonReply:
    """All that the deal needs, as `/deal` says it, each with its rule."""
    deal = opportunities.find(turn.session, turn.workspace.id, number(ask.value))
    theirs = _book(turn, deal.owner if deal else None)
    if deal is None or deal.id not in theirs.deals:
        raise Refused(GONE)
    settle(turn, ROUTINE, ask.value, SEEN)
    return Aside(answer_question(turn, ask, _asked(theirs.figures[deal.id], deal)))


def _asked(figures: Figures, deal: Opportunity) -> str:
    """The deal as somebody would type it."""
    said = [
        figures.segment or "",
        f"${deal.net_arr:,} net ARR" if deal.net_arr is not None else "",
        f"amount ${deal.amount:,}" if deal.amount is not None else "",
        f"closing {deal.close_date:%Y-%m-%d}" if deal.close_date else "",
        "channel-managed" if figures.channel_managed else "",
    ]
    return f"/deal {' '.join(each for each in said if each)}"


def see_list(turn: Turn, ask: Ask) -> ButtonReply:
    owner = "/".join(ask.value.split("/")[1:-1])
    theirs = _book(turn, owner)
    found = together_in(turn, theirs, owner, ask.value)
    settle(turn, ROUTINE, ask.value, SEEN)
    if found:
        return Aside(_list(turn.pack, theirs, found))
    return Aside(blocks.message(NONE_LEFT, blocks.section(NONE_LEFT)))


def _list(pack: Pack, theirs: Book, found: Sequence[Crossing]) -> Message:
    ids = list(dict.fromkeys(each.opportunity for each in found))
    rows = [_row(theirs, id) for id in ids[:LISTED]]
    hidden = f"{len(ids) - LISTED:,} more; ask `/deal` about any of them. "
    rules = f"📖 {' · '.join(_rules(pack, theirs, found))}"
    head = f"{counted_in(found)} over a line"
    some = [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *(blocks.section("\n".join(each)) for each in some),
        blocks.context(f"{hidden if len(ids) > LISTED else ''}{rules}"),
    )


def _row(theirs: Book, id: int) -> str:
    return f"• *{excerpt(theirs.deals[id].name)}*: {theirs.needed(id)}"


def _rules(pack: Pack, theirs: Book, found: Iterable[Crossing]) -> Iterator[str]:
    """Each rule once."""
    for entry in list(dict.fromkeys(map(theirs.entry, found)))[:RULES]:
        yield source(pack.citation(entry))


def _book(turn: Turn, owner: str | None) -> Book:
    theirs = book_of(turn, owner) if owner else None
    if theirs is None:
        raise Refused(GONE)
    insist(turn, Action.SEE, owner=owner or "")
    return theirs
