"""Somebody's accounts page by page, sorted by rank, with every way to narrow them."""

from collections.abc import Iterator, Sequence

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Block, Message, Turn
from handlers.kit.rights import may
from handlers.kit.texts import counted
from handlers.ranking import words
from handlers.ranking.books import ALL, DUE, MISSING, UNRANKED, Book, Line
from handlers.ranking.controls import (
    AHEAD,
    BACK,
    EXPORT,
    IMPORT,
    NARROW,
    SHOW,
    TEAM,
    TEMPLATE,
    met_button,
    rank_button,
)
from handlers.ranking.specs import list_spec, one_spec
from policies.rights import Action

AT_ONCE = 10
NONE_YET = (
    "I know no account of {whose} yet. Rank the first one, or send me a table of them. Accounts of "
    "open opportunities come here by themselves."
)
NOTHING = {
    UNRANKED: "Every account that I know has a rank.",
    MISSING: "Every account has a rank, and every rank what it needs.",
    DUE: "No talk is due.",
}
ENTRIES = {DUE: ("rank-mm",), MISSING: ("rank-duty", "rank-smb-fields", "r7-1-ranking")}


def listing(
    turn: Turn, found: Book, wanted: str = ALL, start: int = 0, said: Sequence[Block] = ()
) -> Message:
    mine = found.owner == turn.actor.id
    name = "you" if mine else words.name(turn, found.owner)
    if not found.lines:
        return _empty(turn, found, name, said)
    those = found.those(wanted)
    whose = "Your accounts" if mine else f"Accounts of {name}"
    start = min(start, max(len(those) - 1, 0) // AT_ONCE * AT_ONCE)
    return blocks.message(
        f"{whose} by {found.rules.sheet.word.lower()}: {counted(len(found.lines), 'account')}",
        *said,
        blocks.section(f"*{whose} by {found.rules.sheet.word.lower()}*\n{_figures(found)}"),
        *_rows(turn, found, wanted, those[start : start + AT_ONCE], start),
        blocks.actions(*_turning(found, wanted, start, len(those)), _narrow(found, wanted)),
        blocks.actions(*_buttons(turn, found)),
        *_cited(turn, found, wanted),
    )


def _figures(found: Book) -> str:
    ranks: dict[str, int] = {}
    for each in found.lines:
        ranks[each.rank] = ranks.get(each.rank, 0) + 1
    lacking = sum(bool(each.lacks) for each in found.lines)
    said = [
        words.figures(found.rules, ranks, ranks.get("", 0)),
        words.open_figures(lacking, len(found.those(DUE))),
    ]
    return "\n".join(each for each in said if each)


def _rows(
    turn: Turn, found: Book, wanted: str, page: Sequence[Line], start: int
) -> Iterator[Block]:
    if not page:
        none = NOTHING.get(wanted) or f"No account is {words.rank(found.rules, wanted)}."
        yield blocks.section(none)
    may_change, head = may(turn, Action.CHANGE, owner=found.owner), None
    spec = list_spec(found.owner, wanted, start)
    for each in page:
        if wanted == ALL and each.rank != head:
            head = each.rank
            yield blocks.context(f"*{_head(found, head)}*")
        yield blocks.section(words.told(found, each), _verb(found, each, spec, may_change, wanted))


def _head(found: Book, rank: str) -> str:
    if not rank:
        return "Without a rank"
    lines = found.those(rank)
    segments = {each.ranked.segment for each in lines if each.ranked}
    meaning = found.rules.meaning(next(iter(segments)), rank) if len(segments) == 1 else None
    says = f": {blocks.escape(meaning.says)}" if meaning else ""
    return f"{words.rank(found.rules, rank)}{says}"


def _verb(found: Book, each: Line, spec: str, may_change: bool, wanted: str) -> Element:
    if may_change and each.ranked is None:
        return rank_button(found.owner, each.account, spec, "Rank it")
    if may_change and wanted == MISSING and each.lacks:
        return rank_button(found.owner, each.account, spec, "Mend it")
    way = found.rules.contact(each.ranked) if each.ranked else None
    if may_change and wanted == DUE and way:
        return met_button(found.owner, each.account, spec, words.TODAY[way])
    return blocks.button("Open", SHOW, one_spec(found.owner, each.account))


def _turning(found: Book, wanted: str, start: int, total: int) -> Iterator[Element]:
    """*Next 10*, or however many are left."""
    if start:
        spec = list_spec(found.owner, wanted, start - AT_ONCE)
        yield blocks.button(f"Previous {AT_ONCE}", BACK, spec)
    if (left := total - start - AT_ONCE) > 0:
        spec = list_spec(found.owner, wanted, start + AT_ONCE)
        yield blocks.button(f"Next {min(left, AT_ONCE)}", AHEAD, spec)


def _narrow(found: Book, wanted: str) -> Element:
    """Every way to look at the list, with how many there are."""
    ways = [(ALL, "All accounts"), (MISSING, "Missing something"), (DUE, "Talks due")]
    ways += [(rank, f"{found.rules.sheet.word} {rank}") for rank in found.rules.ranks]
    ways.append((UNRANKED, "Without a rank"))
    named = [
        (list_spec(found.owner, way), f"{label} ({len(found.those(way)):,})") for way, label in ways
    ]
    return blocks.select(NARROW, "Show…", named, list_spec(found.owner, wanted))


def _buttons(turn: Turn, found: Book) -> Iterator[Element]:
    if may(turn, Action.CHANGE, owner=found.owner):
        spec = list_spec(found.owner)
        yield rank_button(found.owner, "", spec, "Rank an account", "primary")
        yield blocks.button("Import…", IMPORT, found.owner)
    yield blocks.button("Download as CSV", EXPORT, found.owner)
    if found.owner == turn.actor.id and may(turn, Action.ROLL_UP):
        yield blocks.button("My team", TEAM)


def _cited(turn: Turn, found: Book, wanted: str) -> Iterator[Block]:
    segments = {each.ranked.segment for each in found.lines if each.ranked}
    known = [found.rules.segments[each].entry for each in segments if each in found.rules.segments]
    entries = ENTRIES.get(wanted, ("rank-duty", *sorted(known)))
    cited = [turn.pack.citation(each) for each in entries if each in turn.pack.entries]
    yield from shelf(places(cited))


def _empty(turn: Turn, found: Book, name: str, said: Sequence[Block]) -> Message:
    whose = "yours" if found.owner == turn.actor.id else name
    none = NONE_YET.format(whose=whose)
    buttons = [*_buttons(turn, found), blocks.button("Get a template", TEMPLATE, found.owner)]
    return blocks.message(
        none, *said, blocks.section(none), blocks.actions(*buttons), *_cited(turn, found, ALL)
    )
