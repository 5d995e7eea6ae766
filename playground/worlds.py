"""The state of the workspace: everything a restart must bring back."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict

from playground.configs import Kind, Person
from playground.records import Bookmark, Noted, Pin, Scheduled, Undelivered, Usergroup
from playground.shapes import Json

BASE64 = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
Place: TypeAlias = Literal["channel", "private", "im", "mpim"]


@dataclass
class Member:
    """A person as they are now, which an admin may change."""

    id: str
    name: str
    real_name: str
    title: str
    tz: str
    kind: Kind
    color: str
    team_id: str
    email: str
    updated: int = 0

    @classmethod
    def of(cls, person: Person, team_id: str) -> "Member":
        values = {**vars(person), "team_id": person.team_id or team_id}
        return cls(**values)


@dataclass
class Conversation:
    id: str
    kind: Place
    name: str
    topic: str
    members: list[str]
    created: int
    archived: bool = False
    team_id: str = ""
    read: dict[str, str] = field(default_factory=dict)
    purpose: str = ""
    creator: str = ""
    noted: dict[str, Noted] = field(default_factory=dict)
    previous_names: list[str] = field(default_factory=list)
    pins: list[Pin] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    closed_for: list[str] = field(default_factory=list)


@dataclass
class Message:
    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    thread_ts: str = ""
    subtype: str = ""
    app_id: str = ""
    metadata: Json | None = None
    edited: str = ""
    ephemeral_to: str = ""
    reactions: dict[str, list[str]] = field(default_factory=dict)
    state: Json = field(default_factory=dict)
    client_msg_id: str = ""
    more: Json = field(default_factory=dict)
    """Whatever else it carries to apps: `username`, `icons`, a subtype's own keys."""


@dataclass
class File:
    __pydantic_config__: ClassVar[ConfigDict] = BASE64

    id: str
    name: str
    user: str
    length: int
    mimetype: str = "application/octet-stream"
    title: str = ""
    created: int = 0
    content: bytes = b""
    uploaded: bool = False
    shared: list[str] = field(default_factory=list)


@dataclass
class ResponseUrl:
    """Where an app may answer one interaction, five times in thirty minutes."""

    id: str
    app_id: str
    channel: str
    user: str
    made: float
    message_ts: str = ""
    uses: int = 0
    team_id: str = ""


@dataclass
class Installation:
    """An app in one workspace, with the scopes it was granted there."""

    app_id: str
    team_id: str
    bot_user: str
    bot_id: str
    scopes: list[str]
    installed_by: str = ""


@dataclass
class Token:
    """`team_id` is empty for a token of the app itself; `expires` is 0 for one that lasts."""

    app_id: str
    team_id: str
    expires: float = 0.0
    revoked: bool = False


@dataclass
class Grant:
    """What a person allowed an app; `made` in seconds since 1970."""

    app_id: str
    team_id: str
    user: str
    scopes: list[str]
    redirect: str
    made: float
    used: bool = False


@dataclass
class Refresh:
    """`used` is when it was first used, in seconds since 1970, or 0."""

    app_id: str
    team_id: str
    used: float = 0.0


@dataclass
class World:
    __pydantic_config__: ClassVar[ConfigDict] = BASE64

    people: dict[str, Member] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    messages: dict[str, dict[str, Message]] = field(default_factory=dict)
    threads: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    installations: dict[str, Installation] = field(default_factory=dict)
    removed: dict[str, Installation] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    refreshes: dict[str, Refresh] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    usergroups: dict[str, Usergroup] = field(default_factory=dict)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    undelivered: dict[str, Undelivered] = field(default_factory=dict)
    next_id: int = 1
    changes: int = 0

    def install(self, installation: Installation) -> None:
        self.installations[f"{installation.app_id}:{installation.team_id}"] = installation
        self.touch()

    def touch(self) -> None:
        """Say that something worth saving has changed."""
        self.changes += 1

    def new_id(self, letter: str) -> str:
        self.next_id += 1
        self.touch()
        return f"{letter}1{self.next_id:08d}"

    def add(self, message: Message) -> None:
        self.messages.setdefault(message.channel, {})[message.ts] = message
        if message.thread_ts:
            self.thread(message.channel, message.thread_ts).append(message.ts)
        self.touch()

    def remove(self, message: Message) -> None:
        del self.messages[message.channel][message.ts]
        if message.thread_ts:
            self.thread(message.channel, message.thread_ts).remove(message.ts)
        self.touch()

    def thread(self, channel: str, ts: str) -> list[str]:
        return self.threads.setdefault(f"{channel}:{ts}", [])

    def message(self, channel: str, ts: str) -> Message | None:
        return self.messages.get(channel, {}).get(ts)

    def in_channel(self, channel: str) -> list[Message]:
        """Oldest first: stamps only grow, so the order of arrival is the order of time."""
        return list(self.messages.get(channel, {}).values())

    def replies(self, channel: str, ts: str) -> list[Message]:
        """What everybody in the channel sees below a message."""
        here = self.messages.get(channel, {})
        told = [here[reply] for reply in self.threads.get(f"{channel}:{ts}", ())]
        return [message for message in told if not message.ephemeral_to]

    def last_stamp(self) -> str:
        return max((ts for held in self.messages.values() for ts in held), default="0.0")
