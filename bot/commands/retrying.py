"""`handrail reminders retry` and `drop`: what becomes of a letter that Slack did not take."""

import argparse
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import settings
from bot.clock import clock
from bot.commands.reminders import LETTER, REMINDER, opened
from bot.mistakes import Mistake
from storage import audit, backlogs, occurrences, outbox, refusals, workspaces
from storage.occurrences import Occurrence
from storage.outbox import Letter

NUMBER = re.compile(rf"([{LETTER}{REMINDER}])([0-9]{{1,15}})", re.IGNORECASE)


def retry(args: argparse.Namespace) -> int:
    read = settings.read()
    now = clock(read.timezone)()
    with opened(read, writing=True) as session:
        for letter in _chosen(session, args):
            _insist(backlogs.retry(session, letter.id, now), letter, "not dead")
            refusals.mended(session, letter.workspace, letter.lane)
            _record(session, letter.workspace, now, {"letter": letter.id, "did": "retried"})
            print(f"{LETTER}{letter.id} goes out again{_first_asked(letter)}.")
    return 0


def drop(args: argparse.Namespace) -> int:
    read = settings.read()
    now, reason = clock(read.timezone)(), " ".join(args.reason.split())
    if not reason:
        raise Mistake('Say why, for example --reason "the customer was called instead"')
    with opened(read, writing=True) as session:
        for kind, id in map(_number, args.number):
            _drop(session, kind, id, now, reason)
            print(f"{kind}{id} is dropped.")
    return 0


def _drop(session: Session, kind: str, id: int, now: datetime, reason: str) -> None:
    did = {"did": "dropped", "reason": reason}
    if kind == LETTER:
        letter = _letter(session, id)
        _insist(outbox.drop(session, id, now, reason), letter, "over")
        return _record(session, letter.workspace, now, {"letter": id, **did})
    reminder = _reminder(session, id)
    if reminder.state != "planned":
        raise Mistake(f"{REMINDER}{id} is {reminder.state}: nothing was changed.")
    occurrences.end(session, [id], "dropped", now, reason)
    _record(session, reminder.workspace, now, {"reminder": id, **did})


def _chosen(session: Session, args: argparse.Namespace) -> list[Letter]:
    if args.all:
        return backlogs.listed(session, args.workspace, state="dead", place=args.person or "")
    if not args.number:
        raise Mistake("Which one? For example handrail reminders retry L12, or --all for each")
    return [_letter(session, _letter_number(text)) for text in args.number]


def _letter_number(text: str) -> int:
    kind, id = _number(text)
    if kind != LETTER:
        raise Mistake(f"{text} is a reminder and will be sent when it is due. Retry takes letters.")
    return id


def _number(text: str) -> tuple[str, int]:
    found = NUMBER.fullmatch(text)
    if found is None:
        raise Mistake(f"{text!r} is no number of the list. For example L12 or R7")
    return found[1].upper(), int(found[2])


def _letter(session: Session, id: int) -> Letter:
    letter = backlogs.by_id(session, id)
    if letter is None:
        raise Mistake(f"There is no letter {LETTER}{id}. `handrail reminders list` shows them.")
    return letter


def _reminder(session: Session, id: int) -> Occurrence:
    for workspace in workspaces.all_of(session):
        if reminder := occurrences.find(session, workspace.id, id):
            return reminder
    raise Mistake(f"There is no reminder {REMINDER}{id}. `handrail reminders list` shows them.")


def _insist(changed: bool, letter: Letter, otherwise: str) -> None:
    if not changed:
        state = letter.state
        raise Mistake(f"{LETTER}{letter.id} is {state}, so {otherwise}: nothing was changed.")


def _record(session: Session, workspace: str, now: datetime, detail: Mapping[str, Any]) -> None:
    audit.record(
        session, workspace=workspace, at=now, actor="shell", kind="delivery", detail=detail
    )


def _first_asked(letter: Letter) -> str:
    return "; Slack is asked first whether it is there" if letter.attempted_at else ""
