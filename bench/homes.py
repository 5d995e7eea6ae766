"""P12: the Home of a manager of twelve who own 2,000 open opportunities, built and queued."""

import json
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import insert

from bench.commands import postgresql
from bench.rounds import row
from bot import packs
from handlers import FEATURES
from handlers.kit.feature import Ask, Place
from handlers.kit.payloads import Caller
from handlers.kit.reminding import planning
from handlers.kit.routes import Routes, routes
from handlers.kit.screens import Shown, shown
from handlers.kit.turns import Done, Installed, Office, round_in, take
from storage import bundles, people, profiles
from storage.database import Database
from storage.opportunities import OPPORTUNITIES, new_row
from storage.people import Person
from storage.profiles import Profile
from storage.workspaces import Workspace

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
TEAM, MANAGER = "T0BENCH", "U0MANAGER"
OWNERS = tuple(f"U0OWNER{number:02}" for number in range(12))
DEALS, WAITING, TIMES = 2_000, 12, 40
BOUND_MS = 100


def person(id: str) -> Person:
    return Person(id, TEAM, id, id, "Europe/Berlin", TEAM, False, False, "none", False, NOW)


def deal(number: int) -> dict[str, Any]:
    """One in five lacks something."""
    closes: date | None = TODAY + timedelta(days=number % 120 - 10)
    values: dict[str, Any] = {
        "name": f"Deal {number} – Premium, 60 seats",
        "account": f"Account {number}",
        "owner": OWNERS[number % len(OWNERS)],
        "stage": "4-Proposal",
        "net_arr": 1_000 + number * 37 % 60_000,
        "amount": 1_200 + number * 41 % 70_000,
        "close_date": closes if number % 17 else None,
        "next_step": "Call the head of platform about the rollout plan" if number % 11 else "",
        "next_step_date": TODAY + timedelta(days=number % 30 - 3),
        "segment": "mid-market" if number % 13 else "",
        "kind": ("new", "renewal", "")[number % 3],
        "compelling_event": (None, True, False)[number // 3 % 3],
        "quote_sent": (None, True, False)[number // 9 % 3],
    }
    return new_row(TEAM, f"ref-{number}", values, NOW - timedelta(days=30))


def fill(office: Office, found: Routes) -> None:
    with office.database.begin() as session:
        for id in (MANAGER, *OWNERS):
            people.save(session, person(id))
        profiles.save(session, Profile(TEAM, MANAGER, roles=("asm",), met_at=NOW))
        for id in OWNERS:
            profiles.save(session, Profile(TEAM, id, ("mm-territory",), manager=MANAGER))
        session.connection().execute(insert(OPPORTUNITIES), [deal(n) for n in range(DEALS)])
        wait(session)
        round = round_in(office, found.registry, office.installed[TEAM].workspace, session)
        planning.reconcile(round, OWNERS, NOW + planning.HORIZON)


def wait(session: Any) -> None:
    """A dozen things that the manager has not dealt with."""
    bundle, _ = bundles.open_one(session, TEAM, MANAGER, TODAY, "digest", "", NOW)
    common = {"workspace": TEAM, "bundle": bundle.id, "occurrence": 1, "routine": "deals"}
    common |= {"person": MANAGER, "entry": "rg-dates", "verb": None, "note": ""}
    named = [f"thing {number}" for number in range(WAITING)]
    bundles.put(session, [common | {"subject": each, "text": each} for each in named])


@contextmanager
def opened(address: str) -> Iterator[Office]:
    database = Database(address)
    database.upgrade()
    place = Workspace(TEAM, "Bench", "U0BOT", "B0BOT", "A0APP", "", (), NOW)
    with ThreadPoolExecutor(1) as pool:
        yield Office(database, packs.load(), lambda: NOW, pool, {TEAM: Installed(place, "")})
    database.close()


def build(office: Office, found: Routes, number: int) -> tuple[float, float, Any]:
    """Seconds from the event to the call that shows it, its transaction within, and what of them
    was our own work; then the Home."""
    caller = Caller(TEAM, MANAGER, TEAM, f"event:{number}")
    began, worked = perf_counter(), process_time()
    done = take(
        office,
        found.registry,
        caller,
        lambda turn: found.heard["app_home_opened"].answer(turn, Ask(Place.HOME, value="home")),
    )
    payload = {"screen": "home", "id": MANAGER}
    home = shown(office, found.registry, office.installed[TEAM].workspace, payload)
    spent = perf_counter() - began, process_time() - worked
    assert isinstance(done, Done), done
    assert isinstance(home, Shown), home
    return (*spent, home.values["view"])


def measure(name: str, address: str) -> None:
    found = routes(FEATURES)
    with opened(address) as office:
        fill(office, found)
        *_, view = build(office, found, 0)
        took = [build(office, found, number) for number in range(1, TIMES + 1)]
    size = len(json.dumps(view)) // 1024
    what = f"Home of a manager with {DEALS:,} opportunities in ms, {size} KB ({name})"
    row("P12", what, median(each[0] for each in took) * 1000, f"<= {BOUND_MS}")
    own = median(each[1] for each in took) * 1000
    row("P12", f"what of it is our own work in ms ({name})", own, "for comparison")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}")
    with postgresql() as address:
        measure("PostgreSQL", address)


if __name__ == "__main__":
    main()
