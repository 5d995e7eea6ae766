"""A director's lookback over 24 periods and 5,000 opportunities, on both databases."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bench.importing import addresses
from bench.rounds import figure
from bot import packs
from handlers.kit.feature import Message, Turn
from handlers.redgreen import accuracies, charts, lookback_cards
from handlers.redgreen.accuracies import Record
from handlers.redgreen.books import Book, my_view
from policies.calendars import first_of, last_of
from storage import people, profiles
from storage.commitments import COMMITMENTS
from storage.database import Database
from storage.opportunities import OPPORTUNITIES, new_row
from storage.people import Person
from storage.workspaces import Workspace

PERIODS, OPPORTUNITIES_KEPT, AES, MANAGERS, ROUNDS = 24, 5_000, 60, 8, 9
NOW = datetime(2026, 4, 15, 9, tzinfo=UTC)
TEAM, DIRECTOR = "T0BENCH", "U0DIRECTOR"
PLACE = Workspace(TEAM, "Bench", "U0BOT", "B0BOT", "A0APP", "", (), NOW)
GOAL, MOST = "lookback", "< 300 ms"
LATEST = date(2026, 3, 1)
WEAK = ("timing", "act", "contact", "why-now")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="handrail-bench-"))
    try:
        for system, address in addresses(folder):
            database = Database(address)
            database.upgrade()
            with database.begin() as session:
                settle(session)
            measured(system, database)
            database.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measured(system: str, database: Database) -> None:
    pack = packs.load()
    pages: dict[str, Callable[[Turn], Message]] = {
        "last month's lookback": lambda turn: lookback_cards.message(book(turn)),
        "accuracy over 24 periods": lambda turn: accuracies.message(
            Record(turn, my_view(turn), LATEST)
        ),
        "both charts": lambda turn: charts.message(book(turn)),
    }
    for name, page in pages.items():
        spent = []
        for _ in range(ROUNDS + 1):
            with database.begin() as session:
                actor = people.find(session, TEAM, DIRECTOR)
                assert actor
                began = perf_counter()
                page(Turn(NOW, PLACE, actor, pack, session))
                spent.append(1000 * (perf_counter() - began))
        figure(GOAL, f"{name}, {system}", f"{median(spent[1:]):.0f} ms", MOST)


def book(turn: Turn) -> Book:
    return Book(turn, my_view(turn), LATEST)


def settle(session: Session) -> None:
    everybody(session)
    run = session.connection().execute
    for values in chunks(deals()):
        run(insert(OPPORTUNITIES), values)
    for values in chunks(committed()):
        run(insert(COMMITMENTS), values)


def everybody(session: Session) -> None:
    person(session, DIRECTOR, roles=("vp",))
    for number in range(MANAGERS):
        person(session, manager(number), roles=("asm",), manager=DIRECTOR)
    for number in range(AES):
        person(session, ae(number), roles=("smb",), manager=manager(number), segment="smb")


def person(session: Session, id: str, **profile: object) -> None:
    known = Person(id, TEAM, id, id, "Europe/Berlin", TEAM, False, False, "none", False, NOW)
    people.save(session, known)
    kept = profiles.find(session, TEAM, id)
    profiles.save(session, replace(kept, **profile))  # type: ignore[arg-type]


def ae(number: int) -> str:
    return f"U0AE{number % AES:03d}"


def manager(number: int) -> str:
    return f"U0ASM{number % MANAGERS:02d}"


def closes(number: int) -> date:
    """One month after the other, the latest ones last."""
    month = first_of(LATEST, number * PERIODS // OPPORTUNITIES_KEPT - PERIODS + 1)
    return last_of(month) - timedelta(days=number % 9)


def deals() -> Iterator[dict[str, object]]:
    for number in range(OPPORTUNITIES_KEPT):
        day = closes(number) + timedelta(days=40 * (number % 5 == 0))
        values: dict[str, str | int | date | None] = {
            "name": f"Deal {number}",
            "account": f"Account {number}",
            "owner": ae(number),
            "state": ("won", "won", "open", "lost")[number % 4],
            "close_date": day,
            "net_arr": 2_000 + number,
            "segment": "smb",
        }
        yield new_row(TEAM, f"ref{number}", values, NOW) | {"id": number + 1}


def committed() -> Iterator[dict[str, object]]:
    """Each in the month in which it was to close and in the one before."""
    for number in range(OPPORTUNITIES_KEPT):
        for before in (0, 1):
            yield commitment(number, first_of(closes(number), -before), green=not before)


def commitment(number: int, month: date, green: bool) -> dict[str, object]:
    fate = ("done", "done", "done", "done", "parked", "never")[number % 6]
    verdict = ("green" if green else "red") if fate == "done" else ""
    where = {"workspace": TEAM, "starts": month, "ends": last_of(month), "version": 1}
    what = {"opportunity": number + 1, "ref": f"ref{number}", "name": f"Deal {number}"}
    whose = {"owner": ae(number), "manager": manager(number % AES), "segment": "smb"}
    said = {"fate": fate, "verdict": verdict, "flips": number % 3, "state": "open"}
    said |= {"weak": (WEAK[number % 4],), "account": f"Account {number}", "stage": "4-Proposal"}
    rest = {"net_arr": 2_000 + number, "close_date": closes(number), "edition": "fy23"}
    rest |= {"region": ("EMEA", "AMER")[number % 2], "session": None, "review": None}
    return where | what | whose | said | rest | {"at": NOW, "late": False}


def chunks(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    held: list[dict[str, object]] = []
    for row in rows:
        held.append(row)
        if len(held) == 500:
            yield held
            held = []
    if held:
        yield held


if __name__ == "__main__":
    main()
