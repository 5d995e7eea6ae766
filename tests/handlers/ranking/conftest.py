"""People who rank accounts."""

from dataclasses import dataclass
from typing import Any

import pytest

from handlers import opportunities as deals
from handlers import ranking, reminders
from handlers.kit.feature import Ask, File, Place
from policies.ranking import Ranked
from storage import opportunities, ranks
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM

FILE = File("F0RANKS", "ranks.csv", "https://files.slack.com/ranks.csv", 10)


@dataclass
class Company(companies.Company):
    """Ana (SMB), Ben (Mid-Market) and Cleo (no role) report to Grace, Ola (SMB) to Hugo."""

    features = (ranking.FEATURE, reminders.FEATURE, deals.FEATURE)
    word = "rank"

    def sell(self, account: str, owner: str = ANA, **values: Any) -> int:
        """An opportunity of that account is open."""
        known: dict[str, Any] = {"name": f"{account} deal", "account": account, "owner": owner}
        known |= {"kind": "new", "state": "open"} | values
        with self.database.begin() as session:
            added = opportunities.add(session, TEAM, known, by=owner, at=self.now, source="import")
        return added.id

    def rank(self, account: str, rank: str, who: str = ANA, **fields: str) -> Any:
        """By the form, with a reason and with users."""
        given = {"account": account, "rank": rank, "reason": "They grow", "users": "250"} | fields
        opened = self.write("set", who)
        return self.submit(opened, who, **{name: each for name, each in given.items() if each})

    def kept(self, owner: str = ANA) -> dict[str, str]:
        """The rank of each account."""
        return {each.account: each.rank for each in self.rows(owner)}

    def rows(self, owner: str = ANA) -> list[Ranked]:
        with self.database.begin() as session:
            return ranks.of_people(session, TEAM, [owner])

    def row(self, account: str, owner: str = ANA) -> Ranked:
        return next(each for each in self.rows(owner) if each.account == account)

    def drop(self, text: str, who: str = ANA) -> None:
        """A file is sent, fetched and read."""
        ask = Ask(Place.ERRAND, files=(FILE,), channel=who)
        for step in self.routes.fetched["ranking.read"].steps(ask, text.encode()):  # type: ignore[misc]
            with self.turn(who) as turn:
                step(turn)

    def last_letter(self, to: str = ANA) -> dict[str, Any]:
        return self.letters(to)[-1]

    def suggested(self, opened: Any, typed: str, who: str = ANA) -> list[tuple[str, str]]:
        about = str(opened.view["private_metadata"])
        with self.turn(who) as turn:
            offer = self.routes.suggestions["ranking.account"].answer
            return list(offer(turn, Ask(Place.FORM, typed=typed, about=about)))


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
    company.meet(CLEO, manager=GRACE)
    company.meet(GRACE, manager=HUGO, roles=("asm",))
    company.meet(HUGO, roles=("director",))
    company.meet(IMRAN)
    company.meet(OLA, manager=HUGO, roles=("smb",))
    return company
