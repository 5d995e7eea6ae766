"""People who look at their seven skills, and who looks after them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from handlers import nextsteps, ranking, reminders, skills
from handlers import opportunities as pipeline
from handlers.kit.feature import Ask, Place
from handlers.skills import audits
from handlers.skills.audits import Audit
from policies.skills import Tick
from storage import opportunities, skill_ticks
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM

SEVEN = ("rank", "deck", "key-info", "call-notes", "next-steps", "command-plan", "keep-current")
STEP: dict[str, Any] = {"next_step": "Ask Jane who signs"}


@dataclass
class Company(companies.Company):
    """Ana (SMB) and Ben (Mid-Market) report to Grace, she to Hugo; Ola, an SDR, and Cleo to him."""

    features = (
        *(skills.FEATURE, ranking.FEATURE, nextsteps.FEATURE),
        *(pipeline.FEATURE, reminders.FEATURE),
    )
    word = "seven"

    def sell(self, name: str, owner: str = ANA, **values: Any) -> int:
        """An SMB deal, open since now, with a next step for the end of the month."""
        known: dict[str, Any] = {"name": name, "account": name, "owner": owner, "segment": "SMB"}
        known |= {"kind": "new", "state": "open", "net_arr": 1_000, "amount": 1_000, **STEP}
        known |= {"close_date": date(2026, 4, 20), "next_step_date": date(2026, 3, 31)} | values
        with self.database.begin() as session:
            added = opportunities.add(session, TEAM, known, by=owner, at=self.now, source="import")
        return added.id

    def rank(self, account: str, who: str = ANA) -> None:
        given = {"account": account, "rank": "3", "reason": "They grow", "users": "9"}
        with self.turn(who) as turn:
            opened = self._tried(self.routes.words["rank"].answer, turn, self.ask("set"))
        self.submit(opened, who, **given)

    def ask(self, text: str) -> Any:
        return Ask(Place.COMMAND, text=text, response_url=companies.URL)

    def page(self, who: str = ANA, person: str = "") -> Any:
        return self.press_raw("skills.open", person or who, who)

    def tick(self, *ids: str, who: str = ANA) -> Any:
        shown = None
        for id in ids:
            shown = self.press_raw("skills.done", f"{self.audit(who).week} {id}", who)
        return shown

    def note(self, skill: str, note: str, who: str = ANA) -> Any:
        opened = self.press_raw("skills.note", "", who)
        return self.submit(opened, who, skill=skill, note=note)

    def audit(self, who: str = ANA) -> Audit:
        with self.database.begin() as session:
            found = audits.audit_of(self.round(session), who)
        assert found
        return found

    def ticked(self, who: str, weeks_ago: int, *ids: str) -> None:
        """In a week that is over."""
        week = self.audit(who).week - timedelta(weeks=weeks_ago)
        with self.database.begin() as session:
            for id in ids:
                skill_ticks.keep(session, TEAM, Tick(who, week, id, self.now))


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
    company.meet(CLEO, manager=HUGO)
    company.meet(GRACE, manager=HUGO, roles=("asm",))
    company.meet(HUGO, roles=("director",))
    company.meet(IMRAN)
    company.meet(OLA, manager=HUGO, roles=("sdr",))
    return company
