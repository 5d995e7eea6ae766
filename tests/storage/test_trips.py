"""Trips and their notes, as they are kept."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from policies.trips import Purpose, Tick, Trip
from storage import trip_notes, trip_ticks, trips
from storage.database import Database

Race = Callable[[Callable[[Session], object]], list[object]]

AT = datetime(2026, 3, 23, 9, tzinfo=UTC)
TRIP: dict[str, Any] = {
    "workspace": "T1",
    "person": "U1",
    "event": "KubeCon",
    "place": "Paris",
    "starts": date(2026, 3, 17),
    "ends": date(2026, 3, 21),
    "purpose": Purpose.BUSINESS,
    "issue": "",
    "cost": 2000,
    "hours": 24,
    "commitment": None,
    "booked": frozenset({"travel", "lodging"}),
    "wanted": None,
    "created_at": AT,
    "cancelled_at": None,
}


def trip(session: Session, **more: Any) -> Trip:
    return trips.add(session, TRIP | more, "Ana Émile")


def notes(session: Session, of: Trip, **more: Any) -> Any:
    values = {
        "workspace": "T1",
        "trip": of.id,
        "person": of.person,
        "url": "https://docs.google.com/document/d/abcdefgh/edit",
        "address": f"d/{of.id}",
        "takeaway": "Platform teams buy",
        "people": "Globex",
        "channel": "",
        "ts": "",
        "added_by": of.person,
        "at": AT,
        "shared_at": AT,
    }
    return trip_notes.add(session, values | more)


def test_a_trip_comes_back_as_it_was_kept(database: Database) -> None:
    with database.begin() as session:
        kept = trip(session)
    with database.begin() as session:
        assert trips.find(session, "T1", kept.id) == kept
        assert trips.find(session, "T2", kept.id) is None
        assert kept.booked == {"travel", "lodging"}
        changed = trips.change(session, kept, {"place": "Lyon", "purpose": Purpose.PERSONAL}, "Ana")
        assert trips.find(session, "T1", kept.id) == changed


def test_trips_of_people_are_those_that_stand_and_have_not_ended(database: Database) -> None:
    with database.begin() as session:
        one, two = trip(session), trip(session, person="U2")
        gone = trip(session)
        trip(session, ends=date(2026, 3, 1), starts=date(2026, 2, 27))
        assert trips.cancel(session, "T1", gone.id, AT)
        assert not trips.cancel(session, "T1", gone.id, AT)
        since = date(2026, 3, 21)
        assert trips.of(session, "T1", ["U1"], since) == [one]
        assert trips.of(session, "T1", ["U1", "U2"], since) == [one, two]
        assert trips.of(session, "T1", [f"U{n}" for n in range(600)], since) == [one, two]
        assert trips.of(session, "T1", [], since) == []
        assert trips.of(session, "T2", ["U1"], since) == []
        trips.revive(session, "T1", gone.id)
        assert trips.of(session, "T1", ["U1"], since) == [one, gone]


def test_a_document_is_the_notes_of_one_trip_and_a_trip_has_one_document(
    database: Database,
) -> None:
    with database.begin() as session:
        one, two = trip(session), trip(session)
        first = notes(session, one, address="d/same")
        assert notes(session, two, address="d/same") is None
        assert notes(session, one, address="d/other") is None
        assert trip_notes.by_address(session, "T1", "d/same") == first
        assert trip_notes.withdraw(session, "T1", first.id, AT, trip_notes.DELETED)
        assert not trip_notes.withdraw(session, "T1", first.id, AT, trip_notes.DELETED)
        assert notes(session, two, address="d/same") is not None
        found = trips.find(session, "T1", one.id)
        assert found is not None
        assert (found.notes, found.resumed, found.resumed_at) == (None, 1, AT)


def test_of_several_who_give_the_same_document_one_is_first(database: Database, race: Race) -> None:
    with database.begin() as session:
        ids = [trip(session).id for _ in range(4)]

    def step(session: Session) -> object:
        ids_left = [id for id in ids if not trip_notes.live(session, "T1", [id])]
        found = trips.find(session, "T1", ids_left[0])
        assert found is not None
        return notes(session, found, address="d/same") is not None

    assert sorted(map(bool, race(step))) == [False, False, False, True]


def test_notes_are_shared_once_and_found_by_the_message_they_were_posted_with(
    database: Database,
) -> None:
    with database.begin() as session:
        kept = notes(session, trip(session), shared_at=None)
        assert trip_notes.share(session, "T1", kept.id, "C1", AT)
        assert not trip_notes.share(session, "T1", kept.id, "C1", AT)
        posted = notes(session, trip(session), channel="C1", ts="17.1", address="d/2")
        assert trip_notes.by_message(session, "T1", "C1", "17.1") == [posted]
        assert trip_notes.by_message(session, "T1", "C1", "17.2") == []


def test_steps_are_ticked_once_and_can_be_taken_back(database: Database) -> None:
    with database.begin() as session:
        kept = trip(session)
        assert trip_ticks.add(session, "T1", kept.id, Tick("write", "U1", AT, 7))
        assert not trip_ticks.add(session, "T1", kept.id, Tick("write", "U2", AT))
        found = trips.find(session, "T1", kept.id)
        assert found is not None
        assert found.ticks == {"write": Tick("write", "U1", AT, 7)}
        assert trip_ticks.remove(session, "T1", kept.id, "write")
        assert not trip_ticks.remove(session, "T1", kept.id, "write")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["kubecon"], True),
        (["PARIS", "2026"], True),
        (["émile"], True),
        (["globex", "platform"], True),
        (["100%"], False),
        (["_"], False),
        (["2025"], False),
        ([], True),
    ],
)
def test_the_archive_has_every_word_in_trip_notes_or_name(
    database: Database, words: list[str], found: bool
) -> None:
    with database.begin() as session:
        kept = trip(session)
        notes(session, kept)
        notes(session, trip(session), shared_at=None, address="d/unshared")
        hidden = trip(session)
        notes(session, hidden, address="d/cancelled")
        trips.cancel(session, "T1", hidden.id, AT)
        ids = [each.id for each in trips.archive(session, "T1", words, 10, 0)]
        assert ids == ([kept.id] if found else [])
        assert trips.archive(session, "T2", words, 10, 0) == []


def test_the_archive_is_read_page_by_page_newest_first(database: Database) -> None:
    with database.begin() as session:
        for days in range(5):
            day = date(2026, 3, 1) + timedelta(days=days)
            notes(session, trip(session, starts=day, ends=day))
        pages = [trips.archive(session, "T1", [], 2, offset) for offset in (0, 2, 4)]
        days_shown = [each.ends.day for page in pages for each in page]
        assert days_shown == [5, 4, 3, 2, 1]


def test_an_overlapping_trip_is_found_and_one_beside_it_is_not(database: Database) -> None:
    with database.begin() as session:
        kept = trip(session)
        asked = [(date(2026, 3, 21), date(2026, 3, 25)), (date(2026, 3, 22), date(2026, 3, 25))]
        found = [trips.overlapping(session, "T1", "U1", *days) for days in asked]
        assert found == [[kept], []]
        assert trips.overlapping(session, "T1", "U2", *asked[0]) == []


def test_a_workspace_has_one_channel_for_trip_notes(database: Database) -> None:
    with database.begin() as session:
        assert trips.channel(session, "T1") == ""
        for channel in ("C1", "C2"):
            trips.set_channel(session, "T1", channel, "U9", AT)
        assert (trips.channel(session, "T1"), trips.channel(session, "T2")) == ("C2", "")
        trips.unset_channel(session, "T1")
        assert trips.channel(session, "T1") == ""


def test_what_somebody_answered_about_private_travel_is_kept(database: Database) -> None:
    with database.begin() as session:
        kept = trip(session, purpose=Purpose.PERSONAL)
        trips.answer(session, "T1", kept.id, False)
        found = trips.find(session, "T1", kept.id)
        assert found is not None
        assert found.is_settled
