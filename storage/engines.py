"""SQLAlchemy engines, told what SQLite and PostgreSQL each need to hear."""

from sqlite3 import Connection as SQLiteConnection
from sqlite3 import Error as SQLiteError
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

THREADS = 16
PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
)
SESSION = "-c statement_timeout=2000 -c timezone=UTC"


def engine_for(address: str) -> Engine:
    url = _parsed(address)
    match url.get_backend_name():
        case "sqlite":
            return _sqlite(url)
        case "postgresql" | "postgres":
            return _postgresql(url.set(drivername="postgresql+psycopg"))
        case other:
            raise ValueError(_unusable(f"{other} databases"))


def in_memory(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")


def _parsed(address: str) -> URL:
    try:
        return make_url(address)
    except ArgumentError:
        raise ValueError(_unusable("an address of that form")) from None


def _unusable(what: str) -> str:
    return (
        f"Handrail cannot use {what}. Give an address such as "
        "sqlite:///handrail.db or postgresql://handrail@localhost/handrail"
    )


def _sqlite(url: URL) -> Engine:
    shared: dict[str, Any] = {
        "poolclass": StaticPool,
        "connect_args": {"check_same_thread": False},
    }
    pooled = {"pool_size": THREADS, "max_overflow": 4}
    engine = create_engine(url, **(shared if in_memory(url) else pooled))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: SQLiteConnection, _record: object) -> None:
    connection.isolation_level = None  # or the driver would begin, deferred, on its own account
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    reading = connection.get_execution_options().get("reading", False)
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"
    try:
        driver.execute(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
        driver.execute(begin)
    except SQLiteError as error:  # raised in an event, it would not become SQLAlchemy's
        raise OperationalError(begin, None, error) from error


def _postgresql(url: URL) -> Engine:
    given = url.query.get("options", "")
    options = " ".join((SESSION, given if isinstance(given, str) else " ".join(given))).strip()
    try:
        return create_engine(
            url,
            connect_args={"options": options},
            pool_size=THREADS,
            max_overflow=4,
            pool_pre_ping=True,
        )
    except ModuleNotFoundError as missing:
        raise ValueError("PostgreSQL needs psycopg: pip install 'handrail[postgres]'") from missing
