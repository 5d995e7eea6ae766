"""Two programs: who takes part, who looks after them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import pytest

from handlers import programs, reminders
from handlers.kit.feature import Message
from policies.programs import Hold, SignUp
from storage import programs as kept
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, IMRAN, OLA, TEAM

PLEDGE = {"problem": "Renewals are seen too late", "commitments": "A call script", "months": "3"}


@dataclass
class Company(companies.Company):
    """Imran looks after the lists; Grace facilitates."""

    features = (programs.FEATURE, reminders.FEATURE)
    word = "program"

    def join(self, who: str = ANA) -> Any:
        return self.press_raw("programs.join", "", who, channel=self.channel)

    def crowd(self, count: int) -> list[str]:
        """So many more people, each with their name down."""
        ids = [f"U0P{number:02}" for number in range(count)]
        for each in ids:
            self.meet(each)
            self.join(each)
        return ids

    def cohort(self, starts: str = "2026-03-09", facilitator: str = GRACE) -> Any:
        form = self.press_raw("programs.cohort", "", IMRAN, channel=self.channel)
        return self.submit(form, IMRAN, starts=starts, facilitator=facilitator)

    def choose(self, topic: str = "feedback", who: str = ANA, **more: str) -> Any:
        form = self.press_raw("programs.choose", "", who, channel=self.channel)
        return self.submit(form, who, topic=topic, **{**PLEDGE, **more})

    def shown(self) -> Message:
        """The newest of what was shown beside a form's message."""
        last = self.whispered()[-1]
        return Message(last["text"], tuple(last["blocks"]))

    def names(self) -> list[SignUp]:
        with self.database.begin() as session:
            return kept.standing(session, TEAM)

    def placed(self) -> list[str]:
        return [each.person for each in self.names() if each.cohort]

    def holds(self) -> list[Hold]:
        with self.database.begin() as session:
            return kept.holds(session, TEAM)


def together(*works: Callable[[], Any]) -> list[Any]:
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.fixture
def company(quick_database: Database) -> Company:
    return peopled(quick_database)


@pytest.fixture
def either(database: Database) -> Company:
    return peopled(database)


def peopled(database: Database) -> Company:
    found = Company(database)
    for name in (ANA, BEN, CLEO, GRACE, OLA, IMRAN):
        found.meet(name)
    return found
