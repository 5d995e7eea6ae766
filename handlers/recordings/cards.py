"""A call on its card and on its page: the steps and what to say, or what to do when absent."""

from collections.abc import Iterable, Iterator

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Block, Message, Scene, Turn
from handlers.kit.texts import counted, escape
from handlers.kit.times import clock
from handlers.recordings import words
from handlers.recordings.controls import (
    CARD,
    PAGED,
    absent_button,
    attend_button,
    cancel_button,
    list_button,
    move_button,
    show_button,
    steps_button,
    tick_button,
    undo_button,
)
from handlers.recordings.records import sheet_of
from policies.recordings import Call, RecordingSheet, Saying, State
from policies.recordings.reminders import ROUTINE
from storage import profiles

PLANNED = "I write to you alone at {time}, {minutes} before. {says}"
MUTED = (
    "⚠️ You have muted *Recorded calls* in `/handrail settings`, so no card comes until you change "
    "that."
)
TELL = "*Tell the customer before the call.* Copy this:"
CONSENT = ("recording-consent", "recording-accountability", "recording-reasons")
ABSENT = ("recording-absent-host", "recording-consent", "recording-accountability")


def page(turn: Turn, call: Call, first: str = "", *more: Element) -> Message:
    """`first` is what has just been done, `more` are buttons that belong to it."""
    reader = words.rhythm(turn, call.person)
    head = words.line(turn, reader, call)
    said = [*([first] if first else []), head]
    press = [*more, *moving(turn, call, PAGED)]
    return blocks.message(
        said[0].replace("*", ""),
        blocks.section("\n".join(said)),
        *_planned(turn, call),
        *body(turn, call, PAGED),
        blocks.actions(*press, list_button(), *_steps(call)),
        *shelf(places(map(turn.pack.citation, cited(call)))),
    )


def _steps(call: Call) -> Iterator[Element]:
    if call.state is not State.PLANNED:
        yield steps_button()


def told(turn: Turn, call: Call, says: str, act: int) -> Message:
    """In short, what has just been done and when the card comes."""
    reader = words.rhythm(turn, call.person)
    head = f"{says} {words.line(turn, reader, call)}"
    press = (show_button(call), move_button(call, PAGED), undo_button(act))
    return blocks.message(
        head.replace("*", ""),
        blocks.section(head),
        *_planned(turn, call),
        blocks.actions(*press),
        *shelf(places(map(turn.pack.citation, cited(call)))),
    )


def _planned(turn: Turn, call: Call) -> Iterator[Block]:
    """When the card comes, of a call that has not begun; and whose figure that is."""
    if not call.stands or call.has_begun(turn.now):
        return
    sheet, reader = sheet_of(turn), words.rhythm(turn, call.person)
    minutes = int(sheet.ahead.total_seconds()) // 60
    at = clock((call.at - sheet.ahead).astimezone(reader.zone))
    said = PLANNED.format(
        time=at, minutes=counted(minutes, "minute"), says=escape(sheet.limits["ahead"].says)
    )
    kept = profiles.find(turn.session, turn.workspace.id, call.person)
    yield blocks.context(*([MUTED] if ROUTINE in kept.muted else [said]))


def cited(call: Call) -> tuple[str, ...]:
    return ABSENT if call.state is State.ABSENT else CONSENT


def body(scene: Scene, call: Call, where: str) -> Iterator[Block]:
    """Nothing of a call that is off."""
    match call.state:
        case State.PLANNED:
            yield from _consent(sheet_of(scene), call, where)
        case State.ABSENT:
            yield from _absence(scene, call, where)
        case State.CANCELLED:
            return


def _consent(sheet: RecordingSheet, call: Call, where: str) -> Iterator[Block]:
    """On the card what everybody has to say; the page has it all."""
    yield from _checklist(sheet, call, where)
    yield from script(each for each in sheet.sayings if where != CARD or not each.ours)
    yield blocks.context(words.advice(sheet.reading), words.advice(sheet.strict))


def _checklist(sheet: RecordingSheet, call: Call, where: str) -> Iterator[Block]:
    for item in words.items(sheet, call):
        mark = "☑" if item.id in call.ticked else "☐"
        yield blocks.section(f"{mark} {escape(item.says)}", tick_button(call, item.id, where))


def script(sayings: Iterable[Saying]) -> Iterator[Block]:
    for each in sayings:
        label = f" ({words.OURS})" if each.ours else ""
        yield blocks.section(f"*{escape(each.title)}*{label}\n{words.copyable(each.says)}")


def _absence(scene: Scene, call: Call, where: str) -> Iterator[Block]:
    sheet = sheet_of(scene)
    text = words.message(scene, call.person, call.customer, call.at)
    yield blocks.section(f"{TELL}\n{words.copyable(text)}")
    yield blocks.context(words.advice(sheet.absence.advice))
    yield from _checklist(sheet, call, where)


def moving(scene: Scene, call: Call, where: str) -> Iterator[Element]:
    """What may become of a call that has not begun."""
    if not call.stands or call.has_begun(scene.now):
        return
    absent = call.state is State.ABSENT
    yield attend_button(call, where) if absent else absent_button(call, where)
    yield move_button(call, where)
    yield cancel_button(call, where)
