from dataclasses import replace
from datetime import datetime, timedelta

from storage import members, people, profiles, workspaces
from storage.database import Database
from storage.people import Person
from storage.workspaces import Workspace


def person(at: datetime, id: str = "U1") -> Person:
    return Person(id, "T1", "ada", "Ada L.", "Asia/Tokyo", "T1", False, False, "single", True, at)


def workspace(at: datetime, id: str = "T1") -> Workspace:
    scopes = ("chat:write", "commands")
    return Workspace(id, "Acme", "UB", "BB", "A1", "https://acme.slack.test/", scopes, at)


def test_a_person_is_found_as_saved_and_overwritten_by_news(
    database: Database, now: datetime
) -> None:
    gone = replace(person(now), deleted=True, guest="none")
    with database.begin() as session:
        people.save(session, person(now))
        assert people.find(session, "T1", "U1") == person(now)
        people.save(session, gone)
        assert people.find(session, "T1", "U1") == gone


def test_a_person_is_known_in_their_own_zone_and_by_whether_they_were_met(
    database: Database, now: datetime
) -> None:
    at_home = replace(person(now), zone="Europe/London")
    with database.begin() as session:
        assert members.known(session, "T1", "U1") is None
        people.save(session, person(now))
        assert members.known(session, "T1", "U1") == (person(now), False)
        profiles.change(session, "T1", "U1", zone="Europe/London")
        assert members.known(session, "T1", "U1") == (at_home, False)
        profiles.meet(session, "T1", "U1", now)
        assert members.known(session, "T1", "U1") == (at_home, True)
        assert members.known(session, "T2", "U1") is None


def test_a_person_of_another_workspace_is_somebody_else(database: Database, now: datetime) -> None:
    with database.begin() as session:
        people.save(session, person(now))
        assert people.find(session, "T2", "U1") is None


def test_the_stalest_person_is_refreshed_first(database: Database, now: datetime) -> None:
    ages = {"U1": 1, "U2": 9, "U3": 5}
    with database.begin() as session:
        for id, hours in ages.items():
            people.save(session, person(now - timedelta(hours=hours), id))
        stale = people.stale(session, now - timedelta(hours=4))
        assert [found.id for found in stale] == ["U2", "U3"]
        assert len(people.stale(session, now, limit=1)) == 1


def test_a_workspace_is_found_as_saved_and_overwritten_by_news(
    database: Database, now: datetime
) -> None:
    renamed = replace(workspace(now), name="Acme Ltd", scopes=())
    with database.begin() as session:
        workspaces.save(session, workspace(now))
        assert workspaces.find(session, "T1") == workspace(now)
        workspaces.save(session, renamed)
        workspaces.save(session, workspace(now, "T0"))
        assert workspaces.all_of(session) == [workspace(now, "T0"), renamed]
        assert workspaces.find(session, "T9") is None
