from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from storage import inbox
from storage.database import Database


def test_a_redelivery_is_not_the_first_time(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert inbox.first_time(session, "T1", "Ev1", now)
    with database.begin() as session:
        assert not inbox.first_time(session, "T1", "Ev1", now)


def test_two_workspaces_may_use_one_key(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert inbox.first_time(session, "T1", "Ev1", now)
        assert inbox.first_time(session, "T2", "Ev1", now)


def test_what_is_rolled_back_was_never_delivered(database: Database, now: datetime) -> None:
    with database.begin() as session:
        inbox.first_time(session, "T1", "Ev1", now)
        session.rollback()
    with database.begin() as session:
        assert inbox.first_time(session, "T1", "Ev1", now)


def test_only_old_deliveries_are_forgotten(database: Database, now: datetime) -> None:
    with database.begin() as session:
        inbox.first_time(session, "T1", "old", now - timedelta(days=8))
        inbox.first_time(session, "T1", "new", now)
        assert inbox.forget(session, now - timedelta(days=7)) == 1
        assert inbox.first_time(session, "T1", "old", now)
        assert not inbox.first_time(session, "T1", "new", now)


def test_of_deliveries_at_the_same_moment_one_is_first(
    race: Callable[..., list[Any]], now: datetime
) -> None:
    for key in ("Ev1", "Ev2", "Ev3"):
        firsts = race(lambda session, key=key: inbox.first_time(session, "T1", key, now))
        assert sorted(firsts) == [False, False, False, True]
