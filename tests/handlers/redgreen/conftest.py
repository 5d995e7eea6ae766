"""A team to hold Red/Green sessions with: Grace leads Ana and Ben, on Friday 14 November 2025."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot import packs
from handlers import FEATURES
from handlers.kit.feature import Aside, Ask, Message, Open, Place, Quiet, Refused, Round, Turn
from handlers.kit.reminding import planning, releasing
from handlers.kit.routes import commanded, routes
from handlers.redgreen import cards, freezing, sessions
from handlers.redgreen.walks import Walk
from playground.validation import problems
from policies.pack import Pack
from storage import (
    bundles,
    occurrences,
    opportunities,
    outbox,
    people,
    profiles,
    review_answers,
    review_sessions,
    reviews,
)
from storage.database import Database
from storage.opportunities import Opportunity
from storage.people import Person
from storage.review_sessions import Sitting
from storage.reviews import Review
from storage.workspaces import Workspace

TEAM = "T0ACME"
PACK = packs.load()
ROUTES = routes(FEATURES)
FRIDAY, MONDAY = date(2025, 11, 14), date(2025, 11, 24)
PLACE = Workspace(TEAM, "Acme", "U0BOT", "B0BOT", "A0APP", "", (), datetime(2025, 3, 1, tzinfo=UTC))
URL = "https://hooks.slack.com/response/1"
GRACE, ANA, BEN, VIC = "U0GRACE", "U0ANA", "U0BEN", "U0VIC"
STEP = "Ask Jane who signs security reviews"
NAMES = {GRACE: "Grace Kim", ANA: "Ana Lopez", BEN: "Ben Okafor", VIC: "Vic Sato"}


@dataclass
class Room:
    """What the people of the team do, each press in a transaction of its own, as it would be."""

    database: Database
    now: datetime = datetime(2025, 11, 14, 8, 30, tzinfo=UTC)
    presses: int = 0
    pack: Pack = PACK

    @contextmanager
    def begin(self) -> Iterator[Session]:
        with self.database.begin() as session:
            yield session

    def round(self, session: Session) -> Round:
        return Round(self.now, PLACE, self.pack, session, registry=ROUTES.registry)

    def turn(self, session: Session, who: str) -> Turn:
        actor = people.find(session, TEAM, who)
        assert actor
        return Turn(self.now, PLACE, actor, self.pack, session, registry=ROUTES.registry)

    def meet(self, id: str, zone: str = "Europe/Madrid", **profile: Any) -> None:
        deleted = bool(profile.pop("deleted", False))
        name = NAMES.get(id, id.title())
        person = Person(
            id, TEAM, name.split()[0], name, zone, TEAM, deleted, False, "none", False, self.now
        )
        with self.begin() as session:
            people.save(session, person)
            profiles.save(session, replace(profiles.find(session, TEAM, id), **profile))

    def deal(self, account: str, owner: str | None = ANA, **more: Any) -> Opportunity:
        values: dict[str, Any] = {
            "name": "Renewal",
            "account": account,
            "owner": owner,
            "stage": "4-Proposal",
            "net_arr": 12_500,
            "amount": 14_000,
            "close_date": date(2025, 11, 28),
            "segment": "smb",
            "state": "open",
        }
        with self.begin() as session:
            return opportunities.add(
                session, TEAM, values | more, by="", at=self.now, source="import"
            )

    def change(self, deal: Opportunity, **values: Any) -> None:
        with self.begin() as session:
            kept = opportunities.find(session, TEAM, deal.id)
            assert kept
            opportunities.change(session, kept, values, by="", at=self.now, source="import")

    def command(self, text: str = "/redgreen", who: str = GRACE) -> Any:
        command, _, words = text.partition(" ")
        slash, rest = commanded(ROUTES, command, words)
        assert slash
        ask = Ask(Place.COMMAND, text=rest, channel="C0SALES", response_url=URL)
        try:
            with self.begin() as session:
                told = slash.still(ROUTES.menu, rest) if slash.still else None
                return checked(told or slash.answer(self.turn(session, who), ask))
        except Refused as refusal:
            return str(refusal)

    def press_raw(self, id: str, value: str, who: str = GRACE) -> Any:
        """Its reply, or the words of its refusal."""
        ask = Ask(Place.BUTTON, value=value, channel="G0ROOM", response_url=URL)
        self.presses += 1
        try:
            with self.begin() as session:
                return checked(ROUTES.buttons[id].answer(self.turn(session, who), ask))
        except Refused as refusal:
            return str(refusal)

    def start(self, ae: str = ANA, who: str = GRACE) -> Any:
        return self.press_raw("redgreen.start", ae, who)

    def press(self, label: str, who: str = GRACE, card: Mapping[str, Any] | None = None) -> Any:
        """What stands on the card, as it is now unless another one is given."""
        return self.press_raw(*found(card or self.card(), label), who=who)

    def pick(self, prompt: str, label: str, who: str = GRACE) -> Any:
        id, options = select(self.card(), prompt)
        return self.press_raw(id, next(v for name, v in options if label in name), who)

    def submit(self, opened: Any, who: str = GRACE, **fields: str) -> Any:
        assert isinstance(opened, Open), opened
        view = opened.view
        ask = Ask(Place.FORM, fields=fields, about=str(view["private_metadata"]))
        try:
            with self.begin() as session:
                answer = ROUTES.forms[str(view["callback_id"])].answer
                return checked(answer(self.turn(session, who), ask))
        except Refused as refusal:
            return str(refusal)

    def sitting(self, ae: str = ANA) -> Sitting:
        with self.begin() as session:
            found = review_sessions.last_before(session, TEAM, [ae], date(2099, 1, 1))
        return found[ae]

    def card(self, ae: str = ANA) -> Mapping[str, Any]:
        """As it would be shown at this moment."""
        sitting = self.sitting(ae)
        with self.begin() as session:
            shown = cards.render(self.round(session), cards.key(sitting))
        assert shown
        checked(shown)
        return shown.payload()

    def says(self, ae: str = ANA) -> str:
        return words(self.card(ae))

    def reviews(self, ae: str = ANA) -> list[Review]:
        sitting = self.sitting(ae)
        with self.begin() as session:
            return reviews.reviews_of(session, TEAM, [sitting.id])

    def review(self, account: str, ae: str = ANA) -> Review:
        sitting = self.sitting(ae)
        with self.begin() as session:
            walk = Walk(self.round(session), sitting)
            named = {walk.deals[each.opportunity].account: each for each in walk.reviews}
        return named[account]

    def answers(self, account: str) -> list[review_answers.Answer]:
        id = self.review(account).id
        with self.begin() as session:
            return review_answers.of(session, TEAM, [id])[id]

    def opportunity(self, deal: Opportunity) -> Opportunity:
        with self.begin() as session:
            kept = opportunities.find(session, TEAM, deal.id)
        assert kept
        return kept

    def letters(self, kind: str = "post") -> list[dict[str, Any]]:
        with self.begin() as session:
            rows = session.connection().execute(outbox.OUTBOX.select().order_by(outbox.OUTBOX.c.id))
            kept = [dict(row.payload) for row in rows if row.kind == kind]
        for each in kept if kind == "post" else []:
            assert not problems(_posted(each), "message"), problems(_posted(each), "message")
        return kept

    def freeze(self) -> None:
        """The same for commitments."""
        with self.begin() as session:
            freezing.freeze_left(self.round(session))

    def close(self) -> None:
        """What the bot does by the clock."""
        with self.begin() as session:
            sessions.close_left_open(self.round(session))

    def remind(self, *people: str) -> None:
        with self.begin() as session:
            whom = people or tuple(NAMES)
            planning.reconcile(self.round(session), whom, self.now + planning.HORIZON)
        with self.begin() as session:
            due = occurrences.due_recipients(session, TEAM, self.now, 20)
            releasing.release(self.round(session), due)

    def mornings(self, month: date) -> list[datetime]:
        """When the manager is told of the sessions of a month, planned day by day."""
        for day in range(32):
            noon = datetime(month.year, month.month, 1, 12, tzinfo=UTC)
            self.now = noon + timedelta(days=day - 1)
            with self.begin() as session:
                planning.reconcile(self.round(session), [GRACE], self.now + planning.HORIZON)
        with self.begin() as session:
            every = occurrences.listed(session, TEAM)
        mine = [each for each in every if each.key.endswith("/start")]
        return sorted(each.due_at for each in mine if each.day.month == month.month)

    def told(self, who: str = GRACE) -> list[str]:
        """What somebody has been reminded of and has not dealt with."""
        with self.begin() as session:
            since = self.now - timedelta(days=1)
            told = bundles.open_items(session, TEAM, who, since)
        return [each.text for each in told if each.routine == "redgreen"]

    def walk_through(self, step: str = STEP, colour: str = "Green") -> None:
        """One opportunity from the first question to the last, as a manager would."""
        if "Was the last next step done?" in self.says():
            self.press("Done")
        self.press(colour)
        self.press("Staying costs them")
        self.press("Fits best")
        self.press("Deadline in the period")
        self.press("Director or VP")
        self.press("Timing and introduction")
        opened = self.press("Write the step…")
        self.submit(opened, text=step, day=initial(opened, "day"), sure="certain")


def _posted(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in payload.items() if name not in ("instead", "otherwise")}


def initial(opened: Any, name: str) -> str:
    block = next(each for each in opened.view["blocks"] if each.get("block_id") == name)
    return str(block["element"]["initial_date"])


def checked(reply: Any) -> Any:
    match reply:
        case Aside(message):
            checked(message)
        case Message():
            assert reply.text
            assert not problems(reply.payload(), "message"), problems(reply.payload(), "message")
        case Open(view):
            assert not problems(view, "modal"), problems(view, "modal")
        case Quiet() | _:
            pass
    return reply


def elements(shown: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for block in shown["blocks"]:
        yield from ([block["accessory"]] if "accessory" in block else [])
        yield from block.get("elements", []) if block["type"] == "actions" else []


def labels(shown: Mapping[str, Any]) -> list[str]:
    return [each["text"]["text"] for each in elements(shown) if each["type"] == "button"]


def found(shown: Mapping[str, Any], label: str) -> tuple[str, str]:
    buttons = {e["text"]["text"]: e for e in elements(shown) if e["type"] == "button"}
    assert label in buttons, (label, list(buttons))
    return buttons[label]["action_id"], buttons[label].get("value", "")


def select(shown: Mapping[str, Any], prompt: str) -> tuple[str, list[tuple[str, str]]]:
    for each in elements(shown):
        if each["type"] == "static_select" and each["placeholder"]["text"] == prompt:
            options = [(o["text"]["text"], o["value"]) for o in each["options"]]
            return each["action_id"], options
    raise AssertionError(prompt)


def words(shown: Any) -> str:
    match shown:
        case Message():
            return words(shown.payload())
        case Aside(message):
            return words(message)
        case Open(view):
            return words(view)
        case Mapping():
            own = [shown["text"]] if isinstance(shown.get("text"), str) else []
            return "\n".join([*own, *(text for each in shown.values() if (text := words(each)))])
        case list() | tuple():
            return "\n".join(text for each in shown if (text := words(each)))
        case _:
            return ""


@pytest.fixture
def room(quick_database: Database) -> Room:
    room = Room(quick_database)
    _people(room)
    return room


@pytest.fixture
def rooms(database: Database) -> Room:
    """The same on SQLite and PostgreSQL in turn."""
    room = Room(database)
    _people(room)
    return room


def _people(room: Room) -> None:
    room.meet(GRACE, roles=("asm",))
    room.meet(ANA, roles=("smb",), manager=GRACE, segment="smb")
    room.meet(BEN, roles=("smb",), manager=GRACE, segment="smb")
    room.meet(VIC, roles=("asm",))
