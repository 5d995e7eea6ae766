"""What `/handrail rank` shows: somebody's accounts page by page, one account, its history.

Each is named by a spec, which its buttons hand back: owner, narrowed to what, from which one on.
"""

from collections.abc import Iterator, Sequence

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Refused, Turn
from handlers.kit.rights import insist, may
from handlers.kit.texts import counted, excerpt
from handlers.ranking import past, words
from handlers.ranking.books import ALL, DUE, MISSING, UNRANKED, Book, Line, book
from handlers.ranking.controls import (
    AHEAD,
    BACK,
    EXPORT,
    GONE,
    IMPORT,
    OTHER,
    REMOVE,
    SHOW,
    TEAM,
    TEMPLATE,
    UNDO,
    met_button,
    packed,
    page_button,
    rank_button,
    shown,
    talk_button,
    unpacked,
)
from policies.ranking import folded
from policies.rights import Action

LIST, ONE, PAST = "list", "one", "past"
AT_ONCE = 10
NARROW = "ranking.page.9"
NONE_YET = (
    "I know no account of {whose} yet. Rank the first one, or send me a table of them. Accounts of "
    "open opportunities come here by themselves."
)
HEADS = {UNRANKED: "Without a rank", MISSING: "Without a rank, or lacking something"}
NOTHING = {
    UNRANKED: "Every account that I know has a rank.",
    MISSING: "Every account has a rank, and every rank what it needs.",
    DUE: "No talk is due.",
}
ENTRIES = {DUE: ("rank-mm",), MISSING: ("rank-duty", "rank-smb-fields", "r7-1-ranking")}
SURE = blocks.confirmation(
    "Remove this rank?", "The account is without a rank then. Its history stays.", "Remove it"
)


def list_spec(owner: str, wanted: str = ALL, start: int = 0) -> str:
    return packed(LIST, owner, wanted, str(start))


def one_spec(owner: str, account: str) -> str:
    return packed(ONE, owner, account, "")


def past_spec(owner: str, account: str, start: int = 0) -> str:
    return packed(PAST, owner, account, str(start))


def view(turn: Turn, spec: str, said: str = "", act: int | None = None) -> Message:
    """Read anew; `said` is what was done just now, and `act` how it is undone."""
    kind, owner, what, start = unpacked(spec, 4)
    insist(turn, Action.SEE, owner=owner)
    done = _said(said, act, spec)
    at = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    match kind:
        case "list":
            return listing(turn, book(turn, owner), what, at, done)
        case "one":
            return one(turn, owner, what, done)
        case "past":
            return past.history(turn, owner, what, at, one_spec(owner, what))
        case _:
            raise Refused(GONE)


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, view(turn, ask.value))


def _said(said: str, act: int | None, spec: str) -> list[Block]:
    if not said:
        return []
    undo = blocks.button("Undo", UNDO, packed(str(act), spec)) if act is not None else None
    return [blocks.section(said, undo)]


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
    yield page_button("History", PAST, owner, account, "0", id=SHOW)
    yield page_button("All accounts", LIST, owner, ALL, "0", id=OTHER)


def _cited_one(turn: Turn, found: Book, each: Line) -> Iterator[Block]:
    one = each.ranked
    entry = found.rules.segments[one.segment].entry if one else "rank-duty"
    entries = dict.fromkeys([entry, "r7-1-ranking"])
    yield from shelf(places(turn.pack.citation(id) for id in entries if id in turn.pack.entries))
