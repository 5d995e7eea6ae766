"""Emoji on messages, and the apps that hear of them."""

import re

from playground.delivery.events import announce
from playground.platforms import Platform
from playground.postings import show
from playground.worlds import Message

NAME = re.compile(r"[a-z0-9_+'-]{1,100}(?:::skin-tone-[2-6])?")


def toggle(platform: Platform, user: str, message: Message, name: str) -> None:
    if user in message.reactions.get(name, ()):
        remove(platform, user, message, name)
    else:
        add(platform, user, message, name)


def add(platform: Platform, user: str, message: Message, name: str) -> None:
    message.reactions.setdefault(name, []).append(user)
    tell(platform, user, message, name, "reaction_added")


def remove(platform: Platform, user: str, message: Message, name: str) -> None:
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    tell(platform, user, message, name, "reaction_removed")


def tell(platform: Platform, user: str, message: Message, name: str, kind: str) -> None:
    platform.world.touch()
    show(platform, message)
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    event = {"type": kind, "user": user, "reaction": name, "item": item}
    place = platform.world.conversations[message.channel]
    announce(platform, {**event, "item_user": message.user}, place)
