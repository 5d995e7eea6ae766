"""`handrail preview`: who would be told what in the days to come, when and why."""

import argparse
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bot import packs, settings
from bot.clock import clock
from bot.commands.policies import pack_named
from bot.commands.reminders import opened
from bot.commands.teams import workspace_in
from bot.days_off import days_off
from bot.mistakes import Mistake
from bot.settings import Settings
from handlers import FEATURES
from handlers.kit.feature import Registry, Round
from handlers.kit.reminding.previewing import Difference, Row, differences, preview
from handlers.kit.routes import routes
from handlers.kit.spreadsheets import csv_of
from handlers.kit.texts import counted
from policies.pack import Pack
from policies.problems import nearest
from storage import members, people
from storage.workspaces import Workspace

MOST_DAYS = 366
HEAD = ("when", "who", "routine", "how", "what", "why")
COLUMNS = (
    *("date", "time", "weekday", "zone", "utc", "person", "name", "told", "told_name"),
    *("routine", "way", "says", "entry", "heading", "url", "held", "key"),
)
WIDEST = 60
NOTHING = "Nobody would be told anything in the next {days}."
SAME = "Both packs tell everybody the same in the next {days}."
MARK = "\ufeff"
"""Which tells a spreadsheet that the file is UTF-8, and a pipe nothing."""
MARKS = {"added": "+", "removed": "-", "moved": "~"}
BROKEN = "{routines} could not be planned, so it is missing here; the log says why."


def show(args: argparse.Namespace) -> int:
    """1 if a routine could not be planned."""
    read, broken = settings.read(), set[str]()
    if not 1 <= args.days <= MOST_DAYS:
        raise Mistake(f"--days is 1 to {MOST_DAYS}. For example --days 30")
    registry = routes(FEATURES).registry
    _insist_on_routine(args.routine, registry)
    with opened(read) as session:
        workspace = workspace_in(session, args.workspace)
        round = _round(session, workspace, packs.load(read.pack, read.edition), registry, read)
        told = _people(session, workspace, args.person)
        until = round.now + timedelta(days=args.days)
        if args.against:
            other = _round(session, workspace, pack_named(args.against), registry, read, round.now)
            sides = [_rows(each, told, until, args.routine, broken) for each in (round, other)]
            _print(args, _changed(args, differences(*sides)))
        else:
            _print(args, _planned(args, _rows(round, told, until, args.routine, broken)))
    if broken:
        print(BROKEN.format(routines=", ".join(sorted(broken))), file=sys.stderr)
    return 1 if broken else 0


def _round(
    session: Session,
    workspace: Workspace,
    pack: Pack,
    registry: Registry,
    read: Settings,
    now: datetime | None = None,
) -> Round:
    configured = (read.decider, registry, days_off(read.holidays), read.admins)
    return Round(now or clock(read.timezone)(), workspace, pack, session, *configured)


def _rows(
    round: Round,
    told: Collection[str] | None,
    until: datetime,
    routine: str | None,
    broken: set[str],
) -> list[Row]:
    found = preview(round, told, until, broken)
    return [row for row in found if routine in (None, row.routine)]


def _insist_on_routine(name: str | None, registry: Registry) -> None:
    if name is None or name in registry.routines:
        return
    near = nearest(name, list(registry.routines))
    known = ", ".join(registry.routines)
    meant = f"did you mean {near}?" if near else f"there are {known}."
    raise Mistake(f"There is no routine {name}: {meant}")


def _people(session: Session, workspace: Workspace, wanted: str | None) -> list[str] | None:
    """By id, by name in Slack or by the whole name."""
    if wanted is None:
        return None
    word, handles = wanted.removeprefix("@").casefold(), people.names(session, workspace.id)
    found = [
        each.id
        for each in members.members(session, workspace.id)
        if word in {name.casefold() for name in (each.id, each.name, handles[each.id])}
    ]
    if not found:
        raise Mistake(f"Handrail knows nobody here by {wanted}. For example --person @ana")
    return found


Shown = tuple[str, str]
"""As a table and as CSV."""


def _planned(args: argparse.Namespace, rows: Sequence[Row]) -> Shown:
    table = _table(HEAD, [_cells(row) for row in rows])
    nothing = NOTHING.format(days=counted(args.days, "day"))
    csv = csv_of([COLUMNS, *(_record(row) for row in rows)])
    return "\n".join([*table, _sum(rows)] if rows else [nothing]), csv


def _changed(args: argparse.Namespace, found: Sequence[Difference]) -> Shown:
    rows = [(MARKS[each.kind], *_cells(_side(each)), _was(each)) for each in found]
    kinds = [each.kind for each in found]
    summed = ", ".join(f"{kinds.count(kind):,} {kind}" for kind in MARKS)
    same = SAME.format(days=counted(args.days, "day"))
    table = [*_table(("", *HEAD, "was"), rows), f"{summed}."]
    records = [(each.kind, *_record(_side(each)), _was(each)) for each in found]
    csv = csv_of([("change", *COLUMNS, "was"), *records])
    return "\n".join(table if found else [same]), csv


def _side(each: Difference) -> Row:
    row = each.becomes or each.was
    assert row is not None
    return row


def _was(each: Difference) -> str:
    """What is different in what stays."""
    if each.was is None or each.becomes is None:
        return ""
    moved = each.was.due != each.becomes.due
    return _moment(each.was) if moved else each.was.says


def _print(args: argparse.Namespace, shown: Shown) -> None:
    table, csv = shown
    if args.csv is None:
        print(table)
    elif args.csv == "-":
        sys.stdout.write(csv.removeprefix(MARK))
    else:
        try:
            Path(args.csv).write_text(csv, "utf-8", newline="")
        except OSError as error:
            raise Mistake(f"{args.csv} cannot be written: {error.strerror}.") from error
        print(f"Written to {args.csv}.")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    cut = [[_cut(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *cut, strict=True)]
    for row in (head, *cut):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _cut(cell: str) -> str:
    return cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}…"


def _cells(row: Row) -> tuple[str, ...]:
    for_whom = "" if row.to.id == row.person.id else f" for {row.person.name}"
    why = row.citation.heading if row.citation else row.entry
    held = f" ({row.held})" if row.held else ""
    says = " ".join(row.says.split())
    return (_moment(row), f"{row.to.name}{for_whom}", row.routine, row.way, says, f"{why}{held}")


def _moment(row: Row) -> str:
    """`Thu 2026-12-03 09:00`, as the clock on their wall shows it."""
    return f"{row.local:%a %Y-%m-%d %H:%M}"


def _record(row: Row) -> tuple[str, ...]:
    cited = row.citation
    return (
        *(f"{row.local:%Y-%m-%d}", f"{row.local:%H:%M}", f"{row.local:%A}", row.to.zone),
        *(
            f"{row.due.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
            row.person.id,
            row.person.name,
            row.to.id,
            row.to.name,
        ),
        *(row.routine, row.way, row.says, row.entry),
        *((cited.heading, cited.url) if cited else ("", "")),
        *(row.held, row.key),
    )


def _sum(rows: Iterable[Row]) -> str:
    """Of a person's digest there is one a day, however much it holds."""
    every = list(rows)
    digests = {(row.to.id, row.local.date()) for row in every if row.way == "digest"}
    alone = sum(row.way != "digest" for row in every)
    told = counted(len({row.to.id for row in every}), "person", "people")
    messages = f"{counted(len(digests), 'digest')} and {counted(alone, 'message')} of its own"
    return f"{counted(len(every), 'reminder')} for {told}, in {messages}."
