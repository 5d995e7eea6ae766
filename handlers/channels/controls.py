"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, Change, Message, Open, Place
from policies.channels import Channel

ASK, FORM, LIST, SHOW = "channels.ask", "channels.form", "channels.list", "channels.show"
APPROVE, DECLINE, OPENED = "channels.approve", "channels.decline", "channels.opened"
CLOSED, LASTING, MORE = "channels.closed", "channels.lasting", "channels.more"
UNDO, TEAM, EXPORT = "channels.undo", "channels.team", "channels.csv"
CARD = "channels.card"
"""The screen that the TAM has in their direct messages."""
MOVED = "channels.moved"
"""The kind of act that can be undone."""
ROUTINE = "customer-slack"
TOLD = "told"
"""Where something is pressed: in a reminder."""
TITLE = "Customer channel"
SURE_APPROVE = blocks.confirmation(
    "Approve this channel?",
    "Whoever asked is told, and may then create it. I create no channel myself.",
    "Approve",
)
SURE_CLOSED = blocks.confirmation(
    "Is it closed?", "I stop reminding of it. Close it in Slack yourself.", "Closed"
)


def ask_button(style: str = "", label: str = "Ask for a channel", value: str = "") -> Element:
    return blocks.button(label, ASK, value, style)


def show_button(channel: Channel) -> Element:
    return blocks.button("Open", SHOW, str(channel.id))


def closed_button(channel: Channel, style: str = "", where: str = "") -> Element:
    value = f"{channel.id} {where}".strip()
    return blocks.button("Closed", CLOSED, value, style, SURE_CLOSED)


def opened_button(channel: Channel, style: str = "primary") -> Element:
    return blocks.button("It is open…", OPENED, str(channel.id), style)


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    """Where it was pressed: in place, over a Home, or within the form that is open."""
    if ask.place is Place.HOME:
        return Open(blocks.page(TITLE, *message.blocks))
    if ask.place is Place.BUTTON and not ask.response_url:
        return Change(blocks.page(TITLE, *message.blocks))
    return message
