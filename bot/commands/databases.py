"""`handrail db`: the database's revision."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from bot import parts, settings
from bot.mistakes import Mistake
from storage import revisions
from storage.database import Database


def upgrade(_: argparse.Namespace) -> int:
    with _database() as database:
        before = database.revision()
        parts.prepare(database, migrate=True)
        after = database.revision()
    print(
        f"Already at {after}."
        if before == after
        else f"Upgraded from {before or 'nothing'} to {after}."
    )
    return 0


def downgrade(args: argparse.Namespace) -> int:
    from alembic import command
    from alembic.util import CommandError

    with _database() as database, database.engine.begin() as connection:
        try:
            command.downgrade(revisions.configuration(connection), args.revision)
        except CommandError as error:
            raise Mistake(f"{error}. For example handrail db downgrade base") from error
    print(f"Downgraded to {args.revision}.")
    return 0


def current(_: argparse.Namespace) -> int:
    with _database() as database:
        revision, pending = database.revision(), database.pending()
    note = " (a migration is due: run `handrail db upgrade`)" if pending else ""
    print(f"{revision or 'empty'}{note}")
    return 0


@contextmanager
def _database() -> Iterator[Database]:
    with parts.database(settings.read()) as database:
        try:
            yield database
        except SQLAlchemyError as error:
            raise parts.unreachable(error) from error
