"""One committed opportunity held against what became of it; each falls into exactly one bucket."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policies.reviews.questions import GREEN, RED

DECIDED, PARKED, NEVER, OUTSIDE = "done", "parked", "never", "outside"
"""How an opportunity stood when the period's last session was over; the last was in no session."""


@dataclass(frozen=True, slots=True)
class Call:
    """What was committed; `owner` and `manager` are those of then, `fate` is one of the above."""

    starts: date
    ends: date
    opportunity: int
    name: str
    account: str
    fate: str
    verdict: str
    net_arr: int | None
    close_date: date | None
    owner: str
    manager: str
    region: str
    weak: tuple[str, ...] = ()
    flips: int = 0


@dataclass(frozen=True, slots=True)
class Actual:
    """What the opportunity is like by now, as the last import or form has it."""

    state: str
    owner: str | None
    net_arr: int | None
    close_date: date | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody said by hand became of it, which holds over the import."""

    state: str
    net_arr: int | None = None
    day: date | None = None


class End(StrEnum):
    """What became of it, seen from the end of the period."""

    WON = "closed-won"
    LATER = "closed-won after the period"
    OPEN = "still open"
    LOST = "closed-lost"
    SPLIT = "split"
    GONE = "deleted"


class Bucket(StrEnum):
    KEPT = "green, closed-won"
    SLIPPED = "green, slipped"
    LOST = "green, closed-lost"
    SPLIT = "green, split"
    GONE = "green, deleted"
    RED = "red, not closed"
    RED_WON = "red, closed-won"
    PARKED = "parked"
    PARKED_WON = "parked, closed-won"
    UNSEEN = "never reviewed"
    UNSEEN_WON = "never reviewed, closed-won"
    OUTSIDE = "not in Red/Green, closed-won"


GREENS = (Bucket.KEPT, Bucket.SLIPPED, Bucket.LOST, Bucket.SPLIT, Bucket.GONE)
REDS = (Bucket.RED, Bucket.RED_WON)
UNREVIEWED = (Bucket.PARKED, Bucket.PARKED_WON, Bucket.UNSEEN, Bucket.UNSEEN_WON)
MISSES = (Bucket.SLIPPED, Bucket.LOST, Bucket.SPLIT, Bucket.GONE, Bucket.RED_WON)
"""Calls that came out otherwise; each is asked a reason for."""
_GREEN_ENDS = {
    End.WON: Bucket.KEPT,
    End.LATER: Bucket.SLIPPED,
    End.OPEN: Bucket.SLIPPED,
    End.LOST: Bucket.LOST,
    End.SPLIT: Bucket.SPLIT,
    End.GONE: Bucket.GONE,
}
_WON_OR_NOT = {
    PARKED: (Bucket.PARKED_WON, Bucket.PARKED),
    NEVER: (Bucket.UNSEEN_WON, Bucket.UNSEEN),
    OUTSIDE: (Bucket.OUTSIDE, Bucket.OUTSIDE),
}
"""For what had no colour: the bucket if it closed in the period, and the other one."""


@dataclass(frozen=True, slots=True)
class Line:
    """`closed` is the Net ARR that closed within the period, `days` by how much its date slipped.

    `moved` says that it has another owner now than the one who committed it, `unknown` that it
    closed without a known Net ARR, or was committed without one.
    """

    call: Call
    end: End
    bucket: Bucket
    closed: int
    days: int | None
    moved: bool
    unknown: bool

    @property
    def is_miss(self) -> bool:
        return self.bucket in MISSES


def line(call: Call, actual: Actual | None, mark: Mark | None = None) -> Line:
    """`actual` is None for an opportunity that is not kept any more."""
    end = _end(call, actual, mark)
    bucket = _bucket(call, end)
    figure = _figure(actual, mark) if end in (End.WON, End.SPLIT) else 0
    return Line(
        call,
        end,
        bucket,
        figure or 0,
        _days(call, actual, mark) if bucket is Bucket.SLIPPED else None,
        actual is not None and actual.state != "gone" and actual.owner != call.owner,
        figure is None or (call.net_arr is None and call.fate != OUTSIDE),
    )


def misses(lines: Iterable[Line]) -> list[Line]:
    """The largest first."""
    return sorted(
        (each for each in lines if each.is_miss),
        key=lambda each: (-max(each.call.net_arr or 0, each.closed), each.call.opportunity),
    )


def _end(call: Call, actual: Actual | None, mark: Mark | None) -> End:
    state = mark.state if mark else actual.state if actual else "gone"
    match state:
        case "won":
            day = _day(actual, mark)
            return End.WON if day is None or day <= call.ends else End.LATER
        case "lost":
            return End.LOST
        case "split":
            return End.SPLIT
        case "gone":
            return End.GONE
        case _:
            return End.OPEN


def _bucket(call: Call, end: End) -> Bucket:
    if call.fate == DECIDED and call.verdict == GREEN:
        return _GREEN_ENDS[end]
    if call.fate == DECIDED and call.verdict == RED:
        return Bucket.RED_WON if end is End.WON else Bucket.RED
    won, other = _WON_OR_NOT.get(call.fate, _WON_OR_NOT[PARKED])
    return won if end is End.WON else other


def _day(actual: Actual | None, mark: Mark | None) -> date | None:
    """When it closed; a mark without a day means that it closed in the period."""
    return mark.day if mark else actual.close_date if actual else None


def _figure(actual: Actual | None, mark: Mark | None) -> int | None:
    if mark and (mark.net_arr is not None or mark.state == "split"):
        return mark.net_arr or 0
    return actual.net_arr if actual else None


def _days(call: Call, actual: Actual | None, mark: Mark | None) -> int | None:
    """From the date it was to close on to the one it has now, if that is past the period."""
    day = mark.day if mark and mark.day else actual.close_date if actual else None
    if day is None or call.close_date is None or day <= call.ends:
        return None
    return (day - call.close_date).days
