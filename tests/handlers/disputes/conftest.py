"""People who dispute whose account it is, and those who decide."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from handlers import answering, handrail, reminders, roe
from storage import disputes, members
from storage.database import Database
from storage.disputes import Dispute
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, TEAM, words

ASKED = "480 employees inbound NORAM"
EVIDENCE = {"source": "linkedin", "employees": "620", "note": "Two offices were missing."}
VERDICT = {"team": "mm-first-order", "reason": "LinkedIn shows 620 people."}


@dataclass
class Company(companies.Company):
    """Ana and Ben ask, Grace decides, Hugo may be named too, Imran is the admin."""

    deciders: frozenset[str] = field(default=frozenset({GRACE}))
    features = (roe.FEATURE, answering.FEATURE, handrail.FEATURE, reminders.FEATURE)
    word = "roe"

    def ask(self, text: str = ASKED, who: str = ANA, **ask: Any) -> Any:
        return self.write(text, who, **ask)

    def dispute(self, who: str = ANA, asked: str = ASKED, **fields: Any) -> int:
        """An answer is disputed; the id of the dispute."""
        opened = self.press(self.ask(asked, who), "Dispute", who)
        given = {name: value for name, value in (EVIDENCE | fields).items() if value}
        reply = self.submit(opened, who, **given)
        assert not getattr(reply, "errors", {}), reply
        with self.database.begin() as session:
            return disputes.of(session, TEAM, who)[-1].id

    def decide(self, id: int, who: str = GRACE, where: str = "card", **fields: Any) -> Any:
        opened = self.press_raw("roe.decide", f"{id} {where}", who)
        return self.submit(opened, who, **(VERDICT | fields))

    def decided(self, account: str = "", who: str = ANA, asked: str = ASKED, **fields: Any) -> int:
        id = self.dispute(who, asked, account=account)
        self.decide(id, **fields)
        return id

    def reopen(self, id: int, who: str = GRACE, reason: str = "It was the parent.") -> Any:
        return self.submit(self.press_raw("roe.reopen", str(id), who), who, reason=reason)

    def found(self, id: int) -> Dispute:
        with self.database.begin() as session:
            dispute = disputes.find(session, TEAM, id)
        assert dispute
        return dispute

    def home(self, who: str) -> str:
        with self.database.begin() as session:
            panel = next(each for each in self.routes.registry.panels if each.name == "disputes")
            member = members.find(session, TEAM, who)
            assert member
            return words({"blocks": list(panel.show(self.round(session), member))})


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    """On SQLite and on PostgreSQL."""
    return peopled(database)


def peopled(database: Database) -> Company:
    company = Company(database)
    for person in (ANA, BEN, CLEO, GRACE, HUGO, IMRAN):
        company.meet(person)
    return company
