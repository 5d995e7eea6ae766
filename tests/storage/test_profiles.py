"""What is kept of people, and who is a member at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from policies.rhythms import Level, Rhythm
from storage import admins, members, people, profiles
from storage.database import Database
from storage.members import Member
from storage.people import Person
from storage.profiles import Profile

Race = Callable[[Callable[[Session], object]], list[object]]

FULL = Profile(
    "T1",
    "U1",
    roles=("smb", "asm"),
    claimed=("asm",),
    segment="SMB",
    region="EMEA",
    manager="U9",
    zone="Asia/Tokyo",
    work_days=frozenset({0, 1, 6}),
    starts=time(8, 30),
    ends=time(16),
    quiet_from=time(22),
    quiet_until=time(7),
    level=Level.LIGHT,
    muted=frozenset({"trips", "forecast"}),
    daily_most=3,
    away_from=date(2026, 12, 21),
    away_until=date(2026, 12, 31),
    delegate="U2",
    met_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
)


def person(id: str, at: datetime, **more: Any) -> Person:
    who = Person(
        id, "T1", id.lower(), f"Name {id}", "Europe/Paris", "T1", False, False, "none", False, at
    )
    return replace(who, **more)


def test_a_profile_is_found_as_it_was_saved(database: Database) -> None:
    with database.begin() as session:
        profiles.save(session, FULL)
    with database.reading() as session:
        assert profiles.find(session, "T1", "U1") == FULL
        assert profiles.find(session, "T2", "U1") == Profile("T2", "U1")


def test_a_change_leaves_the_rest(database: Database) -> None:
    with database.begin() as session:
        profiles.save(session, FULL)
        profiles.change(session, "T1", "U1", region="APAC", manager=None)
        changed = replace(FULL, region="APAC", manager=None)
        assert profiles.find(session, "T1", "U1") == changed
        assert profiles.change(session, "T1", "U5", level=Level.ACTIVE).daily_most == 5


def test_only_roles_that_an_admin_gave_count_for_rights() -> None:
    assert FULL.confirmed == ("smb",)


def test_the_zone_that_a_person_set_holds_over_slacks() -> None:
    rhythm = FULL.rhythm("Europe/Paris")
    assert rhythm == Rhythm(
        zone=ZoneInfo("Asia/Tokyo"),
        work_days=frozenset({0, 1, 6}),
        starts=time(8, 30),
        ends=time(16),
        quiet=(time(22), time(7)),
        away=(date(2026, 12, 21), date(2026, 12, 31)),
        delegate="U2",
        level=Level.LIGHT,
        muted=frozenset({"trips", "forecast"}),
        daily_most=3,
    )
    plain = Profile("T1", "U2")
    assert plain.rhythm("Europe/Paris") == Rhythm(zone=ZoneInfo("Europe/Paris"))
    assert plain.rhythm("Middle/Earth").zone == ZoneInfo("UTC")


def test_a_person_is_met_once(database: Database, now: datetime) -> None:
    with database.begin() as session:
        profiles.save(session, replace(FULL, met_at=None))
        assert profiles.meet(session, "T1", "U1", now)
        assert not profiles.meet(session, "T1", "U1", now)
        assert profiles.meet(session, "T1", "U2", now)
        assert profiles.find(session, "T1", "U1") == replace(FULL, met_at=now)


def test_of_several_who_meet_a_person_at_once_one_is_first(race: Race, now: datetime) -> None:
    firsts = race(lambda session: profiles.meet(session, "T1", "U1", now))
    assert sorted(map(bool, firsts)) == [False, False, False, True]


def test_reports_and_holders_of_a_role_are_found(database: Database) -> None:
    with database.begin() as session:
        profiles.save(session, FULL)
        for id, manager, roles in (("U2", "U9", ("vp",)), ("U3", "U1", ()), ("U4", None, ("asm",))):
            profiles.save(session, Profile("T1", id, roles=roles, manager=manager))
        profiles.save(session, Profile("T2", "U7", roles=("asm",), manager="U9"))
        reports = profiles.reports(session, "T1", "U9")
        assert "U9" in profiles.managers(session, "T1")
        assert profiles.managers(session, "T0") == set()
        assert [each.person for each in reports] == ["U1", "U2"]
        holders = profiles.of_role(session, "T1", "asm", "sdr")
        assert [each.person for each in holders] == ["U1", "U4"]


def test_only_people_who_are_served_are_members(database: Database, now: datetime) -> None:
    left_out: tuple[dict[str, Any], ...] = (
        {"deleted": True},
        {"bot": True},
        {"guest": "guest"},
        {"guest": "single"},
        {"team": "T2"},
    )
    with database.begin() as session:
        for number, more in enumerate((*left_out, {"workspace": "T2"})):
            people.save(session, person(f"U2{number}", now, **more))
        people.save(session, person("U3", now, team=""))
        people.save(session, person("U4", now, real_name="", name="vera"))
        people.save(session, person("U1", now))
        profiles.save(session, FULL)
        assert members.members(session, "T1") == [
            Member("U1", "Name U1", FULL, "Asia/Tokyo"),
            Member("U3", "Name U3", Profile("T1", "U3"), "Europe/Paris"),
            Member("U4", "vera", Profile("T1", "U4"), "Europe/Paris"),
        ]


@pytest.mark.parametrize("more", [0, members.NAMED_AT_MOST])
def test_members_are_picked_by_id_in_one_statement(
    database: Database, now: datetime, more: int
) -> None:
    ids = {"U1", "U3", "U9", *(f"X{number}" for number in range(more))}
    said: list[str] = []
    with database.begin() as session:
        for id in ("U1", "U2", "U3"):
            people.save(session, person(id, now))
        event.listen(database.engine, "before_cursor_execute", lambda *seen: said.append(seen[2]))
        found = members.members(session, "T1", ids)
        assert [each.id for each in found] == ["U1", "U3"]
        assert members.members(session, "T1", ()) == []
    assert len(said) == 1
    with database.reading() as session:
        assert members.find(session, "T1", "U2") is not None
        assert members.find(session, "T1", "U9") is None


def test_admins_are_added_and_removed(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert admins.add(session, "T1", "U1", "U0", now)
        assert not admins.add(session, "T1", "U1", "U2", now)
        assert admins.is_one(session, "T1", "U1")
        assert not admins.is_one(session, "T2", "U1")
        (kept,) = admins.all_of(session, "T1")
        assert (kept.person, kept.added_by, kept.added_at) == ("U1", "U0", now)
        assert admins.remove(session, "T1", "U1")
        assert not admins.remove(session, "T1", "U1")
        assert not admins.is_one(session, "T1", "U1")


def test_of_several_who_want_to_be_the_first_admin_one_is(
    race: Race, database: Database, now: datetime
) -> None:
    names = iter("ABCD")
    wins = race(lambda session: admins.add_first(session, "T1", next(names), now))
    assert sorted(map(bool, wins)) == [False, False, False, True]
    with database.reading() as session:
        assert len(admins.all_of(session, "T1")) == 1
