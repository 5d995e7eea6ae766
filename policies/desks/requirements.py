"""What a deal needs: consult, lightweight review, Red/Green, custom deck and Command Plan."""

from dataclasses import dataclass
from typing import TypeAlias

from policies.inquiries import Inquiry
from policies.reading.amounts import Amount

Needs: TypeAlias = dict[str, bool | str | None]
"""None where a fact that is missing would decide."""

CONSULT, REVIEW, DECK = "opportunity_consult", "lightweight_review", "custom_deck"
RED_GREEN, IN_MONTH, PLAN = "red_green", "in_red_green_month", "command_plan"
FULL, OVERVIEW, EXCUSED, NO_PLAN = "full", "overview-and-close-plan", "excused", "none"
SMB, MID_MARKET, ENTERPRISE = "smb", "mid-market", "enterprise"
SEGMENTS = (SMB, MID_MARKET, ENTERPRISE)
THIS_MONTH, NEXT_MONTH, LATER = "this-month", "next-month", "later"


@dataclass(frozen=True, slots=True)
class Deal:
    segment: str | None
    net_arr: Amount | None
    amount: Amount | None
    closes: str | None
    channel_managed: bool


def needs_of(inquiry: Inquiry, deal: Deal) -> Needs:
    """Of a deal whose segment is known; each limit on the way is noted in the inquiry."""
    if deal.segment == ENTERPRISE:
        return _enterprise(inquiry, deal)
    consult = inquiry.at_least(deal.net_arr, _named("consult", deal))
    review = _review(inquiry, deal, consult)
    red_green = inquiry.at_least(deal.net_arr, _named("red_green", deal))
    this_month = _is_one_of(deal.closes, THIS_MONTH)
    return {
        CONSULT: consult,
        REVIEW: review,
        RED_GREEN: red_green,
        IN_MONTH: _every(red_green, this_month),
        DECK: inquiry.above(deal.amount, _named("deck", deal)),
        PLAN: _plan(inquiry, deal),
    }


def _review(inquiry: Inquiry, deal: Deal, consult: bool | None) -> bool | None:
    """Below the consult, and only for a deal that closes soon."""
    large = inquiry.at_least(deal.net_arr, _named("review", deal))
    below = None if consult is None else not consult
    return _every(large, below, _is_one_of(deal.closes, THIS_MONTH, NEXT_MONTH))


def _plan(inquiry: Inquiry, deal: Deal) -> str | None:
    full = inquiry.above(deal.net_arr, _named("full", deal))
    overview = inquiry.above(deal.amount, _named("overview", deal))
    if full is False and overview is False:
        return NO_PLAN
    if deal.channel_managed:
        return EXCUSED
    if full is False and overview is True:
        return OVERVIEW
    return FULL if full else None


def _enterprise(inquiry: Inquiry, deal: Deal) -> Needs:
    """Only the Command Plan has a size there."""
    full = inquiry.at_least(deal.net_arr, "full_enterprise")
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
