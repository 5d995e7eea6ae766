"""The board of a manager of twelve who hand over and take over 500 accounts, and its CSV."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert

from bench.commands import postgresql
from bench.homes import MANAGER, NOW, OWNERS, TEAM, TIMES, TODAY, opened, person
from bench.rounds import row
from handlers import FEATURES
from handlers.handoffs import boards
from handlers.kit.feature import Ask, Message, Place, Turn
from handlers.kit.payloads import Caller
from handlers.kit.routes import Routes, routes
from handlers.kit.turns import Done, Office, take
from policies.handoffs import Act, Mark, State
from storage import people, profiles
from storage.handoff_events import EVENTS, MARKS
from storage.handoffs import HANDOFFS
from storage.profiles import Profile

OPEN, ENDED = 500, 150
BOUND_MS = 200
STATES = (State.OPEN, State.SIGNED, State.RETURNED)
ITEMS = ("find", "licence", "chatter", "activity", "call", "materials", "schedule", "notes")
TYPE = "first-order-to-named"


def handoff(number: int) -> dict[str, Any]:
    """One in three is signed, one in three came back."""
    over = number > OPEN
    age = timedelta(days=number % 40)
    return {
        "id": number, "workspace": TEAM, "type": TYPE, "account": f"Account {number}",
        "folded": f"account {number}", "opportunity": number, "giver": OWNERS[number % 6],
        "receiver": OWNERS[6 + number % 6], "closed": TODAY - age, "initial": 12_000,
        "potential": 7_999, "net_arr": 12_000, "users": 250, "channel": "email-allowed",
        "state": State.DONE if over else STATES[number % 3], "since": NOW - age,
        "starts": TODAY - age, "started_by": OWNERS[number % 6], "started_at": NOW - age,
        "accepted_at": NOW if over else None, "rounds": number % 3 // 2,
    }  # fmt: skip


def mark(number: int, item: str) -> dict[str, Any]:
    return {
        "workspace": TEAM, "handoff": number, "item": item, "mark": Mark.DONE,
        "by": OWNERS[0], "at": NOW, "note": "", "link": "", "act": None,
    }  # fmt: skip


def event(number: int, act: Act) -> dict[str, Any]:
    note = "The summary names no contacts" if act is Act.RETURNED else ""
    common = {"workspace": TEAM, "handoff": number, "by": OWNERS[0], "at": NOW}
    return common | {"act": act, "note": note, "items": ()}


def fill(office: Office) -> None:
    numbers = range(1, OPEN + ENDED + 1)
    with office.database.begin() as session:
        for id in (MANAGER, *OWNERS):
            people.save(session, person(id))
        profiles.save(session, Profile(TEAM, MANAGER, roles=("asm",), met_at=NOW))
        for id in OWNERS:
            profiles.save(session, Profile(TEAM, id, ("mmkafo",), manager=MANAGER))
        connection = session.connection()
        connection.execute(insert(HANDOFFS), [handoff(number) for number in numbers])
        marked = [mark(number, item) for number in numbers for item in ITEMS[: number % 8 + 1]]
        connection.execute(insert(MARKS), marked)
        acts = [event(number, act) for number in numbers for act in (Act.STARTED, Act.SIGNED)]
        acts += [event(number, Act.RETURNED) for number in numbers if number % 3 == 2]
        connection.execute(insert(EVENTS), acts)


def spent(
    office: Office, found: Routes, number: int, work: Callable[[Turn], Any]
) -> tuple[float, Any]:
    """Milliseconds of the whole turn."""
    began = perf_counter()
    done = take(office, found.registry, Caller(TEAM, MANAGER, TEAM, f"turn:{number}"), work)
    took = (perf_counter() - began) * 1000
    assert isinstance(done, Done), done
    return took, done.reply


def measure(name: str, address: str) -> None:
    found = routes(FEATURES)
    slash, export = found.slashes["/handoff"].answer, found.buttons["handoffs.csv"].answer
    ask = Ask(Place.COMMAND, text="board")
    with opened(address) as office:
        fill(office)
        _, shown = spent(office, found, 0, lambda turn: slash(turn, ask))
        assert isinstance(shown, Message)
        assert shown.text == f"Handoffs: {OPEN} open", shown.text
        board = [spent(office, found, n, lambda turn: slash(turn, ask))[0] for n in range(1, TIMES)]
        csv = [
            spent(office, found, TIMES + n, lambda turn: export(turn, ask))[0] for n in range(TIMES)
        ]
    row("board", f"{OPEN} open handoffs in ms ({name})", median(board), f"< {BOUND_MS}")
    row("board", f"the quickest of {TIMES}, for a busy machine ({name})", min(board), "")
    row("board", f"the same as a CSV in ms ({name})", median(csv), f"for {boards.FILE}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}")
    with postgresql() as address:
        measure("PostgreSQL", address)


if __name__ == "__main__":
    main()
