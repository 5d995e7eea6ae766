"""SQLAlchemy engines, told what SQLite and PostgreSQL each need to hear."""

from sqlite3 import Connection as SQLiteConnection
from sqlite3 import Error as SQLiteError
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError, OperationalError

THREADS = 16
PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
)
CONNECTED, IDLE, COMMAND_OK = 0, 0, 1
"""As libpq counts them; its driver is there only where PostgreSQL is used."""
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
    held = connection.connection
    driver: Any = held.driver_connection
    reading = _is_reading(connection)
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"
    try:
        if held.info.get("query_only") is not reading:
            driver.execute(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
            held.info["query_only"] = reading
        driver.execute(begin)
    except SQLiteError as error:  # raised in an event, it would not become SQLAlchemy's
        raise OperationalError(begin, None, error) from error


def _is_reading(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("reading", False))


def _postgresql(url: URL) -> Engine:
    given = url.query.get("options", "")
    options = " ".join((SESSION, given if isinstance(given, str) else " ".join(given))).strip()
    told = {"options": options, "autocommit": True}  # or the driver would begin on its own account
    try:
        engine = create_engine(url, connect_args=told, pool_size=THREADS, max_overflow=4)
    except ModuleNotFoundError as missing:
        raise ValueError("PostgreSQL needs psycopg: pip install 'handrail[postgres]'") from missing
    event.listen(engine, "checkout", _begun_in_time)
    event.listen(engine, "begin", _begin_on_server)
    return engine


def _begun_in_time(connection: Any, _record: object, _proxy: object) -> None:
    """BEGIN finds out whether the server is still there; a ping of its own is a journey more."""
    if not _told(connection, b"BEGIN"):
        raise InvalidatePoolError("the server has closed this connection, and others with it")


def _begin_on_server(connection: Connection) -> None:
    """Begun with the checkout, unless this is a second transaction of the same connection."""
    driver: Any = connection.connection.driver_connection
    if driver.pgconn.transaction_status == IDLE and not _told(driver, b"BEGIN"):
        raise OperationalError("BEGIN", None, Exception(_complaint(driver)))
    if _is_reading(connection) and not _told(driver, b"SET TRANSACTION READ ONLY"):
        raise OperationalError("SET", None, Exception(_complaint(driver)))


def _told(driver: Any, statement: bytes) -> bool:
    """Straight from libpq, for it is asked in every turn."""
    line = driver.pgconn
    return bool(line.status == CONNECTED and line.exec_(statement).status == COMMAND_OK)


def _complaint(driver: Any) -> str:
    return str(driver.pgconn.error_message.decode(errors="replace"))
