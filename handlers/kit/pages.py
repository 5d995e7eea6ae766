"""A page that is shown again where it was pressed."""

from handlers.kit import blocks
from handlers.kit.feature import Aside, Ask, ButtonReply, Change, Message, Open, Place


def shown(ask: Ask, message: Message, title: str) -> Message | Open | Change:
    """In place, over a Home, or within the form that is open."""
    if ask.place is Place.HOME:
        return Open(blocks.page(title, *message.blocks))
    if ask.place is Place.BUTTON and not ask.response_url:
        return Change(blocks.page(title, *message.blocks))
    return message


def beside(ask: Ask, message: Message, title: str) -> ButtonReply:
    """Where it was pressed the list stays that it was pressed in."""
    reply = shown(ask, message, title)
    return Aside(reply) if isinstance(reply, Message) else reply
