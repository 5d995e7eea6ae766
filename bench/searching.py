"""Handbook search: how often it is right, how often it rightly declines, and how quick it is."""

import json
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.rounds import figure
from bot import packs
from policies.edition import Pack
from policies.searching.indexes import Index

QUESTIONS = Path(__file__).parents[1] / "tests" / "policies"
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the entries that answer it; none when no page does."""

    id: str
    ask: str
    accept: Sequence[str]
    also_ok: Sequence[str]
    tuned: bool
    """Half of the questions was looked at when the search was made, the other never."""


def questions(name: str) -> list[Asked]:
    lines = (QUESTIONS / name).read_text("utf-8").splitlines()
    keys = ("id", "ask", "accept", "also_ok", "tuned")
    return [Asked(**{key: json.loads(line)[key] for key in keys}) for line in lines]


def found(index: Index, ask: str) -> list[str]:
    return [hit.entry for hit in index.find(ask)]


def first(index: Index, asked: Asked) -> bool:
    return any(entry in asked.accept for entry in found(index, asked.ask)[:1])


def among(index: Index, asked: Asked) -> bool:
    return not {*asked.accept, *asked.also_ok}.isdisjoint(found(index, asked.ask))


def declined(index: Index, asked: Asked) -> bool:
    return not found(index, asked.ask)


def share(test: Callable[[Index, Asked], bool], index: Index, asked: Iterable[Asked]) -> str:
    held = [test(index, each) for each in asked]
    return f"{sum(held)} of {len(held)} ({sum(held) / len(held):.1%})"


def halves(index: Index) -> None:
    asked = questions("questions.jsonl")
    nowhere = [each for each in asked if not each.accept] + questions("questions-none.jsonl")
    for tuned, name in ((True, "tuned on"), (False, "never looked at")):
        known = [each for each in asked if each.accept and each.tuned is tuned]
        none = [each for each in nowhere if each.tuned is tuned]
        figure("ask", f"right entry first, half {name}", share(first, index, known), ">= 92 %")
        figure("ask", f"among the first three, half {name}", share(among, index, known), ">= 98 %")
        figure("ask", f"rightly declined, half {name}", share(declined, index, none), ">= 90 %")


def left_out(pack: Pack) -> tuple[int, int, int]:
    """Each way of asking is hidden once and must find its entry by the others."""
    right = near = whole = 0
    for fold in range(FOLDS):
        asked = {id: tuple(w for w in ways if _fold(w) != fold) for id, ways in pack.asked.items()}
        index = replace(pack, asked=asked).index
        for id, ways in pack.asked.items():
            for way in (way for way in ways if _fold(way) == fold):
                hits = [hit.entry for hit in index.look(way).hits]
                right, near, whole = right + (hits[0] == id), near + (id in hits), whole + 1
    return right, near, whole


def _fold(way: str) -> int:
    return sha256(way.encode()).digest()[0] % FOLDS


def searching(index: Index, asks: Sequence[str]) -> list[float]:
    """Milliseconds of each."""
    spans = []
    for ask in asks:
        started = perf_counter()
        index.find(ask)
        spans.append((perf_counter() - started) * 1e3)
    return spans


def building(pack: Pack) -> float:
    spans = []
    for _ in range(5):
        fresh = replace(pack)
        started = perf_counter()
        fresh.index  # noqa: B018  # made when it is first asked for
        spans.append((perf_counter() - started) * 1e3)
    return median(spans)


def memory(pack: Pack, asks: Sequence[str]) -> float:
    """Megabytes of an index that has answered."""
    fresh = replace(pack)
    tracemalloc.start()
    searching(fresh.index, asks)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return used / 1e6


def main() -> None:
    pack = packs.load()
    index, asks = pack.index, [each.ask for each in questions("questions.jsonl")]
    halves(index)
    right, near, whole = left_out(pack)
    figure("ask", f"a hidden way of asking finds its entry, of {whole}", f"{right / whole:.1%}", "")
    figure("ask", "the same, among the first three", f"{near / whole:.1%}", "")
    figure("ask", "making the index", f"{building(pack):.0f} ms", "<= 400 ms")
    cold, warm = searching(replace(pack).index, asks), searching(index, asks)
    figure("ask", "one search, words seen for the first time", f"{median(cold):.1f} ms", "")
    figure("ask", "one search, median", f"{median(warm):.1f} ms", "<= 5 ms")
    figure("ask", "one search, slowest", f"{max(cold):.1f} ms", "<= 30 ms")
    figure("ask", "memory", f"{memory(pack, asks):.0f} MB", "")


if __name__ == "__main__":
    main()
