"""A manager, her account executives, and the calls they sell on together."""

from dataclasses import dataclass
from typing import Any

import pytest

from handlers import cosell, reminders
from handlers.kit.feature import Ask, Close, Message, Place
from policies.co_selling import Call
from storage import co_selling
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM


@dataclass
class Company(companies.Company):
    """Ana, Ben and Cleo report to Grace, who reports to Hugo; Ola leads another team."""

    features = (cosell.FEATURE, reminders.FEATURE)
    word = "cosell"

    def log(
        self,
        account: str = "Acme",
        day: str = "2026-03-02",
        at: str = "08:30",
        who: str = ANA,
        people: tuple[str, ...] = (ANA, GRACE),
        **more: str,
    ) -> Any:
        """By the form; what was told beside it."""
        form = self.write("log", who)
        fields = {"account": account, "day": day, "at": at, "people": people} | more
        reply = self.submit(form, who, **fields)
        return self.shown() if isinstance(reply, Close) else reply

    def shown(self) -> Message:
        """The newest of what was shown beside a form's message."""
        last = self.whispered()[-1]
        return Message(last["text"], tuple(last["blocks"]))

    def calls(self) -> list[Call]:
        with self.database.begin() as session:
            rows = session.connection().execute(co_selling.CALLS.select())
            found = [co_selling.find(session, TEAM, row.id) for row in rows]
        return [each for each in found if each and each.removed_at is None]

    def only(self) -> Call:
        (call,) = self.calls()
        return call

    def suggest(self, typed: str, who: str = ANA) -> list[tuple[str, str]]:
        with self.turn(who) as turn:
            ask = Ask(Place.FORM, typed=typed)
            return [*self.routes.suggestions["cosell.account"].answer(turn, ask)]


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    return peopled(database)


def peopled(database: Database) -> Company:
    found = Company(database)
    for name in (ANA, BEN, CLEO):
        found.meet(name, roles=("mm-territory",), manager=GRACE)
    found.meet(GRACE, roles=("asm",), manager=HUGO)
    found.meet(HUGO, roles=("vp",))
    found.meet(OLA, roles=("asm",), manager=HUGO)
    found.meet(IMRAN)
    return found
