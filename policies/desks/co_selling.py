"""Co-selling calls of the last seven days against the minimum and the aim: cosell-numbers."""

from policies.answer import Answer
from policies.desks.desk import Desk, Example
from policies.inquiries import Inquiry
from policies.reading.said import Said

CALLS = "calls"


def claims(said: Said) -> bool:
    return said.has("co-?selling", "co-?sell") and bool(said.amounts)


def answer(inquiry: Inquiry) -> Answer:
    calls = inquiry.amount(CALLS, bare=0)
    if calls is None:
        return inquiry.needs([CALLS], between=("below-minimum", "minimum-met", "aim-met"))
    aimed, enough = inquiry.at_least(calls, "aim_low"), inquiry.at_least(calls, "minimum")
    values = {
        "count": inquiry.facts[CALLS],
        "minimum": int(inquiry.sheet.limit("minimum")),
        "aim_low": int(inquiry.sheet.limit("aim_low")),
        "aim_high": int(inquiry.sheet.limit("aim_high")),
    }
    if aimed is True:
        return inquiry.decided("aim-met", values)
    if enough is False:
        return inquiry.decided("below-minimum", values)
    if enough is True and aimed is False:
        return inquiry.decided("minimum-met", values)
    return inquiry.needs([CALLS], between=("minimum-met", "aim-met"), values=values)


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
    limits=("minimum", "aim_low", "aim_high"),
    outcomes=("below-minimum", "minimum-met", "aim-met"),
    facts=(CALLS,),
)
