"""What a feature shows of itself on a person's Home."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from handlers.kit.feature import Block, Round
from policies.pack import Pack
from storage.members import Member


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of Home: lower `rank` stands higher, and without blocks it is left out.

    Home puts the title over what `show` gives: the blocks alone, about ten at most, with what
    is more behind a button. `for_whom` is asked first, so that nothing is read in vain.

    10 to 19 is the person's own day, 20 their opportunities, 30 their routines (trips, forecast),
    50 their team, 60 all teams, 80 settings, 90 what admins look after.
    """

    name: str
    title: str
    rank: int
    show: Callable[[Round, Member], Iterable[Block]]
    for_whom: Callable[[Member, Pack], bool] = lambda member, pack: True
    repeats: str = ""
    """A routine whose reminders say the same: while one of them waits there, this is left out."""
