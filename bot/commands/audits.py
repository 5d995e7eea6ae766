"""`handrail audit`: proof that nothing was changed, and the entries themselves."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import parts, settings
from bot.instants import instant
from bot.settings import Settings
from storage import audit
from storage.audit import Entry


def verify(args: argparse.Namespace) -> int:
    with reading(settings.read()) as session:
        verdict = audit.verify(session, args.workspace)
    if verdict.broken:
        print(f"{verdict.broken} Compare with a backup or an earlier `handrail audit export`.")
        return 1
    print(f"{verdict.count:,} entries, none edited, removed, inserted or moved.")
    return 0


def export(args: argparse.Namespace) -> int:
    read = settings.read()
    since = instant("--since", args.since, read.timezone) if args.since else None
    with reading(read) as session:
        for entry in audit.entries(session, args.workspace, since):
            print(_line(entry))
    return 0


def _line(entry: Entry) -> str:
    return json.dumps(asdict(entry) | {"at": entry.at.isoformat()})


@contextmanager
def reading(read: Settings) -> Iterator[Session]:
    with parts.database(read) as database:
        parts.prepare(database, migrate=False)
        try:
            with database.reading() as session:
                yield session
        except SQLAlchemyError as error:
            raise parts.unreachable(error) from error
