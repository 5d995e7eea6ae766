"""Guards of the playground and of the bot, with a way to break each and the tests that notice.

A guard that nobody would miss is no guard: `python -m tests.mutants.run` breaks them one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.mutants import answering, delivering, promising, seeing


@dataclass(frozen=True)
class Mutant:
    """`old` occurs once in the file; with `new` in its place one of the tests must fail."""

    guard: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}: {self.guard}"


def mutants() -> Iterator[Mutant]:
    for chapter in (seeing.GUARDS, answering.GUARDS, delivering.GUARDS):
        for guard, file, old, new, tests in chapter:
            yield Mutant(guard, f"playground/{file}", old, new, tuple(tests.split()))
    for guard, file, old, new, tests in promising.GUARDS:
        yield Mutant(guard, file, old, new, tuple(tests.split()))
