"""People who have just begun, and who looks after them."""

from dataclasses import dataclass
from typing import Any

import pytest

from handlers import givebacks, onboarding, reminders
from handlers.onboarding import records
from handlers.onboarding.records import Case
from policies.onboarding.progress import open_of
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA


@dataclass
class Company(companies.Company):
    """Ana and Ben, account executives, report to Grace, she to Hugo; Cleo, an SDR, to Hugo."""

    features = (givebacks.FEATURE, onboarding.FEATURE, reminders.FEATURE)
    word = "onboarding"

    def begin(self, person: str = ANA, starts: str = "2026-03-02", who: str = "") -> Any:
        """By a form, on Monday the second of March."""
        opened = self.write("start", who or person)
        return self.submit(opened, who or person, person=person, starts=starts)

    def tick(self, item: str, person: str = ANA, who: str = "", where: str = "page0") -> Any:
        return self.press_raw("onboarding.done", f"{person} {item} {where}", who or person)

    def case(self, person: str = ANA) -> Case:
        with self.database.begin() as session:
            found = records.find(self.round(session), person)
        assert found
        return found

    def settle(self, person: str = ANA, *but: str) -> None:
        """Everything that is open but these, the Give Back project by doing it."""
        for each in open_of(self.case(person).steps):
            if each.id not in but and not each.thing.follows:
                self.tick(each.id, person)

    def give_back(self, who: str = ANA) -> None:
        opened = self.press_raw("giveback.new", "", who)
        given = {"title": "Radar", "improves": "Sight", "proof": "Use", "state": "under way"}
        self.submit(opened, who, owner=who, **given)

    def page(self, person: str = ANA, who: str = "") -> Any:
        return self.press_raw("onboarding.list", person, who or person)


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    """On SQLite and on PostgreSQL."""
    return peopled(database)


def peopled(database: Database) -> Company:
    company = Company(database)
    company.meet(ANA, manager=GRACE, roles=("smb",))
    company.meet(BEN, manager=GRACE, roles=("mm-territory",))
    company.meet(CLEO, manager=HUGO, roles=("sdr",))
    company.meet(GRACE, manager=HUGO, roles=("asm",))
    company.meet(HUGO, roles=("director",))
    company.meet(IMRAN)
    company.meet(OLA, roles=("smb",))
    return company
