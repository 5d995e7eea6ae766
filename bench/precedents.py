"""An answer among 10,000 decided disputes, with what was decided before below it and without."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert

from bench.commands import postgresql
from bench.homes import NOW, OWNERS, TEAM, opened, person
from bench.rounds import interleaved, ratio, row
from handlers import FEATURES
from handlers.kit import blocks
from handlers.kit.answers import Asked, answer_question, tell
from handlers.kit.cards import card, summary
from handlers.kit.controls import controls
from handlers.kit.feature import Ask, Message, Place, Turn
from handlers.kit.payloads import Caller
from handlers.kit.routes import Routes, routes
from handlers.kit.turns import Done, Office, take
from storage import people
from storage.disputes import DISPUTES

DECIDED = 10_000
AT_ONCE = 40
BOUND = 1.25
RULES = ("roe/inbound-500", "roe/inbound-rest", "roe/existing-users", "roe/small")
LIKE, UNLIKE = "/roe Account 7 620 employees inbound", "/roe 9,000 employees inbound"
TURNS = count()


def dispute(number: int) -> dict[str, Any]:
    at = NOW - timedelta(minutes=number)
    facts = {"employees": 300 + number % 900, "direction": "inbound"}
    return {
        "workspace": TEAM, "number": number, "asker": OWNERS[0], "decider": OWNERS[1],
        "asked": {"question": 1, "text": "", "given": {}, "facts": facts},
        "answered": {"outcome": "mm-first-order", "headline": "It is theirs"},
        "evidence": {}, "created_at": at, "decided_at": at, "decided_by": OWNERS[1],
        "team": "mm-territory", "reason": "LinkedIn shows it.", "state": "decided",
        "account": f"Account {number}", "account_key": f"account {number}",
        "rule": RULES[number % len(RULES)], "edition": "fy23", "searched": "linkedin",
    }  # fmt: skip


def fill(office: Office) -> None:
    with office.database.begin() as session:
        for id in OWNERS[:2]:
            people.save(session, person(id))
        rows = [dispute(number) for number in range(1, DECIDED + 1)]
        session.connection().execute(insert(DISPUTES), rows)


def without(turn: Turn, asked: str) -> Message:
    told = tell(turn, Asked(asked, {}, Place.COMMAND))
    shown = card(told.answer, turn.pack, asked)
    return blocks.message(
        summary(told.answer),
        *shown,
        *controls(told.number, told.answer, turn.pack, asked, Place.COMMAND, ""),
    )


def with_them(turn: Turn, asked: str) -> Message:
    return answer_question(turn, Ask(Place.COMMAND), asked)


def spent(office: Office, found: Routes, asked: str, work: Callable[[Turn, str], Message]) -> float:
    """Milliseconds of a whole turn, the median of some."""
    spans = []
    for _ in range(AT_ONCE):
        began = perf_counter()
        caller = Caller(TEAM, OWNERS[0], TEAM, f"turn:{next(TURNS)}")
        done = take(office, found.registry, caller, lambda turn: work(turn, asked))
        spans.append((perf_counter() - began) * 1000)
        assert isinstance(done, Done), done
    return median(spans)


def measure(name: str, address: str) -> None:
    found = routes(FEATURES)
    with opened(address) as office:
        fill(office)
        for what, asked in (("shown", LIKE), ("not alike", UNLIKE)):
            sides = {
                "with": lambda asked=asked: spent(office, found, asked, with_them),
                "without": lambda asked=asked: spent(office, found, asked, without),
            }
            figures = interleaved(sides)
            told = f"/roe among {DECIDED:,} decisions, {what} ({name})"
            row("P3", f"{told}, in ms", median(figures["with"]), "")
            row("P3", f"{told} / without a look", ratio(figures, "with", "without"), f"<= {BOUND}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}")
    with postgresql() as address:
        measure("PostgreSQL", address)


if __name__ == "__main__":
    main()
