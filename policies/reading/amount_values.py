"""What a figure with a unit is worth, and how it is shown."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

ENDLESS = Fraction(10**15)
_TENTH = Fraction(1, 10)
_NO_YEAR = 10_000
_LARGE = 1_000


class Unit(StrEnum):
    MONEY = "money"
    PERCENT = "percent"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high`, in dollars if money; `doubt` names two readings, `fault` why none."""

    said: str
    start: int
    end: int
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    unit: Unit = Unit.PLAIN
    about: bool = False
    doubt: str = ""
    fault: str = ""
    scaled: bool = False

    @property
    def sound(self) -> bool:
        return not (self.doubt or self.fault)

    @property
    def exact(self) -> bool:
        return self.low == self.high and not self.about

    @property
    def weighty(self) -> bool:
        """Money by its sign, its scale or its size, or not to be told apart from it."""
        large = abs(self.low) >= _LARGE and self.unit is Unit.PLAIN
        return self.unit is Unit.MONEY or self.scaled or large or not self.sound

    @property
    def likely_money(self) -> bool:
        """Dollars, thousands, or a figure too long for a year or a count."""
        return self.unit is Unit.MONEY or self.scaled or abs(self.low) >= _NO_YEAR

    @property
    def widest(self) -> tuple[Fraction, Fraction]:
        """Where the true figure lies; an estimate may be off by a tenth."""
        if not self.about:
            return self.low, self.high
        slack = abs(self.low) * _TENTH, abs(self.high) * _TENTH
        return self.low - slack[0], self.high + slack[1]


_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def counted(amount: Amount) -> Amount:
    """As a number of whole things: “1.200” are more than a thousand, “over 100” at least 101."""
    if amount.doubt and _DOTTED.fullmatch(amount.said):
        value = Fraction(amount.said.replace(".", ""))
        return replace(amount, low=value, high=value, doubt="")
    if amount.low == amount.high:
        return amount
    return replace(amount, low=Fraction(ceil(amount.low)), high=Fraction(floor(amount.high)))


def shown(value: Fraction) -> str:
    """“5,000” or “5,000.01”."""
    return f"{int(value):,}" if value == int(value) else f"{float(value):,.2f}"


def dollars(value: Fraction) -> str:
    sign = "-" if value < 0 else ""
    return f"{sign}${shown(abs(value))}"
