"""Limits that processes share: never more than is allowed, and nobody waits longer than needed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy.orm import Session

from storage import paces
from storage.database import Database
from storage.paces import AT_WILL, Meter, Pace, Want

SECOND = timedelta(seconds=1)
PACE = Pace(SECOND, burst=3)
START = datetime.fromisoformat("2025-03-12T09:00:00+00:00")


def want(calm: bool = False, workspace: str = "T1", **more: Pace) -> Want:
    return Want(workspace, {"post": PACE, **more}, calm)


def waits(session: Session, now: datetime, *wants: Want, most: int = 99) -> list[float]:
    answers = paces.admit(session, now, wants, most)
    return [(at - now).total_seconds() for at in answers]


def test_a_burst_goes_at_once_and_the_rest_one_by_one(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert waits(session, now, *[want()] * 6) == [0, 0, 0, 1, 2, 3]


def test_a_slot_that_was_taken_is_taken_for_everybody_until_it_is_over(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        assert waits(session, now, *[want()] * 3) == [0, 0, 0]
    with database.begin() as session:
        assert waits(session, now, want()) == [1]
        assert waits(session, now + SECOND, want(), want()) == [0, 1]
        assert waits(session, now + 60 * SECOND, *[want()] * 4) == [0, 0, 0, 1]


def test_whoever_comes_back_finds_no_place_kept_for_them(database: Database, now: datetime) -> None:
    """Slots are taken when something is sent, so that nobody who is not there blocks others."""
    with database.begin() as session:
        assert waits(session, now, *[want()] * 5) == [0, 0, 0, 1, 2]
        assert waits(session, now + SECOND, want()) == [0]


def test_the_calm_queue_behind_all_who_queued_before(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert waits(session, now, *[want(calm=True)] * 5) == [0, 0, 0, 1, 2]
        assert waits(session, now, want(calm=True)) == [3]


def test_somebody_who_asks_now_does_not_queue_behind_the_calm(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        waits(session, now, *[want(calm=True)] * 50)
        assert waits(session, now, want()) == [1]


def test_workspaces_do_not_wait_for_each_other(database: Database, now: datetime) -> None:
    with database.begin() as session:
        waits(session, now, *[want()] * 50)
        assert waits(session, now, want(workspace="T2")) == [0]


def test_what_needs_two_slots_takes_both_or_none(database: Database, now: datetime) -> None:
    one = Pace(60 * SECOND)
    with database.begin() as session:
        assert waits(session, now, want(place=one), want(place=one)) == [0, 60]
        assert waits(session, now, want(), want(), want()) == [0, 0, 1]


def test_no_more_than_there_is_room_for_are_let_in(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert waits(session, now, *[want()] * 3, most=2) == [0, 0]
        assert waits(session, now, want()) == [0]


def test_a_pause_holds_for_everybody_and_then_goes_on_one_by_one(
    database: Database, now: datetime
) -> None:
    until = now + timedelta(minutes=5)
    with database.begin() as session:
        paces.pause(session, "T1", "post", now, until)
        paces.pause(session, "T1", "post", now, now + SECOND)
        assert waits(session, now, want(calm=True), want(calm=True)) == [300, 301]
        assert paces.pauses(session, now) == [("T1", "post", until)]
        assert waits(session, until, want()) == [0]
        assert paces.pauses(session, until) == []


def test_a_pause_can_be_ended(database: Database, now: datetime) -> None:
    with database.begin() as session:
        paces.pause(session, "T1", "post", now, now + timedelta(hours=1))
        assert paces.resume(session, "T1", "post", now)
        assert not paces.resume(session, "T1", "post", now)
        assert waits(session, now, want()) == [0]


def test_what_goes_at_will_waits_only_for_pauses(database: Database, now: datetime) -> None:
    will = Want("T1", {"post": Pace(AT_WILL)})
    with database.begin() as session:
        assert set(waits(session, now, *[will] * 99)) == {0}
        paces.pause(session, "T1", "post", now, now + SECOND)
        assert waits(session, now, will) == [1]


def test_buckets_that_are_long_empty_are_forgotten(database: Database, now: datetime) -> None:
    with database.begin() as session:
        waits(session, now, *[want()] * 5)
        assert paces.forget(session, now) == 0
        assert paces.forget(session, now + timedelta(hours=1)) == 1
        assert waits(session, now, *[want()] * 4) == [0, 0, 0, 1]


def test_processes_at_the_same_moment_take_no_more_than_there_is(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    taken = race(lambda session: waits(session, now, want(), want()).count(0))
    assert sum(taken) == PACE.burst


@settings(max_examples=200, deadline=None)
@given(some.lists(some.integers(0, 3000), max_size=200), some.integers(1, 20))
def test_no_window_ever_holds_more_than_its_share(gaps: list[int], burst: int) -> None:
    """However calls come, `burst` and one for each step of the window is the most."""
    pace, meter, now = Pace(SECOND, burst), Meter("T1", "post", START, START, START), START
    sent = []
    for gap in gaps:
        now += timedelta(milliseconds=gap)
        if meter.free_at(pace) <= now:
            meter.take(now, pace)
            sent.append(now)
    for at, first in enumerate(sent):
        within = [each for each in sent[at:] if each - first < 60 * SECOND]
        assert len(within) <= 60 + burst


@pytest.mark.parametrize("calm", [True, False])
def test_two_hundred_get_there_in_the_time_that_the_pace_allows(
    database: Database, now: datetime, calm: bool
) -> None:
    """Whoever comes back when told to is let in then, or soon after."""
    waiting, end = [(now, calm)] * 200, now
    with database.begin() as session:
        while waiting:
            waiting.sort()
            moment = waiting[0][0]
            due = [each for each in waiting if each[0] <= moment][:32]
            answers = paces.admit(session, moment, [want(calm=each[1]) for each in due], 99)
            waiting = waiting[len(due) :] + [(at, False) for at in answers if at > moment]
            end = moment
    assert (end - now).total_seconds() <= 200 - PACE.burst
