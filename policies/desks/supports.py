"""Live help, help in writing, or a POV: smb-sync-threshold, smb-sync-limits, sa-trial-to-pov."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from policies.answer import Answer, Flip, Status
from policies.calendars import spoken
from policies.desks import live_sessions
from policies.desks.desk import Desk, Example
from policies.desks.live_sessions import MINUTES, SESSIONS, STAGE, Left, left_of
from policies.desks.told_days import certain, given, only
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.quantities import as_number
from policies.reading.amounts import Amount
from policies.reading.cleaning import excerpt
from policies.reading.moments import Sort
from policies.reading.said import Said
from policies.reading.standpoints import standpoint

SEGMENT, IACV, WISH, ASKED = "segment", "iacv", "wish", "asked"
_OUTCOMES = (
    "live",
    "live-mid-market",
    "async",
    "not-available",
    "convert-to-pov",
    "keep-trial",
    "outside-commercial",
)
_TEXTS = ("live", "live_mm", "small", "used", "asked", "tier", "spare", "unread")
_EXCLUDED = ("pov", "architecture", "deployment")
_COMMERCIAL = ("smbs?", "mm", "mid[ -]?market")
_LIVE = ("live", r"real[ -]?time", "synchronous", "sessions?", "async(?:hronous)?")
_WRITTEN = ("async(?:hronous)?", "written", "in writing", "technical questions?", "issues?")
_GUIDED = (
    r"povs?",
    r"pocs?",
    r"proofs?[ -]of[ -](?:value|concept)",
    r"trial guidance",
    r"guided \w+",
    r"deployment (?:help|assistance|support)",
    r"help (?:with |to )?deploy\w*",
)
_TRIAL = ("trials?", "evaluations?", r"convert(?:ed|ing)? to (?:a )?po[vc]")
_DEAL = (r"clos(?:e|es|ing)", r"command plan", "deck", "consult", "slack", "red/green", "renewal")


def claims(said: Said) -> bool:
    """A segment and what is wanted, with its IACV where that decides."""
    if said.has(*_DEAL):
        return False
    if said.has("smbs?") and said.has(*_GUIDED):
        return True
    if said.has("smbs?") and said.has(*_WRITTEN) and said.of(Sort.INSTANT, Sort.TIME):
        return True
    weighty = any(amount.weighty for amount in said.amounts)
    sized = weighty or (bool(said.amounts) and said.has("iacv"))
    return sized and said.has(*_COMMERCIAL) and said.has(*_LIVE, *_TRIAL)


def answer(inquiry: Inquiry) -> Answer:
    segment, wishes = inquiry.choice(SEGMENT), _wishes(inquiry)
    iacv = inquiry.sole(IACV)
    _refuse_nothing(inquiry, segment, wishes, iacv)
    match segment:
        case "enterprise":
            return inquiry.decided("outside-commercial", status=Status.OUTSIDE)
        case "smb":
            return _smb(inquiry, wishes, iacv)
        case "mid-market":
            return _mid_market(inquiry, wishes, iacv)
        case _:
            return _no_segment(inquiry, wishes)


def _refuse_nothing(
    inquiry: Inquiry, segment: str | None, wishes: list[str], iacv: Amount | None
) -> None:
    if not (segment or wishes or iacv or inquiry.said.given or inquiry.said.amounts):
        raise Trouble(inquiry.invalid(inquiry.text("unread", said=excerpt(inquiry.said.text))))


def _wishes(inquiry: Inquiry) -> list[str]:
    """More than one may be named: “free trial, wants somebody live”."""
    if WISH in inquiry.said.given:
        told = inquiry.choice(WISH)
        return [told] if told else []
    options = inquiry.fact(WISH).options
    words = inquiry.sheet.words
    heard = inquiry.said.heard({each.value: words[f"{WISH}={each.value}"] for each in options})
    return heard


def _no_segment(inquiry: Inquiry, wishes: list[str]) -> Answer:
    _tell(inquiry, wishes)
    trial = {"trial", "pov"} & set(wishes)
    between = ("convert-to-pov", "keep-trial", "not-available") if trial else ("live", "async")
    return inquiry.needs([SEGMENT], between=between)


def _tell(inquiry: Inquiry, wishes: list[str]) -> None:
    if wishes:
        inquiry.tell(WISH, wishes[0])


def _mid_market(inquiry: Inquiry, wishes: list[str], iacv: Amount | None) -> Answer:
    if not {"trial", "pov"} & set(wishes):
        _tell(inquiry, wishes)
        says = inquiry.text("live_mm")
        told = inquiry.decided("live-mid-market", _values(), words={"says": says})
        return replace(told, outcome="live")
    inquiry.tell(WISH, "trial" if "trial" in wishes else "pov")
    convert, bar = inquiry.above(iacv, "pov"), int(inquiry.sheet.limit("pov"))
    if convert is None:
        return inquiry.needs([IACV], between=("convert-to-pov", "keep-trial"), values=_values())
    to, other = (bar, "keep-trial") if convert else (bar + 1, "convert-to-pov")
    inquiry.flips.append(Flip(IACV, to, other))
    return inquiry.decided("convert-to-pov" if convert else "keep-trial", _values())


def _values(**known: Any) -> dict[str, Any]:
    return {"sessions_left": None, "minutes_left": None, "answer_by": None} | known


def _smb(inquiry: Inquiry, wishes: list[str], iacv: Amount | None) -> Answer:
    excluded = [wish for wish in wishes if wish in _EXCLUDED]
    if "trial" in wishes and not {"live", "written"} & set(wishes):
        excluded.append("trial")
    _tell(inquiry, excluded or wishes)
    if excluded:
        inquiry.look("sessions", False)
        return inquiry.decided("not-available", _values())
    if "written" in wishes:
        return _written(inquiry, "asked")
    return _live(inquiry, iacv, left_of(inquiry))


def _live(inquiry: Inquiry, iacv: Amount | None, left: Left) -> Answer:
    large = inquiry.at_least(iacv, "live")
    values = _values(sessions_left=left.sessions, minutes_left=_number(left.minutes))
    inquiry.look("sessions", None if left.sessions is None else left.sessions > 0)
    inquiry.look("minutes", None if left.minutes is None else left.minutes > 0)
    if inquiry.said.has(*inquiry.sheet.words["tier"]):
        inquiry.assumptions.append(inquiry.text("tier"))
    if large is False:
        return _too_small(inquiry, left, values)
    if left.some is False:
        return _written(inquiry, "used", values)
    if large and left.some:
        return _granted(inquiry, values)
    asks = [] if large else [IACV]
    asks += [SESSIONS] if left.sessions is None else []
    asks += [MINUTES] if left.minutes is None else []
    return inquiry.needs(asks, between=("live", "async"), values=values)


def _too_small(inquiry: Inquiry, left: Left, values: dict[str, Any]) -> Answer:
    if left.some:
        inquiry.flips.append(Flip(IACV, int(inquiry.sheet.limit("live")), "live"))
    told = _written(inquiry, "small", values)
    return replace(told, next=(*told.next, inquiry.text("spare")))


def _granted(inquiry: Inquiry, values: dict[str, Any]) -> Answer:
    limit = inquiry.sheet.limit
    inquiry.flips.append(Flip(IACV, int(limit("live")) - 1, "async"))
    inquiry.flips.append(Flip(SESSIONS, int(limit("sessions")), "async"))
    words = {
        "sessions_left": str(values["sessions_left"]),
        "minutes_left": str(values["minutes_left"]),
    }
    return inquiry.decided("live", values, words={"says": inquiry.text("live", **words)})


def _written(inquiry: Inquiry, why: str, values: dict[str, Any] | None = None) -> Answer:
    at = _asked(inquiry) + timedelta(hours=float(inquiry.sheet.limit("answer_hours")))
    inquiry.look("answer_hours", True)
    known = {**(values or _values()), "answer_by": at}
    by = f"{spoken(at.date())} {at:%H:%M}"
    return inquiry.decided("async", known, words={"why": inquiry.text(why), "by": by})


def _number(value: Fraction | None) -> Any:
    return None if value is None else as_number(value)


def _asked(inquiry: Inquiry) -> datetime:
    """When the issue was opened; if nothing says so, now."""
    now, found = standpoint(inquiry.said)
    instants = [each for each in found if each.sort in (Sort.INSTANT, Sort.TIME)]
    told = given(inquiry, ASKED) or only(inquiry, ASKED, instants)
    if told is None or told.at is None:
        return now
    certain(inquiry, ASKED, told)
    inquiry.reads[ASKED] = f"asked {spoken(told.first)} {told.at:%H:%M}"
    inquiry.facts[ASKED] = told.at
    return told.at


DESK = Desk(
    "support",
    ("support", "live-help"),
    claims,
    answer,
    "Is there live help, help in writing, or a POV?",
    "/handrail support SEGMENT WISH AMOUNT [SESSIONS] [MINUTES]",
    (
        Example("/handrail support SMB live help 8k, 1 session of 45 min", "15 of 60 minutes"),
        Example("/handrail support SMB live help 4,999.99", "Help in writing"),
        Example("/handrail support MM trial 5,000.01 IACV", "Proof of Value"),
        Example("/handrail support SMB guided POV", "Not available"),
    ),
    limits=("live", "sessions", "minutes", "answer_hours", "pov"),
    outcomes=_OUTCOMES,
    facts=(SEGMENT, IACV, WISH, ASKED, SESSIONS, MINUTES, STAGE),
    words=(*live_sessions.WORDS, "tier"),
    texts=(*live_sessions.TEXTS, *_TEXTS),
)
