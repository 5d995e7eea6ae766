"""People whom leads are assigned to, and those around them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from handlers import leads, reminders
from policies.leads import Lead
from storage import acts
from storage import leads as kept
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM


@dataclass
class Company(companies.Company):
    """Ana (Madrid), Cleo (Tokyo) and Ola (New York) are SDRs of Grace, Ben is an AE of Hugo's."""

    features = (leads.FEATURE, reminders.FEATURE)
    word = "mql"

    def lead(self, number: int = 1) -> Lead:
        with self.database.begin() as session:
            found = kept.find(session, TEAM, number)
        assert found
        return found

    def assign(self, who: str = ANA, **fields: Any) -> Any:
        """`/handrail mql assign`, filled in and sent: Jane Roe of Acme, to Ana with Ben, now."""
        usual: dict[str, Any] = {
            "name": "Jane Roe", "company": "Acme", "kind": "mql", "request": "trial",
            "phone": "yes", "sdr": ANA, "ae": BEN,
        }  # fmt: skip
        given = {name: value for name, value in (usual | fields).items() if value}
        return self.submit(self.write("assign", who), who, **given)

    def undo(self, who: str = ANA) -> Any:
        """The last that they did."""
        with self.database.begin() as session:
            act = acts.last(session, TEAM, who, self.now - timedelta(minutes=15))
        assert act
        return self.press_raw("remind.undo", str(act.id), who)

    def log(self, what: str, who: str = ANA, number: int = 1) -> Any:
        return self.press_raw(f"leads.{what}", f"{number} card", who)


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    """On SQLite and on PostgreSQL."""
    return peopled(database)


def peopled(database: Database) -> Company:
    company = Company(database)
    company.meet(ANA, manager=GRACE, roles=("sdr",))
    company.meet(CLEO, "Asia/Tokyo", manager=GRACE, roles=("sdr",))
    company.meet(OLA, "America/New_York", manager=GRACE, roles=("sdr",))
    company.meet(BEN, manager=HUGO, roles=("mmkafo",))
    company.meet(GRACE, roles=("asm",))
    company.meet(HUGO, roles=("asm",))
    company.meet(IMRAN)
    return company
