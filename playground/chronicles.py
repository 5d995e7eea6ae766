"""The lines Slack itself writes in a conversation about what somebody did there."""

from typing import Any

from playground.platforms import Platform
from playground.postings import post
from playground.worlds import Conversation, Message


def chronicle(
    platform: Platform, place: Conversation, user: str, subtype: str, words: str, **more: Any
) -> Message:
    return post(platform, Message(
        platform.clock.stamp(), place.id, user, f"<@{user}> {words}", subtype=subtype, more=more,
    ))  # fmt: skip
