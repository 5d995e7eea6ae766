"""A routine that reminds of whatever a test has written into a folder, a file for each reminder."""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from handlers import FEATURES
from handlers.kit.feature import Feature, Round
from handlers.kit.routines import Item, Planning, Routine
from policies.reminders import Way, Wish
from storage.occurrences import Occurrence

VARIABLE = "NURSERY_DRILLS"
ENTRY = "next-steps-future-self"


def join(folder: str) -> None:
    """Let the bot that is about to start have this routine."""
    from bot import server

    vars(server)["FEATURES"] = (*FEATURES, feature(Path(folder)))


def order(folder: Path, number: int, person: str, day: date, at: time | None, way: Way) -> str:
    """The words by which the reminder can be told; written whole or not at all."""
    wish = {"person": person, "day": day.isoformat(), "at": at and at.isoformat(), "way": way}
    part = folder / f"{number}.part"
    part.write_text(json.dumps(wish))
    os.replace(part, folder / f"{number}.json")
    return words(str(number))


def words(number: str) -> str:
    return f"Drill no. {number}."


def feature(folder: Path) -> Feature:
    def plan(asked: Planning) -> Iterable[Wish]:
        return (wish for wish in _wishes(folder) if wish.person in asked.members)

    def show(round: Round, due: Occurrence) -> Iterable[Item]:
        return [Item(due.subject, words(due.subject), due.entry)]

    return Feature("drills", routines=(Routine("drills", "Drills", plan, show),))


def _wishes(folder: Path) -> Iterator[Wish]:
    for path in sorted(folder.glob("*.json")):
        told: dict[str, Any] = json.loads(path.read_text())
        at = time.fromisoformat(told["at"]) if told["at"] else None
        day = date.fromisoformat(told["day"])
        yield Wish(
            key=f"drills/{path.stem}",
            routine="drills",
            subject=path.stem,
            person=told["person"],
            day=day,
            at=at,
            way=Way(told["way"]),
            entry=ENTRY,
            says=words(path.stem),
        )
