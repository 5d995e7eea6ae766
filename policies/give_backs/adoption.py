"""How many of the team used a project in a month, against the bar: give-back-adoption-bar."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

FULL, EMPTY, WIDTH = "█", "░", 10


@dataclass(frozen=True, slots=True)
class Adoption:
    """`confirmed` once the owner has said that the month's figure is right."""

    month: date
    users: int
    team: int
    bar: Fraction
    confirmed: bool = False

    @property
    def needed(self) -> int:
        """Whole people: of 23 it takes 17."""
        return ceil(self.team * self.bar)

    @property
    def is_met(self) -> bool:
        return self.users >= self.needed

    @property
    def percent(self) -> int:
        """Rounded down, so that what is below the bar never reads as the bar."""
        return self.users * 100 // self.team

    @property
    def drawn(self) -> str:
        filled = min(self.users * WIDTH // self.team, WIDTH)
        return FULL * filled + EMPTY * (WIDTH - filled)


def first_of(day: date) -> date:
    """A month goes by its first day."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    return first_of(month - timedelta(days=1))


def month_after(month: date) -> date:
    return first_of(month + timedelta(days=31))


def months_back(month: date, count: int) -> tuple[date, ...]:
    """That month and those before it, the newest first."""
    found = [month]
    while len(found) < count:
        found.append(month_before(found[-1]))
    return tuple(found)
