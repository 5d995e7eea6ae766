"""Messages that a test says must come, where and by when; an app never sees these."""

import re
from dataclasses import dataclass, field

from playground.shapes import Json
from playground.worlds import Conversation, Message


@dataclass
class Expected:
    """`channel` or `user` says where; the app's direct message with a person is theirs."""

    key: str
    due: float
    channel: str = ""
    user: str = ""
    came: float = 0.0

    def is_at(self, place: Conversation, message: Message) -> bool:
        if self.channel and place.id != self.channel:
            return False
        if not self.user:
            return True
        alone = place.kind == "im" and self.user in place.members
        return message.ephemeral_to == self.user if message.ephemeral_to else alone


@dataclass
class Expectations:
    expected: dict[str, Expected] = field(default_factory=dict)
    misrouted: int = 0

    def expect(self, one: Expected) -> None:
        self.expected[one.key] = one

    def arrived(self, place: Conversation, message: Message, now: float) -> None:
        for one in self.expected.values():
            if not carries(message, one.key):
                continue
            if not one.is_at(place, message):
                self.misrouted += 1
            elif not one.came:
                one.came = now

    def figures(self, now: float) -> Json:
        """Lost while it has not come and should have; late once it came after all."""
        every = self.expected.values()
        return {
            "misrouted": self.misrouted,
            "lost": sum(not one.came and now > one.due for one in every),
            "late": sum(one.came > one.due for one in every),
            "awaited": sum(not one.came and now <= one.due for one in every),
        }


def carries(message: Message, key: str) -> bool:
    """Whether the message's metadata has this value, or its text or blocks this whole word."""
    payload = (message.metadata or {}).get("event_payload") or {}
    if key in map(str, payload.values()):
        return True
    return bool(re.search(rf"(?<!\w){re.escape(key)}(?!\w)", f"{message.text} {message.blocks}"))
