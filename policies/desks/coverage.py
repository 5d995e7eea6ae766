"""Pipeline against target: ent-pipe-coverage."""

from policies.answer import Answer
from policies.desks.desk import Desk, Example
from policies.inquiries import Inquiry, as_number
from policies.reading.said import Said

TARGET, PIPELINE = "target", "pipeline"


def claims(said: Said) -> bool:
    return said.has("coverage", "pipeline") and said.has("target", "quota") and bool(said.amounts)


def answer(inquiry: Inquiry) -> Answer:
    target, pipeline = inquiry.amount(TARGET), inquiry.amount(PIPELINE)
    if target is not None and target.low <= 0:
        return inquiry.invalid("A target is more than zero dollars")
    missing = [name for name, told in ((TARGET, target), (PIPELINE, pipeline)) if told is None]
    if missing or target is None or pipeline is None:
        return inquiry.needs(missing, between=("met", "short"))
    if not (target.exact and pipeline.exact):
        return inquiry.needs([TARGET if not target.exact else PIPELINE], between=("met", "short"))
    short_by = target.low * inquiry.sheet.limit("coverage") - pipeline.low
    enough = inquiry.look("coverage", short_by <= 0)
    values = {"ratio": as_number(pipeline.low / target.low)}
    if enough:
        return inquiry.decided("met", {**values, "short_by": 0})
    return inquiry.decided("short", {**values, "short_by": as_number(short_by)})


DESK = Desk(
    "coverage",
    ("coverage",),
    claims,
    answer,
    "Does the pipeline cover the target?",
    "/handrail coverage target AMOUNT pipeline AMOUNT",
    (
        Example("/handrail coverage target 400k pipeline 1.4M", "covers the target 3.5 times"),
        Example("/handrail coverage target 400k", "depends on the pipeline"),
    ),
    limits=("coverage",),
    outcomes=("met", "short"),
    facts=(TARGET, PIPELINE),
)
