"""Whether a deal is marked as strategic: ent-strategic-field."""

from fractions import Fraction

from policies.answer import Answer, Flip
from policies.desks.desk import Desk, Example
from policies.inquiries import Inquiry
from policies.reading.amounts import dollars
from policies.reading.said import Said

AMOUNT = "strategic_amount"


def claims(said: Said) -> bool:
    """A strategic deal or field, and the size of a deal."""
    strategic = said.has(r"strategic (?:field|org\w*|team)", r"strategic\??$", "sfo")
    return strategic and any(each.likely_money for each in said.amounts)


def answer(inquiry: Inquiry) -> Answer:
    amount = inquiry.amount(AMOUNT, bare=0)
    if amount is not None and amount.high < 0:
        return inquiry.invalid(inquiry.sheet.texts["below_zero"])
    marked = inquiry.at_least(amount, "strategic")
    if marked is None:
        return inquiry.needs([AMOUNT], between=("yes", "no"))
    limit = inquiry.sheet.limit("strategic")
    to, outcome = (limit - Fraction(1, 100), "no") if marked else (limit, "yes")
    inquiry.flips.append(Flip(AMOUNT, dollars(to), outcome))
    return inquiry.decided("yes" if marked else "no", words={"limit": dollars(limit)})


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
    texts=("below_zero",),
)
