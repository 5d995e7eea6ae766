"""Admins who are named and taken off by several people at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from handlers import people
from storage import admins
from storage.database import Database
from tests.handlers import companies
from tests.handlers.companies import ANA, BEN, TEAM


class Company(companies.Company):
    features = (people.FEATURE,)
    word = "team"


def test_two_admins_who_take_each_other_off_at_once_leave_one(database: Database) -> None:
    company = Company(database, admins=frozenset())
    for person in (ANA, BEN):
        company.meet(person)
    with database.begin() as session:
        assert admins.add_first(session, TEAM, ANA, company.now)
        assert admins.add(session, TEAM, BEN, ANA, company.now)
    gate = Barrier(2)

    def take_off(who: str, whom: str) -> Any:
        gate.wait()
        return company.press_raw("people.unadmin", whom, who)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(take_off, (ANA, BEN), (BEN, ANA)))
    with database.begin() as session:
        assert len(admins.all_of(session, TEAM)) == 1
