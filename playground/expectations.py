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


@dataclass(frozen=True)
class Said:
    """What a message can be known by: the values in its metadata, and its words."""

    values: frozenset[str]
    text: str

    @classmethod
    def of(cls, message: Message) -> "Said":
        payload = (message.metadata or {}).get("event_payload") or {}
        return cls(frozenset(map(str, payload.values())), f"{message.text} {message.blocks}")

    def has(self, key: str) -> bool:
        """Among the values, or as a whole word of the text or the blocks."""
        if key in self.values:
            return True
        word = rf"(?<!\w){re.escape(key)}(?!\w)"
        return key in self.text and re.search(word, self.text) is not None


@dataclass
class Expectations:
    expected: dict[str, Expected] = field(default_factory=dict)
    misrouted: int = 0

    def expect(self, one: Expected) -> None:
        self.expected[one.key] = one

    def arrived(self, place: Conversation, message: Message, now: float) -> None:
        if not self.expected:
            return
        said = Said.of(message)
        for one in self.expected.values():
            if not said.has(one.key):
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
