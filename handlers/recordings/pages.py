"""What somebody sees without a call: the steps and the script, coming calls, past ones."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Turn
from handlers.kit.texts import counted, escape, excerpt
from handlers.recordings import cards, words
from handlers.recordings.controls import (
    LISTED,
    add_button,
    beside,
    list_button,
    past_button,
    show_button,
    steps_button,
)
from handlers.recordings.records import find, sheet_of
from policies.recordings import Call, RecordingSheet, State
from policies.rhythms import Rhythm
from storage import recorded_calls

SHOWN, PAST_SHOWN, OWN_SHOWN = 8, 15, 3
HEAD = "Before a call is recorded"
NOTHING = "No call of yours lies ahead here. I don't see your calendar: tell me of a call, and I "
NOTHING += "write to you shortly before it."
BEGIN = "`/handrail recording Northwind tomorrow 14:00` is enough."
LATER = "Later ones are shown once these are over."
NO_PAST = "No call that you told me of has begun yet."
PRIVATE = "Only you see this list, not your manager. Nobody is counted."
ENTRIES = (
    *("recording-consent", "recording-reasons", "recording-accountability"),
    *("recording-absent-host", "recording-licence"),
)


def overview(turn: Turn, own: bool = True) -> Message:
    """`own` where nobody else reads it."""
    sheet = sheet_of(turn)
    steps = "\n".join(f"{place}. {escape(each.says)}" for place, each in enumerate(sheet.steps, 1))
    return blocks.message(
        f"{HEAD}: {escape(sheet.steps[0].says)}",
        blocks.header(HEAD),
        blocks.section(f"*On every customer call, in every country*\n{steps}"),
        blocks.context(words.advice(sheet.strict)),
        *cards.script(sheet.sayings),
        blocks.context(words.advice(sheet.reading)),
        blocks.section(_why(turn, sheet)),
        *(_own(turn) if own else ()),
        blocks.actions(add_button("primary"), list_button(), past_button()),
        *shelf(places(map(turn.pack.citation, ENTRIES))),
    )


def _why(turn: Turn, sheet: RecordingSheet) -> str:
    reasons = "\n".join(f"• {escape(each.says)}" for each in sheet.reasons)
    links = turn.pack.entry(sheet.licence.entry).links
    link = f" <{links[0].url}|{escape(links[0].title)}>" if links else ""
    return f"*Why calls are recorded*\n{reasons}\n{escape(sheet.licence.says)}{link}"


def _own(turn: Turn) -> Iterator[Block]:
    found = _coming(turn)
    if found:
        reader = words.rhythm(turn, turn.actor.id)
        lines = [words.line(turn, reader, each) for each in found[:OWN_SHOWN]]
        yield blocks.section("\n".join(["*Your coming calls*", *lines]))


def _coming(turn: Turn) -> list[Call]:
    where = (turn.session, turn.workspace.id, turn.actor.id, turn.now)
    return recorded_calls.coming(*where, SHOWN + 1)


def coming(turn: Turn, first: str = "", *more: Element) -> Message:
    """`first` is what has just been done, `more` are buttons that belong to it."""
    sheet_of(turn)
    found = _coming(turn)
    buttons = blocks.actions(*more, add_button("primary"), past_button(), steps_button())
    done = [blocks.section(first)] if first else []
    if not found:
        shown = (*done, blocks.section(f"{NOTHING}\n{BEGIN}"), buttons)
        return blocks.message((first or NOTHING).replace("*", ""), *shown)
    head = "Your coming calls"
    reader = words.rhythm(turn, turn.actor.id)
    later = [blocks.context(LATER)]
    return blocks.message(
        (first or f"{head}: {words.line(turn, reader, found[0])}").replace("*", ""),
        *done,
        blocks.header(head),
        *(block for each in found[:SHOWN] for block in _one(turn, reader, each)),
        *(later if len(found) > SHOWN else ()),
        buttons,
    )


def _one(turn: Turn, reader: Rhythm, call: Call) -> Iterator[Block]:
    yield blocks.section(words.line(turn, reader, call), show_button(call))
    yield blocks.actions(*cards.moving(turn, call, LISTED))


def past(turn: Turn) -> Message:
    """The latest, with what was ticked of each."""
    sheet = sheet_of(turn)
    where = (turn.session, turn.workspace.id, turn.actor.id, turn.now)
    found = recorded_calls.past(*where, PAST_SHOWN)
    buttons = blocks.actions(add_button(), list_button(), steps_button())
    if not found:
        shown = (blocks.section(NO_PAST), blocks.context(PRIVATE), buttons)
        return blocks.message(NO_PAST, *shown)
    reader = words.rhythm(turn, turn.actor.id)
    head = f"Your last {counted(len(found), 'call')}" if len(found) > 1 else "Your last call"
    return blocks.message(
        head,
        blocks.header(head),
        *(blocks.section(_over(turn, sheet, reader, each), show_button(each)) for each in found),
        blocks.context(PRIVATE),
        buttons,
    )


def _over(turn: Turn, sheet: RecordingSheet, reader: Rhythm, call: Call) -> str:
    said = words.line(turn, reader, call)
    if call.state is State.CANCELLED:
        return said
    left = [each for each in words.items(sheet, call) if each.id not in call.ticked]
    lines = [f"{said}\n{words.ticked(sheet, call)}", *(f"☐ {excerpt(each.says)}" for each in left)]
    return "\n".join(lines)


def open_overview(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, overview(turn))


def open_coming(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, coming(turn))


def open_past(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, past(turn))


def open_one(turn: Turn, ask: Ask) -> ButtonReply:
    """Beside the list it was pressed in, which stays."""
    sheet_of(turn)
    return beside(ask, cards.page(turn, find(turn, ask.value)))
