"""The browsers that are looking: who is told what, and nobody else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from playground.shapes import Json


@dataclass
class Audience:
    seats: dict[str, set[Callable[[Json], None]]] = field(default_factory=dict)

    def sit(self, user: str, tell: Callable[[Json], None]) -> None:
        self.seats.setdefault(user, set()).add(tell)

    def leave(self, user: str, tell: Callable[[Json], None]) -> None:
        self.seats.get(user, set()).discard(tell)

    def tell(self, users: Iterable[str], news: Json) -> None:
        for user in users:
            for tell in list(self.seats.get(user, ())):
                tell(news)
