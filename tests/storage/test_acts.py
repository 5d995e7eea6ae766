"""What was done can be taken back once, by whomever it is tried."""

from datetime import datetime, timedelta
from typing import Any

from storage import acts
from storage.database import Database
from tests.storage.conftest import Race


def done(database: Database, now: datetime, says: str = "done") -> int:
    with database.begin() as session:
        given: dict[str, Any] = {"kind": "chores", "says": says, "detail": {"n": 1}, "at": now}
        return acts.keep(session, workspace="T1", person="U1", **given)


def test_of_four_who_undo_at_once_one_does(
    database: Database, race: Race[object], now: datetime
) -> None:
    act = done(database, now)
    assert sorted(map(bool, race(lambda session: acts.undo(session, "T1", act, now)))) == [
        False,
        False,
        False,
        True,
    ]


def test_what_is_undone_stays_undone(database: Database, now: datetime) -> None:
    act = done(database, now)
    with database.begin() as session:
        assert acts.undo(session, "T1", act, now)
        assert not acts.undo(session, "T1", act, now)
        kept = acts.find(session, "T1", act)
    assert kept
    assert kept.undone_at == now


def test_the_last_act_is_ones_own_and_not_undone(database: Database, now: datetime) -> None:
    first, second = done(database, now), done(database, now, "done again")
    with database.begin() as session:
        acts.undo(session, "T1", second, now)
        last = acts.last(session, "T1", "U1", now - timedelta(minutes=15))
        assert acts.last(session, "T1", "U2", now - timedelta(minutes=15)) is None
    assert last
    assert last.id == first
