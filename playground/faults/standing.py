"""An order that stands for a while: for so many hits, for so long, or by chance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, Protocol, TypeVar


class Order(Protocol):
    @property
    def times(self) -> int | None: ...
    @property
    def chance(self) -> float: ...
    @property
    def lasting(self) -> float: ...


Ordered = TypeVar("Ordered", bound=Order)


def check(order: Order) -> None:
    """Raise a sentence for figures that no order can have."""
    if order.times is not None and order.times < 0:
        raise ValueError("times is 0 (until calm) or more")
    if not 0 < order.chance <= 1:
        raise ValueError("chance is above 0 and at most 1")
    if order.lasting < 0:
        raise ValueError("lasting is a number of seconds, 0 for no end")


def hits(order: Order) -> int:
    """How often it strikes before it is used up; -1 for no end."""
    if order.times is None:
        return -1 if order.lasting or order.chance < 1 else 1
    return order.times or -1


@dataclass
class Standing(Generic[Ordered]):
    order: Ordered
    left: int
    until: float

    def is_over(self, now: float) -> bool:
        return self.left == 0 or (self.until > 0 and now >= self.until)


class Orders(Generic[Ordered]):
    """In the order they were given; the first that fits strikes."""

    def __init__(self, given: Sequence[Ordered] = (), seed: int = 0, now: float = 0.0) -> None:
        self.random = Random(seed)
        self.standing: list[Standing[Ordered]] = []
        for one in given:
            self.order(one, now)

    def order(self, one: Ordered, now: float = 0.0) -> None:
        until = now + one.lasting if one.lasting else 0.0
        self.standing.append(Standing(one, hits(one), until))

    def strike(self, fits: Callable[[Ordered], bool], now: float) -> Ordered | None:
        if not self.standing:
            return None
        self.standing = [one for one in self.standing if not one.is_over(now)]
        for one in self.standing:
            if fits(one.order) and self.random.random() < one.order.chance:
                one.left -= 1
                return one.order
        return None

    def calm(self) -> None:
        self.standing.clear()

    def waiting(self, now: float) -> list[Ordered]:
        return [one.order for one in self.standing if not one.is_over(now)]
