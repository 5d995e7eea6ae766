"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks, pages
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, ButtonReply, Change, Message, Open
from policies.recordings import Call

COMMAND = "/handrail recording"
ADD, MOVE, CANCEL, ABSENT, ATTEND = (
    *("recordings.add", "recordings.move", "recordings.cancel"),
    *("recordings.absent", "recordings.attend"),
)
TICK, SHOW, LIST, PAST, STEPS, UNDO = (
    *("recordings.tick", "recordings.show", "recordings.list"),
    *("recordings.past", "recordings.steps", "recordings.undo"),
)
CHANGED = "recordings.changed"
"""The kind of act that can be undone."""
CARD, PAGED, LISTED = "card", "page", "list"
"""Where something is pressed: on the card, which follows by itself, on a page, in the list."""
TITLE = "Recorded calls"


def add_button(style: str = "", line: str = "") -> Element:
    return blocks.button("Remind me before a call", ADD, line[:1900], style)


def show_button(call: Call, label: str = "Open") -> Element:
    return blocks.button(label, SHOW, str(call.id))


def undo_button(act: int) -> Element:
    return blocks.button("Undo", UNDO, str(act))


def list_button() -> Element:
    return blocks.button("Coming calls", LIST)


def past_button() -> Element:
    return blocks.button("Past calls", PAST)


def steps_button() -> Element:
    return blocks.button("Steps and script", STEPS)


def tick_button(call: Call, item: str, where: str) -> Element:
    label = "Untick" if item in call.ticked else "Tick"
    return blocks.button(label, TICK, f"{call.id} {item} {where}")


def absent_button(call: Call, where: str) -> Element:
    return blocks.button("I cannot attend", ABSENT, f"{call.id} {where}")


def attend_button(call: Call, where: str) -> Element:
    return blocks.button("I can attend", ATTEND, f"{call.id} {where}")


def move_button(call: Call, where: str) -> Element:
    return blocks.button("Moved…", MOVE, f"{call.id} {where}")


def cancel_button(call: Call, where: str) -> Element:
    return blocks.button("Cancelled", CANCEL, f"{call.id} {where}")


def parts(ask: Ask) -> tuple[str, str]:
    """The call's number, and where it was pressed."""
    at, where = (*ask.value.split(), "", PAGED)[:2]
    return at, where or PAGED


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    return pages.shown(ask, message, TITLE)


def beside(ask: Ask, message: Message) -> ButtonReply:
    return pages.beside(ask, message, TITLE)
