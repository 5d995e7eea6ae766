"""Co-selling calls of the last seven days against the minimum and the aim: cosell-numbers."""

from dataclasses import replace
from fractions import Fraction

from policies.answer import Answer, Flip
from policies.desks.desk import Desk, Example
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.amounts import ENDLESS, Amount
from policies.reading.labelling import labelled
from policies.reading.moments import Sort
from policies.reading.said import Said
from policies.wording import filled

CALLS = "calls"
_NAMED = ("co-selling", "coselling", "co-sell", "cosell", "co-selling calls", "coselling calls")
_CALLS = ("co-selling calls", "coselling calls", "co-sell calls", "calls", "call")


def claims(said: Said) -> bool:
    """“co-selling 5”, “5 calls co-selling”, but not “the two co-selling roles”."""
    if not said.has("co-?selling", "co-?sell"):
        return False
    said = said.counted
    ahead = labelled(said.timeless, said.amounts, {CALLS: _NAMED}).figures.get(CALLS)
    behind = labelled(said.timeless, said.amounts, {CALLS: _CALLS}).figures
    return bool(behind) or (ahead is not None and said.plain.rfind("sell", 0, ahead.start) >= 0)


def answer(inquiry: Inquiry) -> Answer:
    inquiry = replace(inquiry, said=inquiry.said.counted)
    told = inquiry.amount(CALLS, bare=0)
    if told is None:
        return inquiry.needs([CALLS], between=BETWEEN)
    calls = _in_a_week(inquiry, told)
    aimed, enough = inquiry.at_least(calls, "aim_low"), inquiry.at_least(calls, "minimum")
    _flip(inquiry, aimed, enough)
    return _told(inquiry, aimed, enough)


BETWEEN = ("below-minimum", "minimum-met", "aim-met")


def _told(inquiry: Inquiry, aimed: bool | None, enough: bool | None) -> Answer:
    values = _values(inquiry)
    if aimed is True:
        return inquiry.decided("aim-met", values)
    if enough is False:
        return inquiry.decided("below-minimum", values)
    if enough is True and aimed is False:
        return inquiry.decided("minimum-met", values)
    still = (enough is None, True, aimed is None)
    between = [each for each, open_ in zip(BETWEEN, still, strict=True) if open_]
    return inquiry.needs([CALLS], between=between, values=values)


def _values(inquiry: Inquiry) -> dict[str, object]:
    limits = {name: int(inquiry.sheet.limit(name)) for name in ("minimum", "aim_low", "aim_high")}
    return {"count": inquiry.facts[CALLS], **limits}


def _in_a_week(inquiry: Inquiry, told: Amount) -> Amount:
    """Calls of a longer time may all, or none of them, be in seven days; of a shorter, more."""
    week = inquiry.sheet.limit("window")
    days = _window(inquiry)
    if days is None or days == week:
        return told
    words = {"days": f"{float(days):g}", "week": f"{week}"}
    inquiry.warnings.append(filled(inquiry.sheet.texts["window"], words))
    low = told.low if days < week else Fraction(0)
    high = told.high if days > week else ENDLESS
    return Amount(told.said, told.start, told.end, low, high)


def _window(inquiry: Inquiry) -> Fraction | None:
    """The days that the calls were counted for, where that was said."""
    spans = inquiry.said.of(Sort.SPAN)
    if not spans:
        return None
    if spans[0].fault or len(spans) > 1:
        raise Trouble(inquiry.invalid(inquiry.sheet.texts["one_window"]))
    return Fraction(spans[0].lasts.total_seconds()) / 86_400 + spans[0].months * 28


def _flip(inquiry: Inquiry, aimed: bool | None, enough: bool | None) -> None:
    minimum = int(inquiry.sheet.limit("minimum"))
    if enough is False:
        inquiry.flips.append(Flip(CALLS, minimum, "minimum-met"))
    elif enough and aimed is False:
        inquiry.flips.append(Flip(CALLS, minimum - 1, "below-minimum"))
        inquiry.flips.append(Flip(CALLS, int(inquiry.sheet.limit("aim_low")), "aim-met"))
    elif aimed:
        inquiry.flips.append(Flip(CALLS, int(inquiry.sheet.limit("aim_low")) - 1, "minimum-met"))


DESK = Desk(
    "cosell",
    ("cosell", "coselling", "co-selling"),
    claims,
    answer,
    "Are there enough co-selling calls?",
    "/handrail cosell CALLS [in the last 7 days]",
    (
        Example("/handrail cosell 4", "below the minimum of 5"),
        Example("/handrail cosell 12 calls in the last 7 days", "meets the aim"),
    ),
    limits=(
        *("minimum", "aim_low", "aim_high", "window"),
        *("same_minutes", "back", "digest_day", "digest_hour", "nudge_day"),
    ),
    outcomes=BETWEEN,
    facts=(CALLS,),
    texts=("window", "one_window"),
    lists=("duties",),
)
