"""`handrail feedback`: what people thought of their answers, with the questions they asked."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict, fields

from bot import settings
from bot.commands.audits import reading
from bot.instants import instant
from handlers.kit.spreadsheets import plain_csv_of
from storage import feedback
from storage.feedback import Feedback, Verdict

NONE = "Nobody has pressed “This helped” or “Wrong answer” yet."
MARKS = {"helped": "👍", "wrong": "👎"}


def show(args: argparse.Namespace) -> int:
    read = settings.read()
    since = instant("--since", args.since, read.timezone) if args.since else None
    verdict: Verdict | None = "wrong" if args.wrong else None
    with reading(read) as session:
        found = feedback.entries(session, args.workspace, since, verdict)
        print(as_csv(found) if args.csv else as_lines(found), end="")
    return 0


def as_lines(found: Iterable[Feedback]) -> str:
    lines = [_line(each) for each in found]
    return "\n".join(lines or [NONE]) + "\n"


def as_csv(found: Iterable[Feedback]) -> str:
    rows = (asdict(each) | {"at": each.at.isoformat()} for each in found)
    told = ([str("" if value is None else value) for value in row.values()] for row in rows)
    return plain_csv_of([[field.name for field in fields(Feedback)], *told])


def _line(each: Feedback) -> str:
    asked, told = " ".join(each.question.split()), " ".join(each.told.split())
    head = f"{MARKS[each.verdict]} {each.at:%Y-%m-%d %H:%M} {each.person} ({each.edition})"
    return f"{head}\n   asked: {asked}\n   told: {told} [{each.outcome or each.policy}]"
