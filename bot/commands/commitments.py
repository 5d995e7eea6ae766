"""`handrail commitments export`: what was frozen at each period's last session, as a CSV."""

import argparse
import sys
from dataclasses import astuple, fields

from bot import settings
from bot.commands.audits import reading
from handlers.kit.spreadsheets import Cell, csv_of
from storage import commitments
from storage.commitments import Commitment

HEAD = tuple(field.name for field in fields(Commitment))


def export(args: argparse.Namespace) -> int:
    """Also rows that a later one of the same opportunity and period has taken the place of."""
    with reading(settings.read()) as session:
        rows = [HEAD, *map(_row, commitments.every(session, args.workspace))]
    sys.stdout.write(csv_of(rows).replace("\r\n", "\n").removeprefix("\ufeff"))
    return 0


def _row(each: Commitment) -> tuple[Cell, ...]:
    told = dict(zip(HEAD, astuple(each), strict=True))
    told |= {"weak": " ".join(each.weak), "at": each.at.isoformat()}
    return tuple(_cell(value) for value in told.values())


def _cell(value: object) -> Cell:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case int():
            return value
        case _:
            return str(value)
