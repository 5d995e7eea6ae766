"""P11: reading and deciding a question, and loading the pack."""

from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from bench.rounds import figure
from bot import packs
from policies.asking import Question, answer

NOW = datetime(2025, 3, 12, 9, tzinfo=UTC)
QUESTIONS = (
    "/roe 620 employees",
    "/roe 480 employees 130 potential users outbound",
    "/roe 480 employees 130 potential users",
    "/handrail segment 60",
    "/roe First Order account 450 employees 99 users",
    "who owns a 480 person company with 130 devs that came inbound?",
    "Datafox 450, LinkedIn 520, who owns it?",
    "can I ask the prospect for head-count",
)
TIMES = 300


def deciding(text: str) -> float:
    """Microseconds, the median of many."""
    pack, spans = packs.load(), []
    for _ in range(TIMES):
        started = perf_counter()
        answer(Question(text, NOW), pack)
        spans.append(perf_counter() - started)
    return median(spans) * 1e6


def loading() -> float:
    """Milliseconds, the median of five, each read anew."""
    spans = []
    for _ in range(5):
        packs.load.cache_clear()
        started = perf_counter()
        packs.load()
        spans.append(perf_counter() - started)
    return median(spans) * 1e3


def main() -> None:
    figure("P11", "loading the default pack", f"{loading():.0f} ms", "<= 150 ms")
    each = {text: deciding(text) for text in QUESTIONS}
    figure("P11", "deciding, median question", f"{median(each.values()):.0f} µs", "<= 200 µs")
    slowest = max(each, key=lambda text: each[text])
    figure("P11", f"deciding, slowest: {slowest}", f"{each[slowest]:.0f} µs", "")


if __name__ == "__main__":
    main()
