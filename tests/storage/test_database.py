import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError

from storage import cards, inbox, people
from storage.columns import Base
from storage.database import Database
from storage.people import Person

NOON_IN_NEW_YORK = datetime(2025, 3, 12, 12, tzinfo=timezone(timedelta(hours=-4)))


def someone(at: datetime = NOON_IN_NEW_YORK) -> Person:
    return Person("U1", "T1", "ada", "Ada", "Asia/Tokyo", "T1", False, False, "none", False, at)


def test_every_table_carries_the_workspace() -> None:
    assert {name for name, table in Base.metadata.tables.items() if "workspace" not in table.c} == (
        set()
    )


def test_instants_come_back_aware_and_in_utc(database: Database) -> None:
    with database.begin() as session:
        people.save(session, someone())
    with database.reading() as session:
        person = people.find(session, "T1", "U1")
    assert person is not None
    assert person.refreshed_at == datetime(2025, 3, 12, 16, tzinfo=UTC)
    assert person.refreshed_at.tzinfo is UTC


def test_a_naive_instant_is_refused(database: Database) -> None:
    naive = NOON_IN_NEW_YORK.replace(tzinfo=None)
    with pytest.raises(StatementError, match="naive"), database.begin() as session:
        people.save(session, someone(naive))


def test_what_fails_leaves_nothing_behind(database: Database) -> None:
    def fail() -> None:
        with database.begin() as session:
            people.save(session, someone())
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with database.reading() as session:
        assert people.find(session, "T1", "U1") is None


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), database.reading() as session:
        people.save(session, someone())


def test_a_connection_that_read_can_write_again(database: Database) -> None:
    with database.reading() as session:
        assert people.find(session, "T1", "U1") is None
    with database.begin() as session:
        people.save(session, someone())
    with database.reading() as session:
        assert people.find(session, "T1", "U1") is not None


def test_a_reader_waits_for_no_writer(database: Database) -> None:
    with database.begin() as writing, database.reading() as reading:
        people.save(writing, someone())
        assert people.find(reading, "T1", "U1") is None


def test_threads_that_share_memory_take_turns(quick_database: Database) -> None:
    def count(key: int) -> bool:
        with quick_database.begin() as session:
            return inbox.first_time(session, "T1", str(key % 50), NOON_IN_NEW_YORK)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(count, range(200))) == 50


def test_postgresql_is_told_to_give_up_after_two_seconds(postgresql_copy: str) -> None:
    database = Database(postgresql_copy)
    with database.reading() as session:
        assert session.execute(text("SHOW statement_timeout")).scalar() == "2s"
        assert session.execute(text("SHOW timezone")).scalar() == "UTC"
    database.close()


def test_options_in_the_address_are_kept(postgresql_copy: str) -> None:
    database = Database(f"{postgresql_copy}&options=-c%20application_name%3Dsales")
    with database.reading() as session:
        assert session.execute(text("SHOW application_name")).scalar() == "sales"
        assert session.execute(text("SHOW statement_timeout")).scalar() == "2s"
    database.close()


def test_sqlite_is_told_what_it_needs(sqlite_address: str) -> None:
    database = Database(sqlite_address)
    with database.begin() as session:
        told = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    database.close()
    assert told == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "synchronous": 1,
    }


@pytest.mark.parametrize("address", ["mysql://localhost/x", "handrail.db", ""])
def test_an_address_that_cannot_be_used_is_answered_with_an_example(address: str) -> None:
    with pytest.raises(ValueError, match=r"such as sqlite:///handrail\.db"):
        Database(address)


def test_a_card_is_found_by_its_own_workspace_only(database: Database) -> None:
    with database.begin() as session:
        cards.keep(
            session,
            id="x7",
            workspace="T1",
            user="U1",
            response_url="https://hooks.slack.test/1",
            at=NOON_IN_NEW_YORK,
            subject={"employees": "480"},
        )
        card = cards.find(session, "T1", "x7")
        assert cards.find(session, "T2", "x7") is None
    assert card is not None
    assert card.subject == {"employees": "480"}


def test_old_cards_are_forgotten(database: Database) -> None:
    kept = {"workspace": "T1", "user": "U1", "response_url": "https://hooks.slack.test/1"}
    with database.begin() as session:
        cards.keep(session, id="old", at=NOON_IN_NEW_YORK, subject={}, **kept)
        assert cards.forget(session, NOON_IN_NEW_YORK + timedelta(seconds=1)) == 1
        assert cards.find(session, "T1", "old") is None


def test_a_file_that_somebody_else_holds_is_an_error_of_the_database(sqlite_address: str) -> None:
    """What waits for the database expects SQLAlchemy's errors, whatever the driver raises."""
    database = Database(sqlite_address)
    with database.reading() as session:
        session.execute(text("PRAGMA busy_timeout = 10"))
    holder = sqlite3.connect(sqlite_address.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"), database.begin() as session:
        session.connection()
    holder.close()
    with database.begin() as session:
        assert inbox.first_time(session, "T1", "once it is free", NOON_IN_NEW_YORK)
    database.close()


def test_a_refused_statement_of_every_turn_is_an_error_of_the_database(database: Database) -> None:
    with database.begin() as session:
        session.execute(text("DROP TABLE inbox"))
    with database.begin() as session, pytest.raises(DBAPIError):
        inbox.first_time(session, "T1", "key", NOON_IN_NEW_YORK)


def test_a_savepoint_takes_back_what_was_done_since_and_no_more(database: Database) -> None:
    with database.begin() as session:
        inbox.first_time(session, "T1", "before", NOON_IN_NEW_YORK)
        savepoint = session.begin_nested()
        inbox.first_time(session, "T1", "within", NOON_IN_NEW_YORK)
        savepoint.rollback()
        inbox.first_time(session, "T1", "after", NOON_IN_NEW_YORK)
    with database.reading() as session:
        kept = session.execute(text("SELECT key FROM inbox ORDER BY key")).scalars().all()
    assert kept == ["after", "before"]


def test_a_savepoint_that_fails_leaves_the_rest_to_be_kept(database: Database) -> None:
    with database.begin() as session:
        inbox.first_time(session, "T1", "before", NOON_IN_NEW_YORK)
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text("INSERT INTO nowhere VALUES (1)"))
    with database.reading() as session:
        assert session.execute(text("SELECT key FROM inbox")).scalars().all() == ["before"]


def test_a_second_transaction_of_one_connection_can_be_taken_back_too(database: Database) -> None:
    with database.engine.connect() as connection:
        for key in ("kept", "taken back"):
            values = {"workspace": "T1", "key": key, "at": NOON_IN_NEW_YORK}
            connection.execute(inbox.INBOX.insert().values(values))
            if key == "kept":
                connection.commit()
        connection.rollback()
    with database.reading() as session:
        assert session.execute(text("SELECT key FROM inbox")).scalars().all() == ["kept"]


def test_connections_that_postgresql_has_closed_are_replaced_unseen(postgresql_copy: str) -> None:
    """As after its restart: the next turn must not fail for it."""
    database, other = Database(postgresql_copy), Database(postgresql_copy)
    with database.begin(), database.reading():
        pass
    end = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with other.begin() as session:
        assert len(session.execute(end).all()) == 2
    with database.begin() as session, database.reading() as reading:
        assert inbox.first_time(session, "T1", "key", NOON_IN_NEW_YORK)
        assert people.find(reading, "T1", "U1") is None
    database.close()
    other.close()
