"""P7 and P9: finding what is due among very many letters, and four processes that share them."""

import argparse
import multiprocessing
import os
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import psycopg
from sqlalchemy import make_url, text, update

from bench.commands import postgresql
from bench.rounds import figure, interleaved, ratio, row
from bot import packs
from handlers.kit.paces import claim
from handlers.kit.turns import Office
from storage import outbox
from storage.columns import OPEN
from storage.database import Database
from storage.outbox import OUTBOX

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
FEW, MANY, DUE = 10_000, 1_000_000, 1_000
ROOM = 32
SHARED = 4_000
PROCESSES = 4
NUMBERS = """
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows)
    INSERT INTO outbox (workspace, key, kind, lane, payload, posted_at, state, due_at, next_at,
                        attempts, calm, doubts)
    SELECT 'T' || (n % 50), 'key' || n, 'post', 'D' || n, '{"channel": "D1", "text": "hello"}',
           :now, 'open', CASE WHEN n > :rest THEN :now ELSE :later END,
           CASE WHEN n > :rest THEN :now ELSE :later END, 0, :no, 0
    FROM numbers
"""


@dataclass
class Desk:
    database: Database
    office: Office

    def fill(self, rows: int, due: int) -> None:
        """So many letters, of which so many are due and the rest tomorrow."""
        times = {"now": NOW, "later": NOW + timedelta(days=1)}
        if self.database.dialect == "sqlite":
            times = {name: at.replace(tzinfo=None) for name, at in times.items()}
        with self.database.begin() as session:
            if self.database.dialect == "postgresql":
                session.execute(text("SET LOCAL statement_timeout = 0"))
            session.execute(text("DELETE FROM outbox"))
            values = {"rows": rows, "rest": rows - due, "no": False, **times}
            session.execute(text(NUMBERS), values)
        with self.database.begin() as session:
            if self.database.dialect == "postgresql":
                session.execute(text("SET LOCAL statement_timeout = 0"))
            session.execute(text("ANALYZE outbox"))
        if self.database.dialect == "sqlite":
            self._checkpoint()

    def _checkpoint(self) -> None:
        """What filling has written is at its place, and not read out of the log."""
        connection = self.database.engine.raw_connection()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def drain(self) -> float:
        """Seconds to claim everything that is due; then all is as it was."""
        started = perf_counter()
        while claim(self.office, "bench", ROOM):
            pass
        spent = perf_counter() - started
        with self.database.begin() as session:  # by an index: a scan would leave the cache cold
            taken = (OUTBOX.c.state == OPEN, OUTBOX.c.next_at < NOW + timedelta(hours=1))
            fresh = {"next_at": OUTBOX.c.due_at, "claimed_by": None, "claimed_until": None}
            session.execute(update(OUTBOX).where(*taken).values(attempts=0, **fresh))
        return spent


def beside(address: str) -> str:
    """A second database of the same server."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE many")
    return make_url(address).set(database="many").render_as_string(hide_password=False)


@contextmanager
def desk(address: str) -> Iterator[Desk]:
    database = Database(address)
    database.upgrade()
    with ThreadPoolExecutor(1) as pool:
        office = Office(database, packs.load(), lambda: NOW, pool, {}, posts_a_minute=0)
        yield Desk(database, office)
    database.close()


def among_many(name: str, addresses: tuple[str, str], bound: float) -> None:
    """Two databases of one kind, in turn."""
    with desk(addresses[0]) as few, desk(addresses[1]) as many:
        few.fill(FEW, DUE)
        many.fill(MANY, DUE)
        spent = interleaved({"many": many.drain, "few": few.drain})
        what = f"claiming {DUE:,} due of {MANY:,} letters / of {FEW:,} ({name})"
        row("P7", what, ratio(spent, "many", "few"), f"<= {bound}")
        while claim(many.office, "bench", ROOM):
            pass
        empty = [empty_tick(many.office) for _ in range(200)]
        took = f"{median(empty) * 1000:.1f} ms"
        figure("P7", f"nothing is due, {MANY:,} letters ({name})", took, "<= 5 ms")


def empty_tick(office: Office) -> float:
    started = perf_counter()
    assert claim(office, "bench", ROOM) == []
    return perf_counter() - started


def share(address: str, name: str, told: Connection) -> None:
    """One process: claims and marks as sent until nothing is left, and tells what it claimed."""
    with desk(address) as ours:
        told.send(None)
        while letters := claim(ours.office, name, ROOM):
            for letter in letters:
                with ours.database.begin() as session:
                    if outbox.sent(session, letter.id, NOW, {}):
                        told.send(letter.id)
        told.send(None)


def run(address: str, processes: int, kill: bool = False) -> tuple[float, Counter[int]]:
    """Seconds from the start of all to the end, and how often each letter was sent."""
    lines = [multiprocessing.Pipe(duplex=False) for _ in range(processes)]
    crew = [
        multiprocessing.Process(target=share, args=(address, f"w{n}", line[1]))
        for n, line in enumerate(lines)
    ]
    for process in crew:
        process.start()
    for line in lines:
        line[0].recv()
    started, sent = perf_counter(), Counter[int]()
    if kill:
        sleep(0.5)
        os.kill(crew[0].pid or 0, signal.SIGKILL)
    for process, line in list(zip(crew, lines, strict=True)):
        line[1].close()
        sent.update(heard(line[0]))
        process.join()
    return perf_counter() - started, sent


def heard(line: Connection) -> Iterator[int]:
    try:
        while (number := line.recv()) is not None:
            yield number
    except EOFError:
        return


def among_processes(name: str, address: str) -> None:
    with desk(address) as ours:
        ours.fill(SHARED, SHARED)
        alone, _ = run(address, 1)
        ours.fill(SHARED, SHARED)
        together, sent = run(address, PROCESSES)
        twice = sum(times - 1 for times in sent.values())
        figure("P9", f"sent twice by four processes ({name})", str(twice), "0")
        figure("P9", f"left over ({name})", str(SHARED - len(sent)), "0")
        row("P9", f"four processes / one, rate ({name})", alone / together, ">= 1.2")
        ours.fill(SHARED, SHARED)
        _, sent = run(address, PROCESSES, kill=True)
        twice = sum(times - 1 for times in sent.values())
        figure("P9", f"sent twice with one killed ({name})", str(twice), "0")
        held = at_hand(ours)
        figure("P9", f"at hand of the killed one, left to others ({name})", str(held), f"<= {ROOM}")


def at_hand(ours: Desk) -> int:
    """Open letters, which must be those that the dead process had claimed."""
    with ours.database.reading() as session:
        rows = session.execute(
            text("SELECT COALESCE(claimed_by, 'nobody') FROM outbox WHERE state = 'open'")
        )
        holders = Counter(rows.scalars())
    assert set(holders) <= {"w0"}, holders
    return holders.total()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    only = parser.parse_args().only
    if only != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            address, other = (f"sqlite:///{Path(folder) / name}" for name in ("few.db", "many.db"))
            among_many("SQLite", (address, other), 1.2)
            among_processes("SQLite", address)
    if only != "sqlite":
        with postgresql() as address:
            among_many("PostgreSQL", (address, beside(address)), 1.5)
            among_processes("PostgreSQL", address)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
