import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage import audit, revisions
from storage.columns import Base
from storage.database import Database

UPGRADE = "import sys; from storage.database import Database; Database(sys.argv[1]).upgrade()"
PENDING = """
import sys
from storage.database import Database
assert not Database(sys.argv[1]).pending()
assert "alembic" not in sys.modules
"""
ROOT = Path(__file__).parents[2]


def start(script: str, address: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", script, address], cwd=ROOT)


@pytest.fixture
def empty(database: Database) -> Database:
    """A database taken back to before its first migration."""
    with database.engine.begin() as connection:
        command.downgrade(revisions.configuration(connection), "base")
    return database


def test_the_head_is_the_newest_migration(quick_database: Database) -> None:
    with quick_database.engine.connect() as connection:
        scripts = ScriptDirectory.from_config(revisions.configuration(connection))
    assert scripts.get_heads() == [revisions.HEAD]


def test_migrations_reach_exactly_the_models(database: Database) -> None:
    with database.engine.begin() as connection:
        command.check(revisions.configuration(connection))


def test_a_migrated_sqlite_is_spelt_like_its_models(sqlite_address: str) -> None:
    migrated, created = Database(sqlite_address), Database("sqlite://")
    Base.metadata.create_all(created.engine)
    assert schema(migrated) == schema(created)
    migrated.close()
    created.close()


def schema(database: Database) -> dict[str, str]:
    """Every statement that made it, which also compares what Alembic does not: CHECKs.

    SQLite quotes the name of a table that was made under another one.
    """
    query = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql <> ''"
    with database.reading() as session:
        told = session.execute(text(query))
        found = {name: "".join(sql.replace('"', "").split()) for name, sql in told}
    found.pop("alembic_version", None)
    return found


def test_a_downgrade_leaves_nothing_but_alembics_own_table(empty: Database) -> None:
    assert inspect(empty.engine).get_table_names() == ["alembic_version"]
    assert (empty.revision(), empty.pending()) == (None, True)


def test_an_upgrade_after_a_downgrade_has_its_triggers_again(empty: Database) -> None:
    empty.upgrade()
    with empty.begin() as session:
        assert audit.verify(session) == audit.Verdict(0, None)
    assert not empty.pending()


def test_upgrading_twice_is_upgrading_once(database: Database) -> None:
    assert not database.pending()
    database.upgrade()
    assert (database.revision(), database.pending()) == (revisions.HEAD, False)


def test_a_database_nobody_migrated_is_pending(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert (database.revision(), database.pending()) == (None, True)
    database.close()


def test_processes_that_upgrade_at_once_both_succeed(empty: Database, address: str) -> None:
    upgrades = [start(UPGRADE, address) for _ in range(3)]
    assert [upgrade.wait(60) for upgrade in upgrades] == [0, 0, 0]
    assert not empty.pending()


def test_asking_what_is_pending_does_not_pay_for_alembic(address: str) -> None:
    assert start(PENDING, address).wait(30) == 0


def test_a_database_from_the_future_is_left_alone(database: Database) -> None:
    with database.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert database.pending()
    with pytest.raises(revisions.UnknownRevision, match="revision 9999"):
        database.upgrade()
    assert database.revision() == "9999"
