"""People who travel."""

from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from handlers import reminders, trips
from handlers.kit.feature import Ask, Place
from policies.trips import Trip
from storage import trips as kept
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, GRACE, IMRAN, TEAM, words

CHANNEL = "C0TRIPS"
DOCUMENT = "https://docs.google.com/document/d/{name}/edit"
STAMPS = count(1)


@dataclass
class Company(companies.Company):
    """Ana and Ben report to Grace; Imran is the admin."""

    features = (trips.FEATURE, reminders.FEATURE)
    word = "tripnotes"
    channel = CHANNEL

    def post(self, *links: str, text: str = "", who: str = ANA, **ask: Any) -> str:
        """A message with links in a channel; its timestamp."""
        ts = f"17{next(STAMPS):08}.000100"
        self.hear("channel_message", *links, text=text, who=who, ts=ts, **ask)
        return ts

    def hear(self, event: str, *links: str, text: str = "", who: str = ANA, **ask: Any) -> None:
        said = " ".join([text, *links]).strip()
        given = {"channel": CHANNEL} | ask
        with self.turn(who) as turn:
            self.routes.heard[event].answer(
                turn, Ask(Place.CHANNEL, text=said, links=links, **given)
            )

    def trip(self, number: int = 1) -> Trip:
        with self.database.begin() as session:
            found = kept.find(session, TEAM, number)
        assert found
        return found

    def set_channel(self) -> None:
        assert "from now on" in words(self.write("channel", IMRAN))

    def plan(self, text: str = "KubeCon, Paris, 17-21 March 2026", who: str = ANA) -> Any:
        return self.write(f"plan {text}", who)


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    """On SQLite and on PostgreSQL."""
    return peopled(database)


def peopled(database: Database) -> Company:
    company = Company(database)
    company.meet(ANA, manager=GRACE)
    company.meet(BEN, manager=GRACE)
    company.meet(GRACE, roles=("asm",))
    company.meet(IMRAN)
    return company
