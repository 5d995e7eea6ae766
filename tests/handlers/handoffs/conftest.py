"""People who hand accounts over."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from handlers import handoffs, reminders
from handlers.handoffs import records
from handlers.kit.feature import Message
from policies.handoffs import Handoff
from storage import handoffs as kept
from storage import opportunities
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM

FIRST = "first-order-to-named"


@dataclass
class Company(companies.Company):
    """Ana (First Order) reports to Grace, Ben and Cleo (Named) to Hugo; Imran is the admin."""

    features = (handoffs.FEATURE, reminders.FEATURE)
    word = "handoff"

    def handoff(self, number: int = 1) -> Handoff:
        with self.database.begin() as session:
            found = kept.find(session, TEAM, number)
        assert found
        return found

    def start(self, who: str = ANA, **fields: Any) -> Any:
        """`/handoff start`, filled in and sent: Acme from Ana to Ben, closed on Friday."""
        usual: dict[str, Any] = {
            "type": FIRST, "account": "Acme", "giver": ANA, "receiver": BEN,
            "closed": "2026-02-27", "initial": "12,000", "potential": "7,999", "users": "250",
        }  # fmt: skip
        given = {name: value for name, value in (usual | fields).items() if value}
        return self.submit(self.write("start", who), who, **given)

    def seen(self, who: str, number: int = 1) -> Message:
        """Somebody's card as it is now."""
        with self.database.begin() as session:
            screen = self.routes.registry.screens["handoffs.card"]
            shown = screen.render(self.round(session), f"{number}/{who}")
        assert isinstance(shown, Message)
        self.checked(shown)
        return shown

    def tick(self, item: str, who: str = ANA, number: int = 1) -> Any:
        return self.press_raw("handoffs.done", f"{number} {item} card", who)

    def settle(self, side: str, who: str, number: int = 1) -> None:
        """All that is open on a side is done."""
        with self.database.begin() as session:
            found = kept.find(session, TEAM, number)
            assert found
            case = records.case(self.round(session), found)
        for each in case.steps:
            if each.side == side and not each.is_settled:
                self.tick(each.id, who, number)


def won(company: Company, owner: str = ANA, **values: Any) -> int:
    """An import has just said that it is won."""
    known: dict[str, Any] = {
        "name": "Initech first", "account": "Initech", "owner": owner, "owner_name": "x",
        "stage": "Closed Won", "amount": 18_000, "net_arr": 15_000, "segment": "Mid-Market",
        "close_date": date(2026, 2, 27), "kind": "new", "state": "won",
    } | values  # fmt: skip
    with company.database.begin() as session:
        added = opportunities.add(session, TEAM, known, by=owner, at=company.now, source="import")
    return added.id


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    """On SQLite and on PostgreSQL."""
    return peopled(database)


def peopled(database: Database) -> Company:
    company = Company(database)
    company.meet(ANA, manager=GRACE, roles=("mmkafo",))
    company.meet(BEN, manager=HUGO, roles=("mmkan",))
    company.meet(CLEO, manager=HUGO, roles=("mmkan",))
    company.meet(GRACE, roles=("asm",))
    company.meet(HUGO, roles=("asm",))
    company.meet(IMRAN)
    company.meet(OLA, roles=("smb",))
    return company
