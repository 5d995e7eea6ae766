"""Interleaved rounds and their medians: the machine's mood hits both sides alike."""

from collections.abc import Callable, Mapping
from statistics import median

ROUNDS = 7


def interleaved(
    sides: Mapping[str, Callable[[], float]], rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """One figure of each side in every round; the first round only warms up."""
    figures: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, side in sides.items():
            figure = side()
            if number:
                figures[name].append(figure)
    return figures


def ratio(figures: Mapping[str, list[float]], ours: str, theirs: str) -> float:
    """The median of the rounds' own ratios."""
    return median(a / b for a, b in zip(figures[ours], figures[theirs], strict=True))


def row(goal: str, what: str, value: float, bound: str) -> None:
    print(f"| {goal} | {what} | {value:.2f} | {bound} |", flush=True)


def figure(goal: str, what: str, value: str, bound: str) -> None:
    print(f"| {goal} | {what} | {value} | {bound} |", flush=True)
