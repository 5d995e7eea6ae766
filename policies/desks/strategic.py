"""Whether a deal is marked as strategic: ent-strategic-field."""

from policies.answer import Answer
from policies.desks.desk import Desk, Example
from policies.inquiries import Inquiry
from policies.reading.said import Said

AMOUNT = "strategic_amount"


def claims(said: Said) -> bool:
    return said.has("strategic") and bool(said.amounts)


def answer(inquiry: Inquiry) -> Answer:
    amount = inquiry.amount(AMOUNT, bare=0)
    marked = inquiry.at_least(amount, "strategic")
    if marked is None:
        return inquiry.needs([AMOUNT], between=("yes", "no"))
    return inquiry.decided("yes" if marked else "no")


DESK = Desk(
    "strategic",
    ("strategic",),
    claims,
    answer,
    "Is it a deal for the Strategic Field Organization?",
    "/handrail strategic AMOUNT",
    (
        Example("/handrail strategic 400k", "Yes"),
        Example("/handrail strategic 120k", "from $400,000"),
    ),
    limits=("strategic",),
    outcomes=("yes", "no"),
    facts=(AMOUNT,),
)
