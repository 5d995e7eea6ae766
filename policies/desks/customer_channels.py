"""Whether a customer may have a Slack channel, and when a temporary one closes: customer-slack."""

from datetime import date, timedelta

from policies.answer import Answer, Flip
from policies.calendars import spoken
from policies.desks.desk import Desk, Example
from policies.desks.told_days import assume_year, certain, given, only
from policies.inquiries import Inquiry
from policies.reading.amounts import Amount
from policies.reading.cleaning import excerpt
from policies.reading.moments import Sort
from policies.reading.said import Said
from policies.reading.standpoints import standpoint

TIER, IACV, OPENED, APPROVES = "tier", "iacv", "opened", "tam_approves"
LASTS = "channel"
_ALL = ("ask-tam", "not-met", "close-by")
_TEXTS = (
    "tier",
    "iacv",
    "tam",
    "benefit",
    "unmet",
    "temporary_met",
    "requester",
    "first_day",
    "over",
    "unread",
)
_CUSTOMER = ("customers?", "clients?", "accounts?", "shared channels?", "slack connect", "iacv")
_TIER = ("free", "starter", "bronze", "premium", "silver", "ultimate", "gold")
_BRIEF = ("temporary", "temp", "ephemeral", "povs?", "evaluations?", "proofs?[ -]of[ -]value")
_OPENED = (
    "open(?:s|ed|ing)?",
    "start(?:s|ed|ing)?",
    "creat(?:ed|e|ing)",
    "since",
    "clos(?:e|ed|es)",
)


def claims(said: Said) -> bool:
    """A customer's Slack with its IACV, or a channel with the day on which it opened."""
    day, brief = bool(said.of(Sort.DAY, Sort.INSTANT)), said.has(*_BRIEF)
    if day and brief and said.has("slack", "(?:temporary|temp|ephemeral) channels?"):
        return True
    if not (said.has("slack") and said.has(*_CUSTOMER, *_TIER)):
        return False
    dated = day and said.has(*_OPENED)
    sized = said.has("iacv") or any(amount.weighty for amount in said.amounts)
    return dated or (sized and bool(said.amounts) and not brief)


def answer(inquiry: Inquiry) -> Answer:
    tier, iacv = inquiry.choice(TIER), inquiry.sole(IACV)
    refused, opened = inquiry.choice(APPROVES) == "no", _opened(inquiry)
    enough = _enough(inquiry, tier, iacv, refused)
    brief = inquiry.choice(LASTS) == "temporary"
    if opened is not None and not enough and (brief or not (tier or iacv)):
        return _close_by(inquiry, opened, enough)
    if enough:
        return _ask_tam(inquiry, brief or opened is not None)
    if brief:
        return inquiry.needs([OPENED], between=("close-by", "ask-tam"))
    if enough is False:
        return _not_met(inquiry, tier, iacv, refused)
    return _untold(inquiry, tier, iacv)


def _enough(inquiry: Inquiry, tier: str | None, iacv: Amount | None, refused: bool) -> bool | None:
    """The TAM's refusal settles it as well as too low a tier or too small an IACV."""
    large = inquiry.at_least(iacv, "iacv") if iacv else None
    high = None if tier is None else tier in inquiry.sheet.words["enough"]
    if refused or large is False or high is False:
        return False
    return True if large and high else None


def _untold(inquiry: Inquiry, tier: str | None, iacv: Amount | None) -> Answer:
    told = tier or iacv or inquiry.said.given or APPROVES in inquiry.facts
    if not told and not inquiry.said.has("slack", "channels?", *_CUSTOMER):
        said = excerpt(inquiry.said.text)
        return inquiry.invalid(inquiry.text("unread", said=said))
    vague = iacv is not None and inquiry.at_least(iacv, "iacv") is None
    asks = [name for name, known in ((IACV, iacv and not vague), (TIER, tier)) if not known]
    return inquiry.needs(asks, between=("ask-tam", "not-met"))


def _ask_tam(inquiry: Inquiry, brief: bool) -> Answer:
    inquiry.assumptions.append(inquiry.text("benefit"))
    if brief:
        inquiry.assumptions.append(inquiry.text("temporary_met"))
    inquiry.flips.append(Flip(IACV, _bar(inquiry) - 1, "not-met"))
    return inquiry.decided("ask-tam", {"close_by": None})


def _not_met(inquiry: Inquiry, tier: str | None, iacv: Amount | None, refused: bool) -> Answer:
    low = tier and tier not in inquiry.sheet.words["enough"]
    large = bool(iacv) and inquiry.at_least(iacv, "iacv")
    reason = TIER if low else "tam" if refused and large is not False else IACV
    if low and large and not refused:
        inquiry.flips.append(Flip(TIER, inquiry.sheet.words["enough"][0], "ask-tam"))
    if tier and not low and not refused:
        inquiry.flips.append(Flip(IACV, _bar(inquiry), "ask-tam"))
    return inquiry.decided("not-met", {"close_by": None}, words={"why": inquiry.text(reason)})


def _bar(inquiry: Inquiry) -> int:
    return int(inquiry.sheet.limit("iacv"))


def _opened(inquiry: Inquiry) -> date | None:
    _, found = standpoint(inquiry.said)
    days = [moment for moment in found if moment.sort in (Sort.DAY, Sort.INSTANT)]
    moment = given(inquiry, OPENED) or only(inquiry, OPENED, days)
    if moment is None:
        return None
    day = certain(inquiry, OPENED, moment).first
    assume_year(inquiry, moment)
    inquiry.reads[OPENED], inquiry.facts[OPENED] = f"opened {spoken(day)}", day
    return day


def _close_by(inquiry: Inquiry, opened: date, enough: bool | None) -> Answer:
    now = standpoint(inquiry.said)[0]
    last = opened + timedelta(days=int(inquiry.sheet.limit("days")))
    inquiry.look("days", True)
    inquiry.assumptions.append(inquiry.text("first_day", day=spoken(opened)))
    if enough is None:
        inquiry.assumptions.append(inquiry.text("unmet"))
    if last < now.date():
        inquiry.warnings.append(inquiry.text("over", day=spoken(last)))
    if inquiry.said.has(*inquiry.sheet.words["requester"]):
        inquiry.warnings.append(inquiry.text("requester"))
    return inquiry.decided("close-by", {"close_by": last}, words={"day": spoken(last)})


DESK = Desk(
    "customer-slack",
    ("customer-slack", "customerslack"),
    claims,
    answer,
    "May a customer have a Slack channel with us?",
    "/handrail customer-slack TIER AMOUNT | temporary, opened DAY",
    (
        Example("/handrail customer-slack Premium 100k", "Ask the account's TAM"),
        Example("/handrail customer-slack Free 150k", "No channel"),
        Example("/handrail customer-slack POV, opened 2026-01-05", "Sun 5 April 2026"),
    ),
    limits=("iacv", "days"),
    outcomes=_ALL,
    facts=(TIER, IACV, OPENED, APPROVES, LASTS),
    words=("enough", "requester"),
    texts=_TEXTS,
)
