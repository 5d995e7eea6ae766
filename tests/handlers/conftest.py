"""A desk to try features at: values in, values out, a real pack and a real database."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import packs
from handlers import FEATURES
from handlers.kit.feature import (
    Aside,
    Ask,
    Change,
    File,
    Message,
    Open,
    Place,
    Slash,
    Turn,
    Value,
)
from handlers.kit.routes import commanded, routes, spoken_to
from playground.validation import problems
from policies.pack import Pack
from storage import audit, outbox
from storage.database import Database
from storage.outbox import OUTBOX
from storage.people import Person, save
from storage.workspaces import Workspace
from tests.handlers.letterbox import Post, posting

ROUTES = routes(FEATURES)
TEAM = "T0ACME"
NAMES = {"U0ANA": "Ana Lopez", "U0BEN": "Ben Okafor", "U0GRACE": "Grace Kim", "U0VIC": "Vic Sato"}
URL = "https://hooks.slack.com/response/1"


@dataclass
class Desk:
    """What people do to the bot, and everything it says to them, each word of it checked."""

    session: Session
    pack: Pack = field(repr=False)
    now: datetime
    decider: str | None = "U0GRACE"
    workspace: str = TEAM
    admins: frozenset[str] = frozenset({"U0GRACE"})

    def turn(self, who: str = "U0ANA") -> Turn:
        seen = Workspace(self.workspace, "Acme", "U0BOT", "B0BOT", "A0APP", "", (), self.now)
        actor = self.person(who)
        return Turn(
            self.now,
            seen,
            actor,
            self.pack,
            self.session,
            frozenset({self.decider} if self.decider else ()),
            ROUTES.registry,
            admins=self.admins,
        )

    def person(self, who: str) -> Person:
        name = NAMES[who]
        return Person(
            who,
            self.workspace,
            name.split()[0],
            name,
            "Europe/Madrid",
            self.workspace,
            False,
            False,
            "none",
            False,
            self.now,
        )

    def command(self, text: str, who: str = "U0ANA", channel: str = "C0SALES") -> Any:
        """`/roe 620 employees` as typed into a channel."""
        command, _, words = text.partition(" ")
        slash, rest = commanded(ROUTES, command, words.strip())
        assert slash, text
        ask = Ask(Place.COMMAND, text=rest, channel=channel, response_url=URL)
        return self.checked(self._told(slash, rest) or slash.answer(self.turn(who), ask))

    def message(self, text: str, who: str = "U0ANA", *files: File) -> Any:
        """Written to the bot in a DM."""
        ask = Ask(Place.DIRECT, text=text, channel="D0ANA", files=files)
        if spoken := spoken_to(ROUTES, text):
            slash, rest = spoken
            words = Ask(Place.DIRECT, text=rest, channel="D0ANA", files=files)
            return self.checked(self._told(slash, rest) or slash.answer(self.turn(who), words))
        heard = ROUTES.heard["file_share" if files else "message"]
        return self.checked(heard.answer(self.turn(who), ask))

    def _told(self, slash: Slash, text: str) -> Message | None:
        return slash.still(ROUTES.menu, text) if slash.still else None

    def press(self, message: Any, label: str, who: str = "U0ANA") -> Any:
        """The button with that label under a message."""
        return self.press_raw(*button(message, label), who=who)

    def press_raw(self, id: str, value: str, who: str = "U0ANA") -> Any:
        ask = Ask(Place.BUTTON, value=value, channel="C0SALES", response_url=URL)
        return self.checked(ROUTES.buttons[id].answer(self.turn(who), ask))

    def submit(
        self, opened: Any, fields: Mapping[str, Value], who: str = "U0ANA", *files: File
    ) -> Any:
        assert isinstance(opened, Open), opened
        view = opened.view
        about = str(view["private_metadata"])
        ask = Ask(Place.FORM, fields=fields, about=about, files=files)
        reply = ROUTES.forms[str(view["callback_id"])].answer(self.turn(who), ask)
        return self.checked(reply)

    def fetched(self, text: str, who: str = "U0ANA") -> Any:
        """What an uploaded file held, in the turn after it was fetched."""
        ask = Ask(Place.ERRAND, text=text, channel=who)
        answer = ROUTES.fetched["roe.list"].answer
        assert answer is not None
        return self.checked(answer(self.turn(who), ask))

    def letters(self, kind: str = "") -> list[Mapping[str, Any]]:
        """The payloads in the outbox, oldest first."""
        rows = self.session.execute(select(OUTBOX.c.kind, OUTBOX.c.payload).order_by(OUTBOX.c.id))
        found = [payload for each, payload in rows if kind in ("", each)]
        for payload in found:
            body = payload.get("body", payload)
            assert not problems(body, "message"), problems(body, "message")
        return found

    def letter(self, key: str) -> outbox.Letter | None:
        return outbox.find(self.session, self.workspace, key)

    def kept(self, kind: str) -> list[audit.Entry]:
        entries = audit.entries(self.session, self.workspace)
        return [entry for entry in entries if entry.kind == kind]

    def checked(self, reply: Any) -> Any:
        """The reply itself, once Slack would take it."""
        match reply:
            case Message() | Aside():
                shown = reply.message if isinstance(reply, Aside) else reply
                assert shown.text
                assert not problems(shown.payload(), "message"), problems(
                    shown.payload(), "message"
                )
            case Open(view) | Change(view):
                assert not problems(view, "modal"), problems(view, "modal")
            case _:
                pass
        return reply


def button(message: Any, label: str) -> tuple[str, str]:
    """The action id and value behind a label, wherever the button stands."""
    shown = message if isinstance(message, Mapping) else message.payload()
    found = {each["text"]["text"]: each for each in _elements(shown["blocks"])}
    assert label in found, (label, sorted(found))
    return found[label]["action_id"], found[label].get("value", "")


def _elements(blocks: Any) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        accessory = block.get("accessory")
        within = [accessory] if accessory else block.get("elements", [])
        yield from (each for each in within if each.get("type") == "button")


@pytest.fixture(scope="session")
def pack() -> Pack:
    return packs.load()


@pytest.fixture
def desk(quick_database: Database, pack: Pack, now: datetime) -> Iterator[Desk]:
    with sitting(quick_database, pack, now) as desk:
        yield desk


@contextmanager
def sitting(database: Database, pack: Pack, now: datetime) -> Iterator[Desk]:
    """A desk whose work is committed when it is left."""
    with database.begin() as session:
        desk = Desk(session, pack, now)
        for who in sorted(NAMES):
            save(session, desk.person(who))
        yield desk


@pytest.fixture
def seats(database: Database, pack: Pack, now: datetime) -> Callable[[], Any]:
    """One desk after another at the same database, each in a transaction of its own."""
    return lambda: sitting(database, pack, now)


@pytest.fixture
def labels() -> Callable[[Any], list[str]]:
    """What can be pressed under a message."""
    return lambda message: [each["text"]["text"] for each in _elements(message.payload()["blocks"])]


@pytest.fixture
def words() -> Callable[[Any], str]:
    """All the text of a reply, letter or form, in reading order."""
    return lambda shown: "\n".join(_texts(shown))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case Message():
            yield from _texts(value.payload())
        case Aside() | Open() | Change():
            yield from _texts(value.message if isinstance(value, Aside) else value.view)
        case Mapping():
            text = value.get("text")
            if isinstance(text, str):
                yield text
            for each in value.values():
                yield from _texts(each)
        case list() | tuple():
            for each in value:
                yield from _texts(each)
        case _:
            pass


@pytest.fixture
async def post(database: Database, now: datetime) -> AsyncIterator[Post]:
    """Letters and a Slack to send them to."""
    async with posting(database, now) as post:
        yield post
