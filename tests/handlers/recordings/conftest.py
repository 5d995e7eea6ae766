"""An account executive, her manager, and calls with customers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from handlers import recordings, reminders
from handlers.kit.feature import Close, Message
from policies.recordings import Call
from storage import acts, recorded_calls
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, IMRAN, TEAM

MONDAY, TUESDAY = "2026-03-02", "2026-03-03"


@dataclass
class Company(companies.Company):
    """Ana (Madrid), Ben (Madrid) and Cleo (Tokyo) report to Grace."""

    features = (recordings.FEATURE, reminders.FEATURE)
    word = "recording"

    def call(self, id: int = 1) -> Call:
        with self.database.begin() as session:
            found = recorded_calls.find(session, TEAM, id)
        assert found
        return found

    def add(self, customer: str, day: str, at: str, who: str = ANA) -> Any:
        """By the form; what was told beside it, or what is wrong."""
        reply = self.submit(self.write("new", who), who, customer=customer, day=day, at=at)
        return self.shown() if isinstance(reply, Close) else reply

    def shown(self) -> Message:
        """The newest of what was shown beside a form's message."""
        last = self.whispered()[-1]
        return Message(last["text"], tuple(last["blocks"]))

    def on_card(self, label: str, who: str = ANA) -> Any:
        return self.press(self.card(who), label, who)

    def undo(self, who: str = ANA) -> Any:
        """The last that they did."""
        with self.database.begin() as session:
            act = acts.last(session, TEAM, who, self.now - timedelta(minutes=15))
        assert act
        return self.press_raw("remind.undo", str(act.id), who)


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    """On SQLite and on PostgreSQL."""
    return peopled(database)


def peopled(database: Database) -> Company:
    found = Company(database)
    for name in (ANA, BEN):
        found.meet(name, roles=("smb",), manager=GRACE)
    found.meet(CLEO, "Asia/Tokyo", roles=("smb",), manager=GRACE)
    found.meet(GRACE, roles=("asm",))
    found.meet(IMRAN)
    return found
