"""People who ask for SAs and TAMs."""

from dataclasses import dataclass
from typing import Any

import pytest

from handlers import reminders, support
from policies.engagement import Request, Session
from storage import support_requests, support_sessions
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM

ISSUE = "https://gitlab.example/triage/1"
ASKED: dict[str, Any] = {
    "account": "Acme", "kind": "sa", "segment": "smb", "region": "americas", "stage": "pre",
    "wish": "live", "iacv": "8,000", "tier": "premium", "need": "How to move the runners?",
}  # fmt: skip
HELD: dict[str, Any] = {
    "account": "Acme", "segment": "smb", "stage": "pre", "day": "2026-03-02", "minutes": "30",
    "helper": CLEO,
}  # fmt: skip


@dataclass
class Company(companies.Company):
    """Ana and Ben (AEs) report to Grace, Cleo (SA) and Ola (SA) to Hugo; Imran is the admin."""

    features = (support.FEATURE, reminders.FEATURE)
    word = "support"

    def request(self, number: int = 1) -> Request:
        with self.database.begin() as session:
            found = support_requests.find(session, TEAM, number)
        assert found
        return found

    def ask(self, who: str = ANA, **fields: Any) -> Any:
        """`/handrail support ask`, filled in and sent; then what was shown."""
        return self.told_of(self.write("ask", who), who, **(ASKED | fields))

    def log(self, who: str = ANA, **fields: Any) -> Any:
        return self.told_of(self.write("log", who), who, **(HELD | fields))

    def told_of(self, opened: Any, who: str = ANA, **fields: Any) -> Any:
        """What a form leads to: what it shows, or else what is told beside."""
        given = {name: value for name, value in fields.items() if value}
        before = self.whispered(), self.letters(who)
        sent = self.submit(opened, who, **given)
        for was, now in zip(before, (self.whispered(), self.letters(who)), strict=True):
            if len(now) > len(was):
                return now[-1]
        return sent

    def post(self, number: int = 1, who: str = ANA, link: str = ISSUE) -> Any:
        return self.told_of(self.press_raw("support.posted", str(number), who), who, link=link)

    def schedule(self, day: str, number: int = 1, who: str = ANA) -> Any:
        opened = self.press_raw("support.schedule", str(number), who)
        return self.told_of(opened, who, day=day, helper=CLEO)

    def page(self, number: int = 1, who: str = ANA) -> Any:
        return self.press_raw("support.show", str(number), who)

    def sessions(self, account: str = "Acme") -> list[Session]:
        with self.database.begin() as session:
            return support_sessions.of_account(session, TEAM, account)


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    """On SQLite and on PostgreSQL."""
    return peopled(database)


def peopled(database: Database) -> Company:
    company = Company(database)
    company.meet(ANA, manager=GRACE, roles=("smb",), segment="smb", region="AMER")
    company.meet(BEN, manager=GRACE, roles=("mm-territory",), segment="mid-market")
    company.meet(CLEO, manager=HUGO, roles=("sa",))
    company.meet(OLA, manager=HUGO, roles=("sa",))
    company.meet(GRACE, roles=("asm",))
    company.meet(HUGO, roles=("asm",))
    company.meet(IMRAN)
    return company
