"""An engine to try routines at: a list of chores is all that its one routine reminds of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot import packs
from handlers import reminders
from handlers.kit import acts, reminding
from handlers.kit.feature import Ask, Feature, Place, Refused, Round, Turn
from handlers.kit.reminding import planning, releasing
from handlers.kit.routes import Routes, routes
from handlers.kit.routines import Item, Planning, Routine, Undo
from playground.validation import problems
from policies.reminders import Wish
from storage import bundles, occurrences, outbox, people, profiles
from storage.database import Database
from storage.occurrences import Occurrence
from storage.people import Person
from storage.profiles import Profile
from storage.workspaces import Workspace

TEAM = "T0ACME"
MONDAY = date(2025, 3, 10)
PLACE = Workspace(TEAM, "Acme", "U0BOT", "B0BOT", "A0APP", "", (), datetime(2025, 3, 1, tzinfo=UTC))
URL = "https://hooks.slack.com/response/1"


@dataclass
class Chores:
    """The state that the routine looks at: what there is to do, and for whom."""

    wishes: list[Wish] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    broken: bool = False
    looks: list[str] = field(default_factory=list)
    """The subjects that were looked at again."""

    def wish(self, subject: str = "tidy up", **more: Any) -> Wish:
        given = {"key": f"chores/{subject}/{len(self.wishes)}", "person": "U0ANA", "day": MONDAY}
        entry = {"entry": "next-steps-future-self", "says": f"remember to {subject}"}
        wish = Wish(**{"routine": "chores", "subject": subject, **given, **entry, **more})
        self.wishes.append(wish)
        return wish

    def plan(self, asked: Planning) -> Iterable[Wish]:
        if self.broken:
            raise RuntimeError("the routine is broken")
        for each in self.wishes:
            about = each.about or each.person
            if about in asked.members and each.subject not in self.done:
                yield each

    def show(self, round: Round, due: Occurrence) -> Iterable[Item]:
        if self.broken:
            raise RuntimeError("the routine is broken")
        self.looks.append(due.subject)
        for subject in due.subject.split(" and "):
            if subject not in self.done:
                yield Item(subject, f"*{subject.capitalize()}*", due.entry)

    def finish(self, turn: Turn, subject: str) -> str:
        self.done.add(subject)
        act = acts.keep(turn, "chores.done", "done", {"subject": subject})
        reminding.settle(turn, "chores", subject, "done", act)
        return "done"

    def undo(self, turn: Turn, detail: Mapping[str, Any]) -> str:
        self.done.discard(detail["subject"])
        reminding.reopen(turn, "chores", detail["subject"])
        return f"{detail['subject']} waits again"

    @property
    def feature(self) -> Feature:
        routine = Routine("chores", "Chores", self.plan, self.show, self.finish)
        return Feature("chores", routines=(routine,), undos=(Undo("chores.done", self.undo),))


@dataclass
class Engine:
    """Plans and releases by a clock that the test turns, and shows what people see."""

    database: Database
    chores: Chores
    now: datetime
    routes: Routes = field(init=False)

    def __post_init__(self) -> None:
        self.routes = routes((self.chores.feature, reminders.FEATURE))

    @contextmanager
    def begin(self) -> Iterator[Session]:
        with self.database.begin() as session:
            yield session

    def round(self, session: Session) -> Round:
        return Round(self.now, PLACE, PACK, session, registry=self.routes.registry)

    def meet(self, id: str, zone: str = "Europe/Madrid", **profile: Any) -> None:
        person = Person(
            id, TEAM, id[2:].title(), f"{id[2:].title()} Lopez", zone, TEAM, False, False, "none",
            False, self.now,
        )  # fmt: skip
        with self.begin() as session:
            people.save(session, person)
            profiles.save(session, replace(Profile(TEAM, id), **profile))

    def plan(self, *ids: str) -> None:
        with self.begin() as session:
            planning.reconcile(self.round(session), ids or PEOPLE, self.now + planning.HORIZON)

    def release(self) -> None:
        with self.begin() as session:
            due = occurrences.due_recipients(session, TEAM, self.now, 20)
            releasing.release(self.round(session), due)

    def at(self, moment: str) -> None:
        """`Mon 09:00`, in that first week, as a clock in Madrid shows it; then release."""
        day, at = moment.split()
        place = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun").index(day)
        wall = datetime.combine(MONDAY + timedelta(days=place), time.fromisoformat(at))
        self.now = wall.replace(tzinfo=UTC) - timedelta(hours=1)
        self.release()

    def planned(self) -> list[Occurrence]:
        with self.begin() as session:
            return occurrences.listed(session, TEAM, state="planned")

    def ended(self) -> dict[str, str]:
        """What became of each subject that is no longer planned."""
        with self.begin() as session:
            every = occurrences.listed(session, TEAM)
        return {each.subject: each.state for each in every if each.state != "planned"}

    def posts(self, to: str = "U0ANA") -> list[dict[str, Any]]:
        with self.begin() as session:
            rows = session.connection().execute(outbox.OUTBOX.select().order_by(outbox.OUTBOX.c.id))
            found = [dict(row.payload) for row in rows if row.kind == "post"]
        for each in found:
            assert not problems(each, "message"), problems(each, "message")
        return [each for each in found if each["channel"] == to]

    def screens(self) -> list[str]:
        """The last bundle of each person as it would be shown now."""
        with self.begin() as session:
            rows = session.connection().execute(bundles.BUNDLES.select())
            ids = [str(row.id) for row in rows]
        return [text for id in ids if (text := self.screen(id))]

    def screen(self, id: str) -> str:
        with self.begin() as session:
            screen = self.routes.registry.screens["bundle"]
            shown = screen.render(self.round(session), id)
        if shown is None:
            return ""
        payload = shown.payload()  # type: ignore[union-attr]
        assert not problems(payload, "message"), problems(payload, "message")
        return words(payload)

    def press(self, id: str, value: str, who: str = "U0ANA", **fields: str) -> Any:
        """Whatever it replies; a refusal as its words."""
        with self.begin() as session:
            turn = self.turn(session, who)
            ask = Ask(Place.BUTTON, value=value, response_url=URL, channel="D0ANA")
            try:
                reply = self.routes.buttons[id].answer(turn, ask)
            except Refused as refusal:
                return str(refusal)
        return reply

    def elsewhere(self, *subjects: str, who: str = "U0ANA") -> None:
        """Done without any of our buttons, in a turn that then plans anew."""
        with self.begin() as session:
            turn = self.turn(session, who)
            self.chores.done.update(subjects)
            reminding.replan(turn, [who])
            for finish in session.info.pop("finishing", ()):
                finish(turn)

    def submit(self, opened: Any, who: str = "U0ANA", **fields: str) -> Any:
        view = opened.view
        ask = Ask(Place.FORM, fields=fields, about=view["private_metadata"])
        with self.begin() as session:
            return self.routes.forms[view["callback_id"]].answer(self.turn(session, who), ask)

    def command(self, line: str, who: str = "U0ANA") -> Any:
        slash = self.routes.words[line.split()[1]]
        with self.begin() as session:
            reply = slash.answer(self.turn(session, who), Ask(Place.COMMAND, response_url=URL))
        return reply

    def turn(self, session: Session, who: str) -> Turn:
        actor = people.find(session, TEAM, who)
        assert actor
        return Turn(self.now, PLACE, actor, PACK, session, registry=self.routes.registry)

    def item(self, subject: str) -> bundles.Told:
        with self.begin() as session:
            states = ("open", "done", "snoozed", "declined", "ended")
            return bundles.about(session, TEAM, "chores", subject, states)[0]


PACK = packs.load()
PEOPLE = ("U0ANA", "U0BEN", "U0GRACE")


def words(shown: Any) -> str:
    match shown:
        case Mapping():
            own = [shown["text"]] if isinstance(shown.get("text"), str) else []
            return "\n".join([*own, *(text for each in shown.values() if (text := words(each)))])
        case list() | tuple():
            return "\n".join(text for each in shown if (text := words(each)))
        case _:
            return ""


@pytest.fixture
def chores() -> Chores:
    return Chores()


@pytest.fixture
def engine(quick_database: Database, chores: Chores) -> Engine:
    """Sunday noon before the first Monday."""
    engine = Engine(quick_database, chores, datetime(2025, 3, 9, 12, tzinfo=UTC))
    for id in PEOPLE:
        engine.meet(id)
    return engine


@pytest.fixture
def engines(database: Database, chores: Chores) -> Callable[[], Engine]:
    """Processes that share one database, SQLite and PostgreSQL in turn."""
    first = Engine(database, chores, datetime(2025, 3, 9, 12, tzinfo=UTC))
    for id in PEOPLE:
        first.meet(id)
    return lambda: Engine(database, chores, first.now)
