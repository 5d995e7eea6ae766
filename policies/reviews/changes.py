"""What has changed about an opportunity since it was last reviewed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from policies.reviews.deals import Deal, Seen


class Kind(StrEnum):
    NEW = "new"
    NET_ARR = "Net ARR"
    AMOUNT = "amount"
    CLOSE_DATE = "close date"
    STAGE = "stage"
    STEP_CHANGED = "next step changed"
    STEP_OVERDUE = "next step overdue"


FIELDS: Mapping[Kind, str] = {
    Kind.CLOSE_DATE: "close_date",
    Kind.NET_ARR: "net_arr",
    Kind.AMOUNT: "amount",
    Kind.STAGE: "stage",
}


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    before: str | int | date | None = None
    after: str | int | date | None = None


class Gone(StrEnum):
    """Why what was reviewed the last time is not in this session."""

    WON = "closed-won"
    LOST = "closed-lost"
    DELETED = "deleted"
    REASSIGNED = "reassigned"
    MOVED = "moved out of the period"
    BELOW = "below the threshold"


def changes(deal: Deal, seen: Seen | None, today: date) -> tuple[Change, ...]:
    """NEW alone for what was never reviewed."""
    if seen is None:
        return (Change(Kind.NEW),)
    return (*_fields(deal, seen), *_step(deal, seen, today))


def gone(deal: Deal | None, ae: str, closes_outside: bool) -> Gone:
    """`deal` as it is now, or None if nobody has it any more."""
    if deal is None or deal.state == "gone":
        return Gone.DELETED
    if deal.state != "open":
        return Gone.WON if deal.state == "won" else Gone.LOST
    if deal.owner != ae:
        return Gone.REASSIGNED
    return Gone.MOVED if closes_outside else Gone.BELOW


def flips(verdicts: Iterable[str]) -> int:
    """How often the colour has turned, from verdicts in their order."""
    told = [each for each in verdicts if each]
    return sum(one != other for one, other in pairwise(told))


def _fields(deal: Deal, seen: Seen) -> Iterator[Change]:
    for kind, name in FIELDS.items():
        before, after = getattr(seen, name), getattr(deal, name)
        if before != after:
            yield Change(kind, before, after)


def _step(deal: Deal, seen: Seen, today: date) -> Iterator[Change]:
    if not seen.next_step:
        return
    if deal.next_step != seen.next_step:
        yield Change(Kind.STEP_CHANGED, seen.next_step, deal.next_step)
    elif deal.next_step_date is not None and deal.next_step_date < today:
        yield Change(Kind.STEP_OVERDUE, deal.next_step_date)
