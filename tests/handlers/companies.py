"""A company by a clock that the test turns: what its people do, and all that they see."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from bot import packs
from handlers.kit.feature import (
    Aside,
    Ask,
    Change,
    Complain,
    Feature,
    Message,
    Open,
    Place,
    Refused,
    Round,
    Turn,
)
from handlers.kit.reminding import planning, releasing
from handlers.kit.routes import Routes, routes
from handlers.kit.texts import escape
from playground.validation import problems
from policies.clocks import zone_of
from policies.pack import Pack
from storage import audit, bundles, members, occurrences, outbox, people, profiles
from storage.database import Database
from storage.people import Person
from storage.profiles import Profile
from storage.workspaces import Workspace

TEAM = "T0ACME"
PACK = packs.load()
PLACE = Workspace(TEAM, "Acme", "U0BOT", "B0BOT", "A0APP", "", (), datetime(2026, 1, 1, tzinfo=UTC))
ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA = (
    *("U0ANA", "U0BEN", "U0CLEO", "U0GRACE"),
    *("U0HUGO", "U0IMRAN", "U0OLA"),
)
"""Imran is the admin; who reports to whom is each test's own."""
URL = "https://hooks.slack.com/response/1"


@dataclass
class Company:
    """A subclass names what is tried: its features, its slash command, its channel."""

    database: Database
    now: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)
    zones: dict[str, str] = field(default_factory=dict)
    pack: Pack = field(default=PACK, repr=False)
    routes: Routes = field(init=False, repr=False)
    features: ClassVar[tuple[Feature, ...]] = ()
    word: ClassVar[str] = ""
    channel: ClassVar[str] = "C0SALES"
    deciders: frozenset[str] = frozenset()
    admins: frozenset[str] = frozenset({IMRAN})
    """Whom the settings name."""

    def __post_init__(self) -> None:
        self.routes = routes(self.features)

    def meet(self, id: str, zone: str = "Europe/Madrid", **profile: Any) -> None:
        name = id[2:].title()
        person = Person(
            id, TEAM, name, f"{name} Lopez", zone, TEAM, False, False, "none", False, self.now
        )
        self.zones[id] = zone
        with self.database.begin() as session:
            people.save(session, person)
            profiles.save(session, replace(Profile(TEAM, id), **profile))

    @contextmanager
    def turn(self, who: str = ANA) -> Iterator[Turn]:
        with self.database.begin() as session:
            actor = people.find(session, TEAM, who)
            assert actor
            turn = Turn(
                self.now,
                PLACE,
                actor,
                self.pack,
                session,
                self.deciders,
                registry=self.routes.registry,
                admins=self.admins,
            )
            yield turn
            for finish in session.info.pop("finishing", ()):
                finish(turn)

    def round(self, session: Session) -> Round:
        given = (self.pack, session, self.deciders, self.routes.registry)
        return Round(self.now, PLACE, *given, admins=self.admins)

    def write(self, text: str, who: str = ANA, **ask: Any) -> Any:
        """The slash command and the text; what is refused comes as its words."""
        given = {"channel": self.channel, "response_url": URL, "place": Place.COMMAND} | ask
        slash = self.routes.words[self.word]
        with self.turn(who) as turn:
            told = slash.still(self.routes.menu, text) if slash.still else None
            return self.checked(told or self._tried(slash.answer, turn, Ask(text=text, **given)))

    def press(self, shown: Any, label: str, who: str = ANA, **ask: Any) -> Any:
        return self.press_raw(*button(shown, label), who=who, **ask)

    def press_raw(self, id: str, value: str, who: str = ANA, **ask: Any) -> Any:
        given = {"channel": "D0ANA", "response_url": URL, "place": Place.BUTTON} | ask
        with self.turn(who) as turn:
            answer = self.routes.buttons[id].answer
            return self.checked(self._tried(answer, turn, Ask(value=value, **given)))

    def submit(self, opened: Any, who: str = ANA, **fields: Any) -> Any:
        assert isinstance(opened, Open | Change), opened
        view = opened.view
        ask = Ask(Place.FORM, fields=fields, about=str(view["private_metadata"]))
        with self.turn(who) as turn:
            answer = self.routes.forms[str(view["callback_id"])].answer
            return self.checked(self._tried(answer, turn, ask))

    def at(self, day: str, clock: str = "09:00", who: str = ANA) -> None:
        """That moment on the wall where the person is; whatever is due by then is released."""
        wall = datetime.fromisoformat(f"{day}T{clock}")
        self.now = wall.replace(tzinfo=zone_of(self.zones[who])).astimezone(UTC)
        with self.database.begin() as session:
            known = [each.id for each in members.members(session, TEAM)]
            planning.reconcile(self.round(session), known, self.now + planning.HORIZON)
            due = occurrences.due_recipients(session, TEAM, self.now, 20)
            releasing.release(self.round(session), due)

    def through(self, first: str, last: str, who: str = ANA) -> None:
        """Morning by morning."""
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            self.at(day.isoformat(), who=who)
            day += timedelta(days=1)

    def letters(self, to: str = ANA) -> list[dict[str, Any]]:
        with self.database.begin() as session:
            rows = session.connection().execute(outbox.OUTBOX.select().order_by(outbox.OUTBOX.c.id))
            found = [dict(row.payload) for row in rows if row.kind == "post"]
        for each in found:
            assert not problems(each, "message"), problems(each, "message")
        return [each for each in found if each["channel"] == to]

    def told(self, to: str = ANA) -> list[str]:
        """The words of every message to somebody or in a channel."""
        return [words(each["blocks"]) for each in self.letters(to)]

    def whispered(self) -> list[dict[str, Any]]:
        """What was shown beside the message that a form was opened from."""
        with self.database.begin() as session:
            rows = session.connection().execute(outbox.OUTBOX.select().order_by(outbox.OUTBOX.c.id))
            found = [dict(row.payload["body"]) for row in rows if row.kind == "respond"]
        for each in found:
            assert not problems(each, "message"), problems(each, "message")
        return found

    def refreshed(self) -> list[str]:
        with self.database.begin() as session:
            rows = session.connection().execute(outbox.OUTBOX.select())
            return [f"{row.payload['screen']}/{row.payload['id']}" for row in rows
                    if row.kind == "refresh"]  # fmt: skip

    def card(self, person: str = ANA, kind: str = "card") -> Message:
        """The newest bundle of that kind, as it would be shown now."""
        with self.database.begin() as session:
            rows = session.connection().execute(
                bundles.BUNDLES.select().order_by(bundles.BUNDLES.c.id.desc())
            )
            ids = [row.id for row in rows if (row.person, row.kind) == (person, kind)]
            shown = self.routes.registry.screens["bundle"].render(self.round(session), str(ids[0]))
        assert isinstance(shown, Message)
        self.checked(shown)
        return shown

    def screen(self, name: str, id: int) -> str:
        with self.database.begin() as session:
            shown = self.routes.registry.screens[name].render(self.round(session), str(id))
        return words(self.checked(shown))

    def items(self) -> dict[str, str]:
        """What was told about each subject, and its state."""
        with self.database.begin() as session:
            rows = session.connection().execute(bundles.ITEMS.select().order_by(bundles.ITEMS.c.id))
            return {row.subject: row.state for row in rows}

    def kinds(self) -> list[str]:
        """What the audit log has of it."""
        with self.database.begin() as session:
            return [each.kind for each in audit.entries(session, TEAM)]

    def checked(self, reply: Any) -> Any:
        match reply:
            case Message() | Aside():
                shown = reply.message if isinstance(reply, Aside) else reply
                assert shown.text
                found = problems(shown.payload(), "message")
            case Open(view) | Change(view):
                found = problems(view, "modal")
            case _:
                found = []
        assert not found, found
        return reply

    def _tried(self, answer: Any, turn: Turn, ask: Ask) -> Any:
        savepoint = turn.session.begin_nested()
        try:
            reply = answer(turn, ask)
        except Refused as refusal:
            savepoint.rollback()
            return Message(escape(str(refusal)))
        savepoint.commit()
        return reply


def words(shown: Any) -> str:
    """All the text of a reply, a letter or a form, in reading order."""
    if isinstance(shown, Complain):
        return "\n".join(shown.errors.values())
    return "\n".join(_texts(_plain(shown)))


def _plain(shown: Any) -> Any:
    match shown:
        case Message():
            return shown.payload()
        case Aside(message):
            return message.payload()
        case Open(view) | Change(view):
            return view
        case _:
            return shown


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        shown = (value.get(key) for key in ("text", "initial_value", "initial_date"))
        yield from (each for each in shown if isinstance(each, str))
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def labels(shown: Any) -> list[str]:
    return [each["text"]["text"] for each in _buttons(shown)]


def button(shown: Any, label: str) -> tuple[str, str]:
    found = [each for each in _buttons(shown) if each["text"]["text"] == label]
    assert found, f"no {label!r} among {labels(shown)}"
    return found[0]["action_id"], found[0].get("value", "")


def _buttons(shown: Any) -> Iterator[Mapping[str, Any]]:
    for block in _plain(shown)["blocks"]:
        within = [block["accessory"]] if "accessory" in block else block.get("elements", [])
        yield from (each for each in within if each.get("type") == "button")
