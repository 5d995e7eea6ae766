from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage import audit
from storage.database import Database
from storage.seals import seal

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=8,
)  # fmt: skip


def record(session: Session, at: datetime, workspace: str = "T1", **detail: Any) -> int:
    return audit.record(
        session, workspace=workspace, at=at, actor="U1", kind="roe.answered", detail=detail
    )


@pytest.fixture
def logged(database: Database, now: datetime) -> Database:
    """Five entries of one workspace and two of another."""
    with database.begin() as session:
        for workspace in ("T1", "T1", "T2", "T1", "T1", "T2", "T1"):
            record(session, now, workspace, employees=480)
    return database


@pytest.fixture
def unguarded(logged: Database) -> Database:
    """The same log, for someone who has the rights to drop its triggers."""
    with logged.begin() as session:
        if logged.dialect == "sqlite":
            session.execute(text("DROP TRIGGER audit_refuses_update"))
            session.execute(text("DROP TRIGGER audit_refuses_delete"))
            session.execute(text("DROP TRIGGER audit_moves_head"))
        else:
            session.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
    return logged


def move(session: Session, old: int, new: int) -> None:
    move = text("UPDATE audit SET id = :new WHERE workspace = 'T1' AND id = :old")
    session.execute(move, {"old": old, "new": new})


def found(database: Database) -> tuple[str, int, str] | None:
    with database.reading() as session:
        broken = audit.verify(session).broken
    return None if broken is None else (broken.workspace, broken.id, broken.how)


def test_entries_are_numbered_and_found_in_their_workspace(logged: Database, now: datetime) -> None:
    with logged.begin() as session:
        id = record(session, now, employees=620)
        entry = audit.find(session, "T1", id)
        assert audit.find(session, "T2", id) is None
    assert entry is not None
    assert (entry.id, entry.actor, entry.at, entry.detail) == (6, "U1", now, {"employees": 620})


def test_an_untouched_log_holds(logged: Database) -> None:
    with logged.reading() as session:
        assert audit.verify(session) == audit.Verdict(7, None)
        assert audit.verify(session, "T2") == audit.Verdict(2, None)
        assert audit.verify(session, "T3") == audit.Verdict(0, None)


def test_each_entry_names_the_one_before(logged: Database) -> None:
    with logged.reading() as session:
        chain = list(audit.entries(session, "T1"))
    assert [entry.previous for entry in chain] == ["", *(entry.hash for entry in chain[:-1])]


def test_an_export_can_begin_at_an_instant(logged: Database, now: datetime) -> None:
    with logged.begin() as session:
        record(session, now + timedelta(days=1), employees=1)
        later = list(audit.entries(session, since=now + timedelta(hours=1)))
        assert [entry.detail for entry in later] == [{"employees": 1}]
        assert len(list(audit.entries(session))) == 8


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET actor = 'U2'", "DELETE FROM audit WHERE id = 1"]
)
def test_the_database_refuses_to_change_an_entry(logged: Database, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), logged.begin() as session:
        session.execute(text(statement))


def test_postgresql_refuses_to_empty_the_log(postgresql_copy: str) -> None:
    database = Database(postgresql_copy)
    with pytest.raises(DBAPIError, match="append-only"), database.begin() as session:
        session.execute(text("TRUNCATE audit"))
    database.close()


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'U2'",
        "kind = 'roe.shared'",
        "detail = '{\"employees\": 481}'",
        "at = '2025-03-12 09:00:01.000000'",
        "previous = ''",
        "hash = 'f00'",
    ],
)
def test_an_edited_entry_is_found(unguarded: Database, change: str) -> None:
    with unguarded.begin() as session:
        edit = f"UPDATE audit SET {change} WHERE workspace = 'T1' AND id = 3"
        session.connection().exec_driver_sql(edit)
    assert found(unguarded) == ("T1", 3, "edited")


def test_an_entry_edited_and_sealed_again_is_found_by_the_next(unguarded: Database) -> None:
    with unguarded.begin() as session:
        reseal(session, 3, actor="U2")
    assert found(unguarded) == ("T1", 4, "edited")


def test_the_last_entry_edited_and_sealed_again_is_found_by_the_head(unguarded: Database) -> None:
    with unguarded.begin() as session:
        reseal(session, 5, actor="U2")
    assert found(unguarded) == ("T1", 5, "edited")


def reseal(session: Session, id: int, actor: str) -> None:
    entry = audit.find(session, "T1", id)
    assert entry is not None
    values = {name: getattr(entry, name) for name in audit.Entry.__dataclass_fields__}
    forged = seal(values | {"actor": actor})
    edit = text("UPDATE audit SET actor = :actor, hash = :hash WHERE workspace='T1' AND id = :id")
    session.execute(edit, {"id": id, "actor": actor, "hash": forged})


@pytest.mark.parametrize("id", [1, 3])
def test_a_removed_entry_is_found(unguarded: Database, id: int) -> None:
    with unguarded.begin() as session:
        session.execute(text(f"DELETE FROM audit WHERE workspace = 'T1' AND id = {id}"))
    assert found(unguarded) == ("T1", id, "removed")


def test_a_removed_entry_whose_gap_was_closed_is_found(unguarded: Database) -> None:
    with unguarded.begin() as session:
        session.execute(text("DELETE FROM audit WHERE workspace = 'T1' AND id = 3"))
        move(session, 4, 3)
        move(session, 5, 4)
    assert found(unguarded) == ("T1", 3, "removed")


@pytest.mark.parametrize("id", [1, 5])
def test_a_log_cut_off_at_its_tail_is_found(unguarded: Database, id: int) -> None:
    with unguarded.begin() as session:
        session.execute(text(f"DELETE FROM audit WHERE workspace = 'T1' AND id >= {id}"))
    assert found(unguarded) == ("T1", id, "cut off")


def test_a_log_without_its_head_is_found(unguarded: Database) -> None:
    with unguarded.begin() as session:
        session.execute(text("DELETE FROM audit_heads WHERE workspace = 'T2'"))
    assert found(unguarded) == ("T2", 2, "cut off")


def test_two_entries_that_changed_places_are_found(unguarded: Database) -> None:
    with unguarded.begin() as session:
        move(session, 2, 99)
        move(session, 4, 2)
        move(session, 99, 4)
    assert found(unguarded) == ("T1", 2, "reordered")


def test_an_entry_moved_to_the_end_is_found(unguarded: Database) -> None:
    with unguarded.begin() as session:
        move(session, 2, 99)
    assert found(unguarded) == ("T1", 2, "reordered")


@pytest.mark.parametrize("id", [0, 6])
def test_an_entry_put_in_behind_our_back_is_found(unguarded: Database, id: int) -> None:
    with unguarded.begin() as session:
        last = audit.find(session, "T1", 5)
        assert last is not None
        forge(session, id, last.hash, last.at)
    broken = found(unguarded)
    assert broken is not None
    assert broken[2] == "inserted"


def forge(session: Session, id: int, previous: str, at: datetime) -> None:
    values = {
        "id": id,
        "workspace": "T1",
        "at": at,
        "actor": "U1",
        "kind": "forged",
        "detail": {},
        "previous": previous,
    }
    session.execute(insert(audit.AUDIT), values | {"hash": seal(values)})


def test_what_was_rolled_back_leaves_the_chain_whole(logged: Database, now: datetime) -> None:
    with logged.begin() as session:
        record(session, now)
        session.rollback()
    with logged.begin() as session:
        assert record(session, now) == 6
    assert found(logged) is None


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(detail=st.dictionaries(st.text(), ANYTHING))
def test_whatever_json_can_say_is_kept_and_holds(
    database: Database, now: datetime, detail: dict[str, Any]
) -> None:
    with database.begin() as session:
        entry = audit.find(session, "T1", record(session, now, said=detail))
    assert entry is not None
    assert seal(asdict(entry)) == entry.hash


def test_what_json_cannot_say_is_refused(database: Database, now: datetime) -> None:
    with pytest.raises(ValueError, match="JSON"), database.begin() as session:
        record(session, now, employees=float("nan"))


def test_entries_recorded_at_the_same_moment_make_one_chain(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    assert sorted(race(lambda session: record(session, now))) == [1, 2, 3, 4]
    race(lambda session: [record(session, now) for _ in range(5)])
    with database.reading() as session:
        assert audit.verify(session) == audit.Verdict(24, None)


def test_a_break_says_where_it_is() -> None:
    broken = audit.Break("T1", 3, "edited")
    assert str(broken) == "The audit log of T1 was edited at entry 3."
