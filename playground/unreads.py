"""How much of a conversation a person has not seen: counted once, then only what is new."""

from dataclasses import dataclass, field
from itertools import takewhile

from playground.worlds import Conversation, Message, World

QUIET = frozenset({
    "channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name",
    "channel_archive", "channel_unarchive", "assistant_app_thread",
})  # fmt: skip
"""What Slack writes itself makes no conversation bold."""

EVERYONE = ("<!here>", "<!channel>", "<!everyone>")


@dataclass
class Count:
    seen: str
    upto: str
    unread: int = 0
    mentions: int = 0


@dataclass
class Unreads:
    counts: dict[tuple[str, str], Count] = field(default_factory=dict)

    def count(self, world: World, user: str, place: Conversation) -> tuple[int, int]:
        if user not in place.members:
            return 0, 0
        kept = self.kept(user, place)
        held = world.messages.get(place.id, {})
        fresh = takewhile(lambda m: m.ts > kept.upto, reversed(held.values()))
        for message in fresh:
            if counts(message, user):
                kept.unread += 1
                kept.mentions += mentioned(world, message, user, place)
        kept.upto = next(reversed(held), kept.upto)
        return kept.unread, kept.mentions

    def kept(self, user: str, place: Conversation) -> Count:
        seen = place.read.get(user, "")
        kept = self.counts.get((place.id, user))
        if kept is None or kept.seen != seen:
            kept = self.counts[(place.id, user)] = Count(seen, seen)
        return kept

    def forget(self, channel: str) -> None:
        """Something old in it has changed: count anew."""
        self.counts = {key: kept for key, kept in self.counts.items() if key[0] != channel}


def counts(message: Message, user: str) -> bool:
    mine = message.user == user or message.ephemeral_to not in ("", user)
    return not mine and message.subtype not in QUIET


def mentioned(world: World, message: Message, user: str, place: Conversation) -> bool:
    if place.kind in ("im", "mpim"):
        return True
    groups = (g.id for g in world.usergroups.values() if user in g.users)
    names = (f"<@{user}>", *EVERYONE, *(f"<!subteam^{group}" for group in groups))
    return any(name in message.text for name in names)
