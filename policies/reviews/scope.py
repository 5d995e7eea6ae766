"""Which opportunities are in a Red/Green session: rg-thresholds, with what a manager has set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from policies.edition import Pack
from policies.reviews.deals import Deal
from policies.reviews.periods import Period

SEGMENTS: Mapping[str, str] = {"smb": "red_green_smb", "mid-market": "red_green_mid_market"}
"""Segments with a threshold, and which limit of the deal's sheet that is."""


class In(StrEnum):
    """Whether an opportunity is in scope, or what must be known to say so."""

    YES = "yes"
    NO = "no"
    NO_NET_ARR = "no Net ARR"
    NO_CLOSE_DATE = "no close date"
    NO_SEGMENT = "no segment"


UNKNOWN = (In.NO_NET_ARR, In.NO_CLOSE_DATE, In.NO_SEGMENT)


@dataclass(frozen=True, slots=True)
class Scope:
    """`thresholds` by segment, in dollars of Net ARR; the figure itself is in."""

    period: Period
    thresholds: Mapping[str, int]

    def judge(self, deal: Deal, segment: str = "") -> In:
        """`segment` is the owner's, for an opportunity that does not say its own."""
        if deal.state != "open":
            return In.NO
        if deal.close_date is not None and not self.period.has(deal.close_date):
            return In.NO
        size = self._size(deal.net_arr, deal.segment or segment)
        if size is In.NO or deal.close_date is not None:
            return size
        return In.NO_CLOSE_DATE

    def _size(self, net_arr: int | None, segment: str) -> In:
        bars = self._bars(segment)
        if not bars:
            return In.NO
        if net_arr is None:
            return In.NO_NET_ARR
        if net_arr >= max(bars):
            return In.YES
        return In.NO if net_arr < min(bars) else In.NO_SEGMENT

    def _bars(self, segment: str) -> tuple[int, ...]:
        """All that may hold; none for a segment that has no Red/Green, such as Enterprise."""
        if not segment:
            return tuple(self.thresholds.values())
        return (self.thresholds[segment],) if segment in self.thresholds else ()


@dataclass(frozen=True, slots=True)
class Picked:
    """What is gone through, in order, and what may belong to it if only it were known."""

    deals: tuple[Deal, ...]
    unknown: tuple[tuple[Deal, In], ...]

    @property
    def net_arr(self) -> int:
        return sum(each.net_arr or 0 for each in self.deals)


def pick(deals: Iterable[Deal], scope: Scope, segment: str = "") -> Picked:
    """The soonest close date first, the largest first within a day."""
    judged = [(each, scope.judge(each, segment)) for each in deals]
    chosen = [each for each, found in judged if found is In.YES]
    chosen.sort(key=lambda deal: (deal.close_date, -(deal.net_arr or 0), deal.id))
    return Picked(tuple(chosen), tuple(pair for pair in judged if pair[1] in UNKNOWN))


def printed(pack: Pack) -> dict[str, int]:
    """The thresholds of the edition."""
    limits = pack.sheets["deal"].limits
    return {name: int(limits[limit].value) for name, limit in SEGMENTS.items()}
