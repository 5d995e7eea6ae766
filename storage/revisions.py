"""Which migration a database stands at, and the way to the newest one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0029"
PATIENCE_MS = 60_000
"""A slow disk takes seconds for all migrations, and whoever comes meanwhile has to wait."""
LOCK = 7_405_148_733  # any number that nothing else on the server locks


class UnknownRevision(Exception):
    """The database was migrated by a version newer than this one."""


def stored(engine: Engine) -> str | None:
    with engine.execution_options(reading=True).connect() as connection:
        return _stored(connection)


def upgrade(engine: Engine) -> None:
    """Reach the newest migration in one transaction; whoever comes second finds it done."""
    with _patient(engine) as connection, connection.begin():
        _alone(connection)
        at = _stored(connection)
        if at != HEAD:
            _run(connection, at)


def configuration(connection: Connection) -> "Config":
    from alembic.config import Config  # a fifth of a second that only a migration should pay

    config = Config(stdout=sys.stdout)  # its default is whatever stdout was at the import
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _run(connection: Connection, at: str | None) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = configuration(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if at is not None and at not in known:
        raise UnknownRevision(
            f"The database stands at revision {at}, which this version does not know. "
            "Install the version that wrote it, or restore a backup from before."
        )
    command.upgrade(config, "head")


@contextmanager
def _patient(engine: Engine) -> Iterator[Connection]:
    """On SQLite it waits until others have migrated, and is put back as it was."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            yield connection
            return
        driver: Any = connection.connection.driver_connection
        (usual,) = driver.execute("PRAGMA busy_timeout").fetchone()
        driver.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            yield connection
        finally:
            driver.execute(f"PRAGMA busy_timeout = {usual}")


def _alone(connection: Connection) -> None:
    """SQLite needs no more than its BEGIN IMMEDIATE."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _stored(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
