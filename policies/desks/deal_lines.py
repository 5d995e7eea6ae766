"""Which lines a deal is over by its figures alone: as `/deal` answers, for many deals at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from hashlib import sha256

from policies.desks.closings import month_of
from policies.desks.requirements import (
    CONSULT,
    DECK,
    FULL,
    OVERVIEW,
    PLAN,
    RED_GREEN,
    REVIEW,
    SEGMENTS,
    Deal,
    Needs,
    needs_of,
)
from policies.edition import Pack
from policies.reading.amounts import Amount
from policies.sheets import Sheet

POLICY = "deal"
LIMITS: Mapping[str, str] = {
    CONSULT: "consult",
    REVIEW: "review",
    FULL: "full",
    OVERVIEW: "overview",
    DECK: "deck",
    RED_GREEN: "red_green",
}
"""What a deal may need, in the order in which it is said, and how the name of its limit begins."""
CHANNEL_MANAGED = "channel-managed"
"""Which the handbook has people put in the title."""


class Limits(tuple[tuple[str, Fraction], ...]):
    """Hashed once: a board looks thousands of deals up by them, and a fraction is slow to hash."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Figures:
    """What of a deal decides; `segment` and `closes` are None where nobody knows."""

    segment: str | None
    net_arr: int | None
    amount: int | None
    closes: str | None
    channel_managed: bool


@dataclass(frozen=True, slots=True)
class Over:
    """What the deal needs, and what it may need once a figure that is missing is known."""

    needs: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ruler:
    """A limit that the edition does not have demands nothing."""

    limits: Mapping[str, Fraction]

    def at_least(self, amount: Amount | None, limit: str) -> bool | None:
        bar = self.limits.get(limit)
        if bar is None:
            return False
        return None if amount is None else amount.low >= bar

    def above(self, amount: Amount | None, limit: str) -> bool | None:
        bar = self.limits.get(limit)
        if bar is None:
            return False
        return None if amount is None else amount.low > bar


@dataclass(frozen=True)
class Lines:
    """The lines of one edition."""

    sheet: Sheet
    limits: Limits
    segments: Mapping[str, str]

    @classmethod
    def of(cls, pack: Pack) -> "Lines | None":
        """None in an edition that says nothing of deals."""
        sheet = pack.sheets.get(POLICY)
        if sheet is None:
            return None
        there = sheet.limits.items()
        limits = Limits((name, each.value) for name, each in there if not pack.lacks(POLICY, name))
        named = {
            word: segment for segment in SEGMENTS for word in sheet.words[f"segment={segment}"]
        }
        return cls(sheet, limits, named | {segment: segment for segment in SEGMENTS})

    def figures(
        self,
        segment: str,
        net_arr: int | None,
        amount: int | None,
        close_date: date | None,
        name: str,
        today: date,
    ) -> Figures:
        """Of a deal as it is kept; a segment by a name that nobody knows stays unknown."""
        closes = None if close_date is None else month_of(close_date, today)
        known = self.segments.get(segment.strip().casefold())
        return Figures(known, net_arr, amount, closes, CHANNEL_MANAGED in name.casefold())

    def over(self, figures: Figures) -> Over:
        found = self._known.get(figures)
        if found is None:
            found = self._known[figures] = _over(self.limits, figures)
        return found

    @cached_property
    def _known(self) -> dict[Figures, Over]:
        """Thousands of deals have the same few figures."""
        return {}

    @cached_property
    def mark(self) -> str:
        """Another one as soon as any figure or word of the sheet is."""
        said = repr((self.limits, sorted(self.segments.items())))
        return sha256(said.encode()).hexdigest()[:16]

    def entry(self, requirement: str, segment: str | None) -> str:
        """The rule that draws the line."""
        name = f"{LIMITS[requirement]}_{segment}".replace("-", "_")
        return self.sheet.limits[name].entry if name in self.sheet.limits else self._any_entry

    def says(self, requirement: str) -> str:
        """`a custom deck`."""
        named = {item.id: item.says for item in self.sheet.lists["needed"]}
        return named.get(requirement, requirement.replace("_", " "))

    @property
    def _any_entry(self) -> str:
        return self.sheet.outcomes["requirements"].entry


@lru_cache(maxsize=65_536)
def _over(limits: Limits, figures: Figures) -> Over:
    if figures.segment is None:
        return Over(open=tuple(LIMITS))
    net_arr, amount = _exactly(figures.net_arr), _exactly(figures.amount)
    deal = Deal(figures.segment, net_arr, amount, figures.closes, figures.channel_managed)
    return _told(needs_of(_Ruler(dict(limits)), deal))


def _told(needs: Needs) -> Over:
    plan = needs[PLAN]
    truths = {**needs, FULL: plan == FULL, OVERVIEW: plan == OVERVIEW}
    if plan is None:
        truths |= {FULL: None, OVERVIEW: None}
    return Over(
        tuple(name for name in LIMITS if truths[name] is True),
        tuple(name for name in LIMITS if truths[name] is None),
    )


def _exactly(figure: int | None) -> Amount | None:
    return None if figure is None else Amount("", 0, 0, Fraction(figure), Fraction(figure))
