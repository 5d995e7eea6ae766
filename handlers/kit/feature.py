"""The vocabulary of a feature: what it listens for, what it is handed, what it may reply."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy.orm import Session

from policies.calendars import Holidays, no_holidays
from policies.pack import Pack
from storage.people import Person
from storage.workspaces import Workspace

if TYPE_CHECKING:
    from handlers.kit.panels import Panel
    from handlers.kit.routines import Routine, Screen, Undo

Block = Mapping[str, Any]
View = Mapping[str, Any]
Value = str | tuple[str, ...]


class Refused(Exception):
    """A mistake the user can fix; the text is shown to them and nothing is saved."""


class Place(StrEnum):
    """Where somebody spoke to the bot; it decides who else may read the reply."""

    COMMAND = "command"
    DIRECT = "direct"
    MENTION = "mention"
    BUTTON = "button"
    HOME = "home"
    """A press on the person's own Home, where nothing can be shown beside it."""
    FORM = "form"
    SHORTCUT = "shortcut"
    CHANNEL = "channel"
    """Said in a channel and not to the bot."""
    ERRAND = "errand"


class Scene(Protocol):
    """What a turn and a round have in common."""

    @property
    def now(self) -> datetime: ...
    @property
    def workspace(self) -> Workspace: ...
    @property
    def pack(self) -> Pack: ...
    @property
    def session(self) -> Session: ...
    @property
    def registry(self) -> "Registry": ...
    @property
    def holidays(self) -> Holidays: ...
    @property
    def deciders(self) -> frozenset[str]: ...
    @property
    def admins(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of work: when, by whom, under which pack, in which transaction."""

    now: datetime
    workspace: Workspace
    actor: Person
    pack: Pack
    session: Session
    deciders: frozenset[str] = frozenset()
    """Slack ids of those who decide disputes; any of them may, and the first decision counts."""
    registry: "Registry" = field(default_factory=lambda: Registry())
    holidays: Holidays = no_holidays
    admins: frozenset[str] = frozenset()
    """Slack ids of the admins whom the settings name; others are kept in the database."""
    met: bool = False
    """Whether the bot had introduced itself to the actor before this turn."""

    @property
    def slashes(self) -> "tuple[Slash, ...]":
        """Every command the bot answers, for help."""
        return self.registry.slashes


@dataclass(frozen=True, slots=True)
class Round:
    """A turn without a person: the bot's own work, at its start or by the clock."""

    now: datetime
    workspace: Workspace
    pack: Pack
    session: Session
    deciders: frozenset[str] = frozenset()
    registry: "Registry" = field(default_factory=lambda: Registry())
    holidays: Holidays = no_holidays
    admins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class File:
    """A file in Slack; `url` needs the bot's token."""

    id: str
    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody did: typed a command, wrote to the bot, pressed a button, sent a form."""

    place: Place
    text: str = ""
    """The words after the command, or the message without the mention."""
    value: str = ""
    """The button's value or the chosen option."""
    fields: Mapping[str, Value] = field(default_factory=dict)
    """What a form held, by block id; an empty field is absent."""
    about: str = ""
    """What a form was opened about: its `private_metadata`."""
    files: tuple[File, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses in a message, as they are and not as they read."""
    block: str = ""
    """The block of a press: what a date or person was picked for."""
    typed: str = ""
    """What has been typed so far into a field that suggests."""
    channel: str = ""
    ts: str = ""
    thread: str = ""
    response_url: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Plain text for notifications and screen readers, blocks for the screen."""

    text: str
    blocks: tuple[Block, ...] = ()

    def payload(self) -> dict[str, Any]:
        return {"text": self.text, "blocks": list(self.blocks)}


@dataclass(frozen=True, slots=True)
class Aside:
    """Shown to the person beside the message whose button they pressed."""

    message: Message


@dataclass(frozen=True, slots=True)
class Open:
    """Open a form; Slack allows it for three seconds after the press."""

    view: View


@dataclass(frozen=True, slots=True)
class Change:
    """Show another page in the open form."""

    view: View


@dataclass(frozen=True, slots=True)
class Complain:
    """Point at the fields of a form that need fixing, by block id."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Close:
    """Close the form."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing to say here: what there was to say is in the outbox."""


CommandReply = Message | Open
"""A message answers only the asker, in the acknowledgement."""
ButtonReply = Message | Aside | Open | Change | Quiet
"""A message replaces the one whose button was pressed; a change the form it is in."""
FormReply = Change | Complain | Close
HeardReply = Message | Quiet
"""A message goes to where the event came from: the same DM, or the same thread."""
ShortcutReply = Message | Open
"""A message is for the person alone: beside the message, or in the DM."""


class Group(StrEnum):
    """What a command has to do with, as help sorts them."""

    ACCOUNTS = "Accounts"
    DEALS = "Deals and forecast"
    ROUTINES = "Team routines"
    HANDOFFS = "Handoffs and support"
    HANDBOOK = "Handbook"


@dataclass(frozen=True, slots=True)
class Slash:
    """A command, and the words that reach it under `/handrail`, in a DM and in a mention."""

    name: str
    answer: Callable[[Turn, Ask], CommandReply]
    summary: str
    usage: str
    examples: tuple[str, ...]
    words: tuple[str, ...] = ()
    """Empty for the root command; `name` is then the command of its own, such as `/roe`."""
    alone: bool = True
    """Whether Slack knows `name` as a slash command; otherwise only the words reach it."""
    still: "Callable[[tuple[Slash, ...], str], Message | None] | None" = None
    """Help: told without a turn, so also while the database is away. None if it is no help."""
    group: Group = Group.ACCOUNTS


@dataclass(frozen=True, slots=True)
class Button:
    id: str
    answer: Callable[[Turn, Ask], ButtonReply]


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    answer: Callable[[Turn, Ask], FormReply]


@dataclass(frozen=True, slots=True)
class Heard:
    """What happened that no command claims, by its event.

    `message` in a DM, `app_mention`, `app_home_opened`; in channels `channel_message` with a link
    in it, and `channel_message_changed` and `channel_message_deleted`, whose `Ask.ts` is the
    message's and whose reply can only be quiet.
    """

    event: str
    answer: Callable[[Turn, Ask], HeardReply]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """From the menu of actions, or with `of_messages` from the menu of a message.

    Then `Ask.text`, `links`, `channel` and `ts` are the message's.
    """

    id: str
    answer: Callable[[Turn, Ask], ShortcutReply]
    name: str
    summary: str
    of_messages: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a field offers while somebody types `Ask.typed`: values and how they read, 100 at most.

    The field is `forms.suggested(..., id)`.
    """

    id: str
    answer: Callable[[Turn, Ask], Iterable[tuple[str, str]]]


Step = Callable[[Turn], object]


@dataclass(frozen=True, slots=True)
class Fetched:
    """Work on a file that had to be fetched first: with `answer` in one turn, in which `Ask.text`
    is what the file holds; with `steps` in as many as it takes, each a transaction of its own.

    Steps begin again from the first if the process dies, so they must not mind.
    """

    id: str
    answer: Callable[[Turn, Ask], HeardReply] | None = None
    steps: Callable[[Ask, bytes], Iterator[Step]] | None = None
    most: int = 1_000_000
    """Bytes that are fetched; with none, the work needs not the file but its own time."""
    name: str = ""
    """What such a file is called when somebody is asked what theirs is."""
    fits: Callable[[Sequence[str], Pack], int] | None = None
    """How many of a file's headings are such a file's; without it no dropped file is one."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work that nobody asked for: at the bot's start, then every hour, for each workspace."""

    id: str
    work: Callable[[Round], object]


Follow = Callable[[Scene, Collection[str]], object]
"""Brings up to date what is on show of these people, whose state has changed in this turn."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Everything one module adds to the bot."""

    name: str
    slashes: tuple[Slash, ...] = ()
    buttons: tuple[Button, ...] = ()
    forms: tuple[Form, ...] = ()
    heard: tuple[Heard, ...] = ()
    fetched: tuple[Fetched, ...] = ()
    jobs: tuple[Job, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    screens: "tuple[Screen, ...]" = ()
    routines: "tuple[Routine, ...]" = ()
    undos: "tuple[Undo, ...]" = ()
    panels: "tuple[Panel, ...]" = ()
    met: "tuple[Callable[[Turn], object], ...]" = ()
    """Done after the answer to whoever wrote to the bot or pressed something of it."""
    follows: "tuple[Follow, ...]" = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """Of all features together: what a turn or round may need of the others."""

    slashes: tuple[Slash, ...] = ()
    routines: "Mapping[str, Routine]" = field(default_factory=dict)
    screens: "Mapping[str, Screen]" = field(default_factory=dict)
    undos: "Mapping[str, Undo]" = field(default_factory=dict)
    panels: "tuple[Panel, ...]" = ()
    """As they stand on Home, from the top."""
    follows: "tuple[Follow, ...]" = ()
    met: tuple[Callable[[Turn], object], ...] = ()
