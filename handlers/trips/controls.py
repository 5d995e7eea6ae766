"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks, pages
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, Change, Message, Open
from policies.trips import Trip

ROUTINE = "trips"
PLAN, EDIT, CANCEL, DETAILS = "trips.plan", "trips.edit", "trips.cancel", "trips.open"
TICK, NOTES, POST, TAKE, PASS = (
    *("trips.tick", "trips.notes", "trips.post"),
    *("trips.take", "trips.pass"),
)
UNDO, WITHDRAW, DECLINE, ANYWAY = "trips.undo", "trips.withdraw", "trips.decline", "trips.anyway"
NOTED = "trips.noted"
PAGE, LIST = "trips.page", "trips.list"
TICKED, SHARED, CANCELLED, DECLINED = (
    *("trips.ticked", "trips.shared"),
    *("trips.cancelled", "trips.declined"),
)
"""Kinds of acts that can be undone."""
POSTED = "trips.post"
"""The screen of a post in the channel."""
CARD, PAGED = "card", "page"
"""Where a step is pressed: on the card that follows, or on a page that is shown again."""
TITLE = "Trip notes"
SURE = blocks.confirmation(
    "Post it there?",
    "Everyone in that channel sees the link, your takeaway and your name, also people of other "
    "companies if the channel is shared with them.",
    "Post",
)
"""Slack tells a bot with no press whether a channel is shared, so it always asks."""
SURE_CANCEL = blocks.confirmation(
    "Cancel this trip?", "I stop reminding of it. You can undo this for 15 minutes.", "Cancel trip",
    "Keep it",
)  # fmt: skip
SURE_WITHDRAW = blocks.confirmation(
    "Take the notes back?",
    "They leave the archive, what I posted says so, and I ask for notes again.",
    "Take back",
)


def share_button(trip: Trip, style: str = "primary") -> Element:
    return blocks.button("Share my notes", NOTES, str(trip.id), style)


def details_button(trip: Trip, label: str = "Details") -> Element:
    return blocks.button(label, DETAILS, str(trip.id))


def cancel_button(trip: Trip) -> Element:
    return blocks.button("Cancel trip", CANCEL, str(trip.id), confirm=SURE_CANCEL)


def undo_button(act: int) -> Element:
    return blocks.button("Undo", UNDO, str(act))


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    return pages.shown(ask, message, TITLE)
