"""Give Back projects, their months, events and items on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

from policies.give_backs import Act, Event, Mark, Marked, Project, State
from storage import give_back_events, give_back_uses, give_backs, members, people, profiles
from storage.database import Database
from storage.give_back_uses import Use
from storage.people import Person
from storage.profiles import Profile

TEAM, OTHER = "T0ACME", "T0GLOBEX"
ANA, BEN, CLEO = "U0ANA", "U0BEN", "U0CLEO"
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
EVERY = tuple(State)


def values(now: datetime, **changed: Any) -> dict[str, Any]:
    return {
        "workspace": TEAM, "owner": ANA, "title": "Radar", "improves": "Sight", "proof": "Use",
        "issue": "", "team_size": None, "due": date(2026, 4, 10), "state": State.UNDER_WAY,
        "since": now, "created_by": BEN, "created_at": now, "finished_at": None,
    } | changed  # fmt: skip


def added(database: Database, now: datetime, **changed: Any) -> Project:
    with database.begin() as session:
        found = give_backs.add(session, values(now, **changed))
    assert found
    return found


def test_what_is_added_is_found_as_it_was_and_by_nobody_else(
    database: Database, now: datetime
) -> None:
    one = added(database, now)
    assert one == Project(id=one.id, **values(now))
    with database.begin() as session:
        assert give_backs.find(session, TEAM, one.id) == one
        assert give_backs.locked(session, TEAM, one.id) == one
        assert give_backs.find(session, OTHER, one.id) is None
        assert give_backs.locked(session, OTHER, one.id) is None
        assert give_backs.counts(session, OTHER) == {}


def test_an_owner_has_a_title_once_unless_it_was_dropped(database: Database, now: datetime) -> None:
    first = added(database, now)
    with database.begin() as session:
        assert give_backs.add(session, values(now, title=" RADAR ")) is None
    added(database, now, owner=BEN)
    added(database, now, workspace=OTHER)
    with database.begin() as session:
        dropped = give_backs.change(session, first, {"state": State.DROPPED})
        assert dropped
    second = added(database, now)
    with database.begin() as session:
        assert give_backs.change(session, dropped, {"state": State.UNDER_WAY}) is None
        assert give_backs.change(session, second, {"owner": BEN}) is None
        assert give_backs.change(session, second, {"title": "Map"})
        assert give_backs.change(session, dropped, {"state": State.UNDER_WAY})


def test_they_are_found_by_owner_state_and_words(database: Database, now: datetime) -> None:
    radar = added(database, now)
    idea = added(database, now + timedelta(1), owner=BEN, title="100 % Map", state=State.IDEA)
    added(database, now, workspace=OTHER)
    with database.begin() as session:
        assert give_backs.of_owners(session, TEAM, [ANA, BEN], EVERY) == [radar, idea]
        assert give_backs.of_owners(session, TEAM, [ANA, BEN], [State.IDEA]) == [idea]
        assert give_backs.of_owners(session, TEAM, [], EVERY) == []
        assert give_backs.in_state(session, TEAM, State.IDEA, 5) == [idea]
        assert give_backs.in_state(session, TEAM, State.IDEA, 5, 1) == []
        assert give_backs.counts(session, TEAM) == {State.UNDER_WAY: 1, State.IDEA: 1}
        assert give_backs.search(session, TEAM, "map 100", 5) == [idea]
        assert give_backs.search(session, TEAM, "% radar", 5) == []


def test_a_person_counts_once_in_a_month(database: Database, now: datetime) -> None:
    one = added(database, now)
    use = Use(one.id, MARCH, BEN, BEN, now)
    with database.begin() as session:
        assert give_back_uses.add(session, TEAM, use)
        assert not give_back_uses.add(session, TEAM, Use(one.id, MARCH, BEN, ANA, now))
        assert give_back_uses.add(session, TEAM, Use(one.id, APRIL, BEN, ANA, now))
        assert give_back_uses.of(session, TEAM, one.id, MARCH) == [use]
        assert give_back_uses.of(session, OTHER, one.id, MARCH) == []
        assert len(give_back_uses.since(session, TEAM, [one.id], MARCH)) == 2
        assert len(give_back_uses.since(session, TEAM, [one.id], APRIL)) == 1
        assert give_back_uses.remove(session, TEAM, one.id, MARCH, [BEN, CLEO]) == 1
        assert give_back_uses.remove(session, TEAM, one.id, MARCH, [BEN]) == 0
        assert give_back_uses.remove(session, TEAM, one.id, MARCH, []) == 0


def test_a_month_is_confirmed_anew_and_no_longer(database: Database, now: datetime) -> None:
    one = added(database, now)
    with database.begin() as session:
        for team in (20, 21):
            give_back_uses.confirm(session, TEAM, one.id, MARCH, team, ANA, now)
        assert give_back_uses.confirmed(session, TEAM, [one.id], MARCH) == {(one.id, MARCH): 21}
        assert give_back_uses.confirmed(session, TEAM, [one.id], APRIL) == {}
        assert give_back_uses.confirmed(session, OTHER, [one.id], MARCH) == {}
        give_back_uses.unconfirm(session, TEAM, one.id, MARCH)
        assert give_back_uses.confirmed(session, TEAM, [one.id], MARCH) == {}


def test_events_stay_in_order_and_the_newest_mark_holds(database: Database, now: datetime) -> None:
    one = added(database, now)
    told = [Event(Act.REGISTERED, ANA, now, "Radar"), Event(Act.DROPPED, BEN, now, "Old")]
    with database.begin() as session:
        for event in told:
            give_back_events.add(session, TEAM, one.id, event)
        for mark in (Mark.DONE, Mark.NOT_NEEDED):
            give_back_events.mark(session, TEAM, one.id, Marked("issue", mark, ANA, now))
        assert give_back_events.events(session, TEAM, one.id) == told
        assert give_back_events.events(session, OTHER, one.id) == []
        marked = give_back_events.marks(session, TEAM, one.id)
        assert marked == {"issue": Marked("issue", Mark.NOT_NEEDED, ANA, now)}


def test_a_team_is_those_with_a_role_or_else_all(database: Database, now: datetime) -> None:
    def person(id: str, guest: Any = "none") -> Person:
        return Person(id, TEAM, id, id, "UTC", TEAM, False, False, guest, False, now)

    with database.begin() as session:
        assert members.how_many(session, TEAM) == 1
        for each in (person(ANA), person(BEN), person(CLEO, "guest")):
            people.save(session, each)
        assert members.how_many(session, TEAM) == 2
        profiles.save(session, Profile(TEAM, ANA, roles=("smb",)))
        profiles.save(session, Profile(TEAM, BEN))
        profiles.save(session, Profile(TEAM, CLEO, roles=("smb",)))
        assert members.how_many(session, TEAM) == 1
