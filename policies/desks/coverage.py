"""Pipeline against target: ent-pipe-coverage."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from policies.answer import Answer, Flip
from policies.desks.desk import Desk, Example
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.quantities import as_number
from policies.reading.amounts import Amount, dollars
from policies.reading.labelling import labelled
from policies.reading.said import Said

TARGET, PIPELINE = "target", "pipeline"
BETWEEN = ("met", "short")
_WORDS = {TARGET: ("target", "quota", "target of"), PIPELINE: ("pipeline", "pipe", "pipeline of")}


def claims(said: Said) -> bool:
    """Both are spoken of, and one of them has a figure."""
    both = said.has("coverage", "covers?", "covered", "pipeline", "pipe")
    if not both or not said.has("target", "quota"):
        return False
    named = labelled(said.timeless, said.amounts, _WORDS).figures.values()
    sums = [each for each in said.amounts if each.likely_money]
    enough = len(sums) > 1 or said.has("coverage", "covers?", "covered")
    return enough and any(each.likely_money for each in named)


def answer(inquiry: Inquiry) -> Answer:
    target, pipeline = _figures(inquiry)
    missing = [name for name, told in ((TARGET, target), (PIPELINE, pipeline)) if told is None]
    if target is None or pipeline is None:
        return inquiry.needs(missing, between=BETWEEN)
    _warn_of_segment(inquiry)
    covered = inquiry.look("coverage", _covers(inquiry, target, pipeline))
    if covered is None:
        return inquiry.needs([_vaguer(target, pipeline)], between=BETWEEN)
    return _told(inquiry, covered, target, pipeline)


def _figures(inquiry: Inquiry) -> tuple[Amount | None, Amount | None]:
    """With one of the two labelled, a single figure without a label is the other."""
    other = 0 if len(inquiry.labelled.bare) == 1 and len(inquiry.labelled.figures) == 1 else None
    target, pipeline = inquiry.amount(TARGET, bare=other), inquiry.amount(PIPELINE, bare=other)
    if target is not None and target.high <= 0:
        raise Trouble(inquiry.invalid(inquiry.sheet.texts["no_target"]))
    if target is not None and target.low <= 0:
        raise Trouble(inquiry.needs([TARGET], between=BETWEEN))
    if pipeline is not None and pipeline.high < 0:
        raise Trouble(inquiry.invalid(inquiry.sheet.texts["no_pipeline"]))
    return target, pipeline


def _covers(inquiry: Inquiry, target: Amount, pipeline: Amount) -> bool | None:
    """Whether the least pipeline covers the highest target, or the most not the lowest."""
    times = inquiry.sheet.limit("coverage")
    least = pipeline.widest[0] >= times * target.widest[1]
    most = pipeline.widest[1] >= times * target.widest[0]
    return least if least == most else None


def _vaguer(target: Amount, pipeline: Amount) -> str:
    return PIPELINE if target.exact else TARGET


def _told(inquiry: Inquiry, covered: bool, target: Amount, pipeline: Amount) -> Answer:
    times = inquiry.sheet.limit("coverage")
    ratios = (pipeline.low / target.high, pipeline.high / target.low)
    gaps = [max(Fraction(0), gap) for gap in _gaps(times, target, pipeline)]
    _flip(inquiry, covered, target.low * times)
    words = {
        "ratio": _either(ratios[0], ratios[1], _ratio),
        "short_by": _either(gaps[0], gaps[1], dollars),
        "times": f"{float(times):g}",
    }
    values = _values(ratios, gaps)
    return inquiry.decided("met" if covered else "short", values, words=words)


def _gaps(times: Fraction, target: Amount, pipeline: Amount) -> tuple[Fraction, Fraction]:
    return target.low * times - pipeline.high, target.high * times - pipeline.low


def _values(ratios: Sequence[Fraction], gaps: Sequence[Fraction]) -> dict[str, float | None]:
    """A range has no single value."""
    if ratios[0] != ratios[1]:
        return {"ratio": None, "short_by": None}
    return {"ratio": as_number(_cut(ratios[0])), "short_by": as_number(gaps[0])}


def _either(low: Fraction, high: Fraction, put: Callable[[Fraction], str]) -> str:
    if low == high:
        return put(low)
    if high > _ENDLESS:
        return f"at least {put(low)}"
    if low < _CENT:
        return f"up to {put(high)}"
    return f"{put(low)} to {put(high)}"


_ENDLESS, _CENT = Fraction(10**9), Fraction(1, 100)


def _cut(value: Fraction) -> Fraction:
    """Cut, not rounded: who is a dollar short has not 3.5."""
    return Fraction(int(value * 100), 100)


def _ratio(value: Fraction) -> str:
    return f"{float(_cut(value)):,.2f}".rstrip("0").rstrip(".")


def _flip(inquiry: Inquiry, covered: bool, wanted: Fraction) -> None:
    to, outcome = (wanted - _CENT, "short") if covered else (wanted, "met")
    inquiry.flips.append(Flip(PIPELINE, f"pipeline {dollars(to)}", outcome))


def _warn_of_segment(inquiry: Inquiry) -> None:
    if inquiry.said.heard({"": inquiry.sheet.words["commercial"]}):
        inquiry.warnings.append(inquiry.sheet.texts["commercial"])


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
    outcomes=BETWEEN,
    facts=(TARGET, PIPELINE),
    words=("commercial",),
    texts=("no_target", "no_pipeline", "commercial"),
)
