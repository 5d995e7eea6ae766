"""How an account is handed over: by call or email, to whom, and with which checklist."""

from policies.answer import Answer
from policies.desks.desk import Desk, Example
from policies.desks.handoffs import channels, checklists, owners
from policies.inquiries import Inquiry
from policies.reading.said import Said


def claims(said: Said) -> bool:
    return checklists.claims(said) or owners.claims(said) or channels.claims(said)


def answer(inquiry: Inquiry) -> Answer:
    if checklists.is_asked(inquiry):
        return checklists.answer(inquiry)
    return owners.answer(inquiry) if owners.is_asked(inquiry) else channels.answer(inquiry)


DESK = Desk(
    "handoff",
    ("handoff", "hand-off", "handover"),
    claims,
    answer,
    "How is an account handed over, and to whom?",
    "/handrail handoff initial AMOUNT potential AMOUNT | USERS total users | checklist FROM to TO",
    (
        Example("/handrail handoff initial 12k potential 7,999", "An email may replace the call"),
        Example("/handrail handoff initial 5k, potential unknown", "Hold a call"),
        Example("/handrail handoff 99 total users", "Mid-Market Territory"),
        Example("/handrail handoff checklist SA to TAM", "6 steps"),
    ),
    limits=(*channels.LIMITS, *owners.LIMITS),
    outcomes=(*channels.OUTCOMES, *owners.OUTCOMES, "checklist"),
    facts=(*channels.FACTS, *owners.FACTS, checklists.TYPE),
    words=(*channels.WORDS, *owners.WORDS, *checklists.WORDS),
    texts=(*channels.TEXTS, *owners.TEXTS, *checklists.TEXTS),
    lists=checklists.LISTS,
)
