"""The segment of an account: as somebody says, or as its number of employees tells."""

from math import ceil, floor

from policies.conditions import Span
from policies.inquiries import Inquiry
from policies.reading.amounts import Amount
from policies.wording import filled

SEGMENT, EMPLOYEES = "segment", "employees"


def segment(inquiry: Inquiry) -> str | None:
    told = inquiry.choice(SEGMENT)
    found = EMPLOYEES in inquiry.labelled.figures
    employees = inquiry.amount(EMPLOYEES) if found else None
    return told if employees is None else _sized(inquiry, told, employees)


def _sized(inquiry: Inquiry, told: str | None, employees: Amount) -> str | None:
    sizes = _sizes(inquiry, employees)
    known = [size for size in sizes if size in inquiry.fact(SEGMENT).values]
    words = {"employees": inquiry.reads[EMPLOYEES], "size": inquiry.pack.label(sizes[0])}
    if told is None and len(sizes) == 1 and known:
        inquiry.assumptions.append(filled(inquiry.sheet.texts["by_size"], words))
        return inquiry.tell(SEGMENT, known[0])
    if told is not None and known and told not in known:
        words[SEGMENT] = inquiry.reads[SEGMENT]
        inquiry.warnings.append(filled(inquiry.sheet.texts["other_size"], words))
    return told


def _sizes(inquiry: Inquiry, employees: Amount) -> tuple[str, ...]:
    """By the rules of segments, which call a company above Mid-Market outside."""
    low, high = employees.widest
    bounds = Span(max(0, ceil(low)), floor(high))
    return inquiry.pack.courts["segment"].rule({EMPLOYEES: bounds}).outcomes
