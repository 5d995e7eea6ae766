"""`handrail reminders list`: what is planned, what waits, and what Slack did not take."""

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Any, get_args

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import parts, settings
from bot.clock import clock
from bot.mistakes import Mistake
from bot.settings import Settings
from storage import backlogs, occurrences, outbox, workspaces
from storage.backlogs import Depth
from storage.occurrences import Occurrence
from storage.outbox import Letter

LETTER, REMINDER = "L", "R"
LETTER_STATES: tuple[outbox.State, ...] = get_args(outbox.State)
STATES = tuple(dict.fromkeys((*get_args(occurrences.State), *LETTER_STATES)))
USUAL: tuple[outbox.State, ...] = ("dead", "open")
HEAD = ("number", "state", "due", "to", "what", "why")
NOTHING = "Nothing like that is planned, waiting or undelivered."
MOST_WHY = 60

Row = tuple[str, ...]


def show(args: argparse.Namespace) -> int:
    read = settings.read()
    now = clock(read.timezone)()
    if args.state not in (None, *STATES):
        raise Mistake(f"There is no state {args.state!r}: there are {', '.join(STATES)}.")
    with opened(read) as session:
        letters = _letters(session, args)
        planned = _planned(session, args)
        depth = backlogs.depth(session, args.workspace, now)
    if args.json:
        print(json.dumps(_object(depth, letters, planned), indent=2))
    else:
        print(_summary(depth, read.timezone))
        print("\n".join(_table(letters, planned, read.timezone)))
    return 0


def _letters(session: Session, args: argparse.Namespace) -> list[Letter]:
    if args.routine or (args.state and args.state not in LETTER_STATES):
        return []
    states = [state for state in LETTER_STATES if state == args.state] or list(USUAL)
    place = args.person or ""
    found = (
        backlogs.listed(session, args.workspace, state=state, place=place, limit=args.limit)
        for state in states
    )
    return [letter for letters in found for letter in letters]


def _planned(session: Session, args: argparse.Namespace) -> list[Occurrence]:
    state = args.state or "planned"
    if state not in get_args(occurrences.State):
        return []
    known = [each.id for each in workspaces.all_of(session)]
    chosen = [args.workspace] if args.workspace else known
    asked = {"person": args.person or "", "state": state, "routine": args.routine or ""}
    found = (occurrences.listed(session, id, **asked, limit=args.limit) for id in chosen)
    return [each for reminders in found for each in reminders]


def _table(letters: Sequence[Letter], planned: Sequence[Occurrence], zone: tzinfo) -> Iterator[str]:
    rows = [_dated(_letter_row(each), each.due_at, zone) for each in letters]
    rows += [_dated(_reminder_row(each), each.due_at, zone) for each in planned]
    if not rows:
        yield NOTHING
        return
    widths = [max(map(len, column)) for column in zip(HEAD, *rows, strict=True)]
    for row in (HEAD, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _dated(row: Row, due: datetime, zone: tzinfo) -> Row:
    return (*row[:2], _moment(due, zone), *row[2:])


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _summary(depth: Depth, zone: tzinfo) -> str:
    since = f", the oldest since {_moment(depth.oldest, zone)}" if depth.oldest else ""
    doubts = f" {depth.doubts} may have arrived twice." if depth.doubts else ""
    later = depth.open - depth.due
    return f"Letters: {depth.due} due{since}; {later} for later; {depth.dead} undelivered.{doubts}"


def _letter_row(letter: Letter) -> Row:
    why = letter.why or ""
    to = str(letter.payload.get("channel") or letter.payload.get("person") or letter.kind)
    return f"{LETTER}{letter.id}", letter.state, to, letter.key, why[:MOST_WHY]


def _reminder_row(each: Occurrence) -> Row:
    what, why = f"{each.routine} {each.subject}", each.why or each.held
    return f"{REMINDER}{each.id}", each.state, each.recipient, what, why[:MOST_WHY]


def _object(
    depth: Depth, letters: Sequence[Letter], planned: Sequence[Occurrence]
) -> dict[str, Any]:
    """Without what the letters say: that is for those who get them."""
    return {
        "letters": {
            "due": depth.due,
            "later": depth.open - depth.due,
            "oldest": depth.oldest.isoformat() if depth.oldest else None,
            "dead": depth.dead,
            "doubts": depth.doubts,
        },
        "rows": [
            *({**_named(_letter_row(each)), **_times(each)} for each in letters),
            *({**_named(_reminder_row(each)), **_times(each)} for each in planned),
        ],
    }


def _named(row: Row) -> dict[str, str]:
    return dict(zip((name for name in HEAD if name != "due"), row, strict=True))


def _times(each: Letter | Occurrence) -> dict[str, Any]:
    return {"workspace": each.workspace, "due": each.due_at.isoformat(), "attempts": each.attempts}


@contextmanager
def opened(read: Settings, writing: bool = False) -> Iterator[Session]:
    with parts.database(read) as database:
        parts.prepare(database, migrate=False)
        try:
            with database.begin() if writing else database.reading() as session:
                yield session
        except SQLAlchemyError as error:
            raise parts.unreachable(error) from error
