"""A payload with one thing wrong in it, and where that is."""

from dataclasses import dataclass
from typing import Any

from playground.validation import Surface
from tests.judges.specimens import (
    BLOCKS,
    Json,
    charted,
    held,
    payload,
    plain,
    spoiled,
)

DIVIDER: Json = {"type": "divider"}
MARKED = {"type": "mrkdwn", "text": "x"}
CELL = {"type": "raw_text", "text": "x"}
POINT = {"label": "Mon", "value": 1}


def options(count: int) -> list[Json]:
    return [{"text": plain(), "value": str(n)} for n in range(count)]


@dataclass(frozen=True)
class Broken:
    payload: Json
    surface: Surface
    pointer: str

    def __str__(self) -> str:
        return f"{self.surface} {self.pointer}"


def block(kind: str, pointer: str, value: Any, at: str | None = None) -> Broken:
    """`at`: where the problem is named, if not where the value was put."""
    surface: Surface = "modal" if kind == "alert" else "message"
    wrong = spoiled(BLOCKS[kind], pointer, value)
    return Broken(payload(surface, wrong), surface, "/blocks/0" + (pointer if at is None else at))


def element(kind: str, key: str, value: Any, at: str | None = None) -> Broken:
    holder, place, surface = held(kind)
    wrong = spoiled(holder, f"{place}/{key}", value)
    named = f"/blocks/0{place}" + (f"/{key}" if at is None else at)
    return Broken(payload(surface, wrong), surface, named)


def chart(kind: str, pointer: str, value: Any, at: str | None = None) -> Broken:
    wrong = spoiled(charted(kind), f"/chart{pointer}", value)
    named = "/blocks/0/chart" + (pointer if at is None else at)
    return Broken(payload("message", wrong), "message", named)


def view(pointer: str, value: Any, at: str | None = None) -> Broken:
    wrong = spoiled(payload("modal", DIVIDER), pointer, value)
    return Broken(wrong, "modal", pointer if at is None else at)


def whole(surface: Surface, pointer: str, *blocks: Any) -> Broken:
    return Broken(payload(surface, *blocks), surface, pointer)
