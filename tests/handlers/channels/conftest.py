"""People who ask for channels with customers."""

from dataclasses import dataclass
from typing import Any

import pytest

from handlers import channels, reminders
from handlers.kit.feature import Ask, Message, Place
from policies.channels import Channel
from storage import customer_channels
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM

ASKED: dict[str, Any] = {
    "account": "Acme", "kind": "lasting", "role": "ae", "tier": "premium", "iacv": "100,000",
    "tam": CLEO, "ours": "Renewal", "theirs": "Fast answers",
}  # fmt: skip
BRIEF: dict[str, Any] = {
    "account": "Acme", "kind": "temporary", "role": "sa", "purpose": "evaluation", "tam": CLEO,
}  # fmt: skip


@dataclass
class Company(companies.Company):
    """Ana (AE) and Ben (SA) report to Grace, Cleo (TAM) to Hugo; Imran is the admin."""

    features = (channels.FEATURE, reminders.FEATURE)
    word = "customer-slack"

    def kept(self, number: int = 1) -> Channel:
        with self.database.begin() as session:
            found = customer_channels.find(session, TEAM, number)
        assert found
        return found

    def ask(self, who: str = ANA, **fields: Any) -> Any:
        return self.told_of(self.write("ask", who), who, **(ASKED | fields))

    def ask_briefly(self, who: str = BEN, **fields: Any) -> Any:
        return self.told_of(self.write("ask", who), who, **(BRIEF | fields))

    def told_of(self, form: Any, who: str = ANA, /, **fields: Any) -> Any:
        """What a form leads to: what it shows, or else what is told beside."""
        given = {name: value for name, value in fields.items() if value}
        before = self.whispered(), self.letters(who)
        sent = self.sent(form, who, given)
        for was, now in zip(before, (self.whispered(), self.letters(who)), strict=True):
            if len(now) > len(was):
                return now[-1]
        return sent

    def sent(self, form: Any, who: str, given: dict[str, Any]) -> Any:
        """As `submit`, for fields that go by the names of its own arguments."""
        about = str(form.view["private_metadata"])
        ask = Ask(Place.FORM, fields=given, about=about)
        with self.turn(who) as turn:
            answer = self.routes.forms[str(form.view["callback_id"])].answer
            return self.checked(self._tried(answer, turn, ask))

    def approve(self, number: int = 1, who: str = CLEO) -> Any:
        return self.press_raw("channels.approve", str(number), who)

    def decline(self, reason: str, who: str = CLEO) -> Any:
        return self.told_of(self.press_raw("channels.decline", "1", who), who, reason=reason)

    def open(self, day: str = "2026-03-02", who: str = BEN, number: int = 1, **more: Any) -> Any:
        opened = self.press_raw("channels.opened", str(number), who)
        return self.told_of(opened, who, **({"name": "#ext-acme", "opened": day} | more))

    def card_of_tam(self, number: int = 1) -> Message:
        with self.database.begin() as session:
            screen = self.routes.registry.screens["channels.card"]
            shown = screen.render(self.round(session), str(number))
        assert isinstance(shown, Message)
        self.checked(shown)
        return shown


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    """On SQLite and on PostgreSQL."""
    return peopled(database)


def peopled(database: Database) -> Company:
    company = Company(database)
    company.meet(ANA, manager=GRACE, roles=("mm-territory",))
    company.meet(BEN, manager=GRACE, roles=("sa",))
    company.meet(CLEO, manager=HUGO, roles=("tam",))
    company.meet(GRACE, roles=("asm",))
    company.meet(HUGO, roles=("asm",))
    company.meet(IMRAN)
    company.meet(OLA)
    return company
