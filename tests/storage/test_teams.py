"""Who is below somebody: as one finds it by asking each for their manager, and theirs."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

import pytest

from storage import members, people, profiles
from storage.database import Database
from storage.profiles import Profile
from tests.storage.test_profiles import person

PEOPLE = [f"U{number:02}" for number in range(30)]
OUTSIDER, GONE = "U98", "U99"


def above(id: str, managers: dict[str, str | None]) -> Iterator[str]:
    """Up to who has none, is not here, or was met before: two may name each other."""
    seen, at = {id}, managers[id]
    while at is not None and at not in seen:
        yield at
        seen.add(at)
        at = managers.get(at)


@pytest.mark.parametrize("seed", range(8))
def test_each_who_has_them_above(database: Database, now: datetime, seed: int) -> None:
    chance = Random(seed)
    anybody = [None, OUTSIDER, GONE, *PEOPLE]
    managers = {id: chance.choice(anybody) for id in PEOPLE}
    with database.begin() as session:
        for id, manager in managers.items():
            people.save(session, person(id, now))
            profiles.save(session, Profile("T1", id, manager=manager))
        for id, more in ((OUTSIDER, {"team": "T2"}), (GONE, {"deleted": True})):
            people.save(session, person(id, now, **more))
            profiles.save(session, Profile("T1", id, manager=PEOPLE[0]))
        people.save(session, person("U00", now, workspace="T2", team="T2"))
        profiles.save(session, Profile("T2", "U00", manager=PEOPLE[1]))
        for each in (*PEOPLE, OUTSIDER, GONE):
            found = [one.id for one in members.below(session, "T1", each)]
            assert found == [id for id in PEOPLE if each in above(id, managers)]
        known = {one.id: one for one in members.members(session, "T1")}
        assert all(known[one.id] == one for one in members.below(session, "T1", PEOPLE[0]))


def test_of_nobody_is_nobody_below(database: Database) -> None:
    with database.reading() as session:
        assert members.below(session, "T1", "U00") == []
