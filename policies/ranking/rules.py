"""What a rank asks for, and whether it has it: rank-smb, rank-smb-fields, rank-mm, r7-1-ranking."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from policies.ranking.sheet import Meaning, RankingSheet, Segment
from policies.ranking.values import Contact, Ranked
from policies.sheets import Sheet

if TYPE_CHECKING:
    from policies.pack import Pack

POLICY = "rank"
USERS, WHY, YEAR = "users", "why", "year"
Lack = str
"""One of USERS, WHY and YEAR: what a rank lacks."""
ENTRIES = {USERS: "rank-smb-fields", WHY: "r7-1-ranking", YEAR: "r7-1-ranking"}
NEEDS_USERS = "potential_users"
"""What rank.yml calls the field."""
Pair = tuple[str, str]


@dataclass(frozen=True)
class Rules:
    sheet: RankingSheet
    printed: Sheet

    @property
    def segments(self) -> dict[str, Segment]:
        return self.sheet.segments

    @property
    def ten_best(self) -> int:
        return int(self.printed.limit("ten_best"))

    @property
    def month(self) -> timedelta:
        return timedelta(days=int(self.printed.limit("month")))

    @cached_property
    def ranks(self) -> tuple[str, ...]:
        """Of all segments, the best first."""
        named = (each.id for segment in self.segments.values() for each in segment.ranks)
        return tuple(dict.fromkeys(named))

    @cached_property
    def with_users(self) -> tuple[Pair, ...]:
        """Segment and rank that need the potential users."""
        lists = self.printed.lists
        sides = ((name, each) for name in self.segments for each in lists.get(name, ()))
        return tuple((name, each.id) for name, each in sides if each.side == NEEDS_USERS)

    @cached_property
    def with_contact(self) -> dict[Pair, Contact]:
        """Segment and rank whose accounts are met every month, and how."""
        named = ((name, each) for name, one in self.segments.items() for each in one.ranks)
        return {(name, each.id): each.contact for name, each in named if each.contact}

    def meaning(self, segment: str, rank: str) -> Meaning | None:
        found = self.segments.get(segment)
        return next((each for each in found.ranks if each.id == rank), None) if found else None

    def is_best(self, segment: str, rank: str) -> bool:
        """Of which there are ten at most."""
        return segment == next(iter(self.segments)) and rank == self.ranks[0]

    def next_down(self, segment: str, rank: str) -> str:
        ranks = [each.id for each in self.segments[segment].ranks]
        return ranks[min(ranks.index(rank) + 1, len(ranks) - 1)]

    def contact(self, one: Ranked) -> Contact | None:
        return self.with_contact.get((one.segment, one.rank))

    def due(self, one: Ranked) -> date | None:
        """The last day of the month within which it is met."""
        return one.since + self.month if self.contact(one) else None

    def is_due(self, one: Ranked, today: date) -> bool:
        due = self.due(one)
        return due is not None and due <= today

    def year_of(self, today: date) -> date:
        """When the fiscal year began in which that day is."""
        first = date(today.year, self.sheet.days("year_begins"), 1)
        return first if first <= today else first.replace(year=today.year - 1)

    def lacks(self, one: Ranked, today: date) -> tuple[Lack, ...]:
        return tuple(self._lacks(one, today))

    def _lacks(self, one: Ranked, today: date) -> Iterator[Lack]:
        if not (one.reason or one.notes):
            yield WHY
        if (one.segment, one.rank) in self.with_users and one.users is None:
            yield USERS
        if one.ranked_on < self.year_of(today):
            yield YEAR

    def segment_of(self, roles: Iterable[str], told: str = "") -> str:
        """By somebody's roles, else by the segment that is kept of them; empty if neither says."""
        held = set(roles)
        found = [name for name, each in self.segments.items() if held & set(each.roles)]
        if len(found) == 1:
            return found[0]
        return told if told in self.segments else ""


def rules_of(pack: "Pack") -> Rules | None:
    """None in an edition that has no ranks."""
    printed = pack.sheets.get(POLICY)
    return Rules(pack.ranking, printed) if printed else None
