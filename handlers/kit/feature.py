"""The vocabulary of a feature: what it listens for, what it is handed, what it may reply."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from policies.calendars import Holidays, no_holidays
from policies.pack import Pack
from storage.people import Person
from storage.workspaces import Workspace

if TYPE_CHECKING:
    from handlers.kit.rounds import Round

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
    FORM = "form"
    ERRAND = "errand"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of work: when, by whom, under which pack, in which transaction."""

    now: datetime
    workspace: Workspace
    actor: Person
    pack: Pack
    session: Session
    decider: str | None = None
    """Slack id of the person who decides disputes, if one is configured."""
    slashes: "tuple[Slash, ...]" = ()
    """Every command the bot answers, for help."""
    holidays: Holidays = no_holidays


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
ButtonReply = Message | Aside | Open | Quiet
"""A message replaces the one whose button was pressed."""
FormReply = Change | Complain | Close
HeardReply = Message | Quiet
"""A message goes to where the event came from: the same DM, or the same thread."""


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
    """A message to the bot that no command word claims: `message` in a DM, or `app_mention`."""

    event: str
    answer: Callable[[Turn, Ask], HeardReply]


@dataclass(frozen=True, slots=True)
class Fetched:
    """Work on a file that had to be fetched first; `Ask.text` is what the file holds."""

    id: str
    answer: Callable[[Turn, Ask], HeardReply]


@dataclass(frozen=True, slots=True)
class Job:
    """Work that nobody asked for: at the bot's start, then every hour, for each workspace."""

    id: str
    work: "Callable[[Round], object]"


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
