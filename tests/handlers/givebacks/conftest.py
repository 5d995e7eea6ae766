"""People who have Give Back projects."""

from dataclasses import dataclass
from typing import Any

import pytest

from handlers import givebacks, reminders
from policies.give_backs import Project
from storage import give_backs
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM

TITLE = "Trip note starter"


@dataclass
class Company(companies.Company):
    """Ana, Ben and Cleo report to Grace, she to Hugo; Ola is in another team. Seven with a role."""

    features = (givebacks.FEATURE, reminders.FEATURE)
    word = "giveback"

    def project(self, number: int = 1) -> Project:
        with self.database.begin() as session:
            found = give_backs.find(session, TEAM, number)
        assert found
        return found

    def register(self, who: str = ANA, **fields: Any) -> Any:
        usual: dict[str, Any] = {
            "title": TITLE, "improves": "Nobody starts from nothing", "owner": who,
            "proof": "Everybody copies it", "state": "under way",
        }  # fmt: skip
        given = {name: value for name, value in (usual | fields).items() if value}
        return self.submit(self.write("new", who), who, **given)

    def finish(self, who: str = ANA, number: int = 1) -> Any:
        return self.press_raw("giveback.finish", str(number), who)

    def use(self, who: str, number: int = 1) -> Any:
        return self.press_raw("giveback.used", str(number), who)

    def page(self, who: str = ANA, number: int = 1) -> Any:
        return self.press_raw("giveback.show", str(number), who)

    def record(self, month: str, *people: str, who: str = ANA, number: int = 1) -> Any:
        opened = self.press_raw("giveback.record", f"{number} {month} page", who)
        return self.submit(opened, who, people=people)


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    """On SQLite and on PostgreSQL."""
    return peopled(database)


def peopled(database: Database) -> Company:
    company = Company(database)
    for each in (ANA, BEN, CLEO):
        company.meet(each, manager=GRACE, roles=("smb",))
    company.meet(GRACE, manager=HUGO, roles=("asm",))
    company.meet(HUGO, roles=("director",))
    company.meet(IMRAN, roles=("sales-ops",))
    company.meet(OLA, roles=("smb",))
    return company
