"""What a deal needs: consult, lightweight review, Red/Green, custom deck and Command Plan."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from policies.reading.amounts import Amount

Needs: TypeAlias = dict[str, bool | str | None]
"""None where a fact that is missing would decide."""

CONSULT, REVIEW, DECK = "opportunity_consult", "lightweight_review", "custom_deck"
RED_GREEN, IN_MONTH, PLAN = "red_green", "in_red_green_month", "command_plan"
FULL, OVERVIEW, EXCUSED, NO_PLAN = "full", "overview-and-close-plan", "excused", "none"
SMB, MID_MARKET, ENTERPRISE = "smb", "mid-market", "enterprise"
SEGMENTS = (SMB, MID_MARKET, ENTERPRISE)
THIS_MONTH, NEXT_MONTH, LATER = "this-month", "next-month", "later"


class Gauge(Protocol):
    """Whether a figure reaches a limit, by the limit's name; None while that is open."""

    def at_least(self, amount: Amount | None, limit: str) -> bool | None: ...
    def above(self, amount: Amount | None, limit: str) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class Deal:
    segment: str | None
    net_arr: Amount | None
    amount: Amount | None
    closes: str | None
    channel_managed: bool


def needs_of(gauge: Gauge, deal: Deal) -> Needs:
    """Of a deal whose segment is known; an inquiry notes each limit on the way."""
    if deal.segment == ENTERPRISE:
        return _enterprise(gauge, deal)
    consult = gauge.at_least(deal.net_arr, _named("consult", deal))
    review = _review(gauge, deal, consult)
    red_green = gauge.at_least(deal.net_arr, _named("red_green", deal))
    this_month = _is_one_of(deal.closes, THIS_MONTH)
    return {
        CONSULT: consult,
        REVIEW: review,
        RED_GREEN: red_green,
        IN_MONTH: _every(red_green, this_month),
        DECK: gauge.above(deal.amount, _named("deck", deal)),
        PLAN: _plan(gauge, deal),
    }


def _review(gauge: Gauge, deal: Deal, consult: bool | None) -> bool | None:
    """Below the consult, and only for a deal that closes soon."""
    large = gauge.at_least(deal.net_arr, _named("review", deal))
    below = None if consult is None else not consult
    return _every(large, below, _is_one_of(deal.closes, THIS_MONTH, NEXT_MONTH))


def _plan(gauge: Gauge, deal: Deal) -> str | None:
    full = gauge.above(deal.net_arr, _named("full", deal))
    overview = gauge.above(deal.amount, _named("overview", deal))
    if full is False and overview is False:
        return NO_PLAN
    if deal.channel_managed:
        return EXCUSED
    if full is False and overview is True:
        return OVERVIEW
    return FULL if full else None


def _enterprise(gauge: Gauge, deal: Deal) -> Needs:
    """Only the Command Plan has a size there."""
    full = gauge.at_least(deal.net_arr, "full_enterprise")
    plans = {True: FULL, False: NO_PLAN, None: None}
    return dict.fromkeys((CONSULT, REVIEW, RED_GREEN, IN_MONTH, DECK), False) | {PLAN: plans[full]}


def _named(limit: str, deal: Deal) -> str:
    return f"{limit}_{deal.segment}".replace("-", "_")


def _is_one_of(closes: str | None, *months: str) -> bool | None:
    return None if closes is None else closes in months


def _every(*truths: bool | None) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True
