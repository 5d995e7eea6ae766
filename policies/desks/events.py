"""What an event has to bring back for what the trip costs: event-roi-target."""

from collections.abc import Sequence
from fractions import Fraction

from policies.answer import Answer, Flip
from policies.desks.desk import Desk, Example
from policies.desks.event_costs import COST, LODGING, TRAVEL, cost_of
from policies.desks.event_hours import HOURS, hours_of
from policies.desks.event_meals import MEALS
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.quantities import as_number
from policies.reading.amounts import Amount, Unit, dollars, shown
from policies.reading.labelling import labelled
from policies.reading.moments import Sort
from policies.reading.said import Said
from policies.wording import filled

CLOSE_RATE = "close_rate"
COSTS = ("cost", "costs", "costing", "travel", "flight", "flights", "hotel", "lodging", "meals")
_A_COST = 100
"""“cost 4” in free text is no sum."""


def claims(said: Said) -> bool:
    """An event or a trip, and money for one of its costs."""
    trip = said.has(r"events?|conferences?|trade ?shows?|trips?|expos?|summits?")
    if not trip or said.has("trip notes?"):
        return False
    named = labelled(said.timeless, said.amounts, {COST: COSTS}).figures.values()
    return any(each.likely_money or each.low >= _A_COST or not each.sound for each in named)


def answer(inquiry: Inquiry) -> Answer:
    hours, said = hours_of(inquiry, inquiry.said.figured(Sort.SPAN))
    said, rate = _rate(inquiry, said)
    set_by_hours = inquiry.at_least(hours, "hours")
    still = ("target", "guidance") if set_by_hours is None else (_outcome(set_by_hours),)
    cost = cost_of(inquiry, said, still)
    if hours is not None and set_by_hours is None:
        return inquiry.needs([HOURS], between=still, values=_values(inquiry, cost, rate))
    return _told(inquiry, cost, rate, hours, set_by_hours)


def _outcome(set_by_hours: bool | None) -> str:
    return "target" if set_by_hours else "guidance"


def _told(
    inquiry: Inquiry, cost: Fraction, rate: Fraction, hours: Amount | None, enough: bool | None
) -> Answer:
    inquiry.look("multiple", True)
    if hours is None:
        _assume(inquiry, "no_hours", limit=shown(inquiry.sheet.limit("hours")))
    elif enough:
        _other_reading(inquiry, cost, hours)
    _flip(inquiry, enough)
    values = _values(inquiry, cost, rate)
    return inquiry.decided(_outcome(enough), values, words=_words(inquiry, cost, rate))


def _values(inquiry: Inquiry, cost: Fraction, rate: Fraction) -> dict[str, int | float]:
    multiple = inquiry.sheet.limit("multiple")
    return {
        "cost": as_number(cost),
        "net_arr_to_close": as_number(cost * multiple),
        "pipeline_to_book": as_number(cost * multiple / rate),
        "close_rate": as_number(rate * 100) / 100,
        "return_multiple": as_number(multiple),
    }


def _words(inquiry: Inquiry, cost: Fraction, rate: Fraction) -> dict[str, str]:
    multiple = inquiry.sheet.limit("multiple")
    return {
        "cost": dollars(cost),
        "net_arr_to_close": dollars(cost * multiple),
        "pipeline_to_book": dollars(cost * multiple / rate),
        "limit": shown(inquiry.sheet.limit("hours")),
    }


def _other_reading(inquiry: Inquiry, cost: Fraction, hours: Amount) -> None:
    """The page may also mean that every eight hours ask for the return once more."""
    _assume(inquiry, "trigger")
    count = hours.low // inquiry.sheet.limit("hours")
    if count > 1:
        total = dollars(cost * inquiry.sheet.limit("multiple") * count)
        _assume(inquiry, "unit", count=f"{count:,}", sum=total)


def _flip(inquiry: Inquiry, enough: bool | None) -> None:
    limit = int(inquiry.sheet.limit("hours"))
    to = limit - 1 if enough else limit
    inquiry.flips.append(Flip(HOURS, to, _outcome(not enough)))


def _rate(inquiry: Inquiry, said: Said) -> tuple[Said, Fraction]:
    """The asker's own share, or the page's."""
    shares = [each for each in said.amounts if each.unit is Unit.PERCENT]
    rest = said.less(shares)
    if CLOSE_RATE in inquiry.said.given:
        shares = [share] if (share := inquiry.amount(CLOSE_RATE)) else []
    if len({each.low for each in shares}) > 1:
        label = inquiry.fact(CLOSE_RATE).label
        says = f"{label} is “{shares[0].said}” and “{shares[1].said}”"
        raise Trouble(inquiry.conflict(says))
    return rest, _own_rate(inquiry, shares)


def _own_rate(inquiry: Inquiry, shares: Sequence[Amount]) -> Fraction:
    if not shares:
        _assume(inquiry, "rate")
        inquiry.look(CLOSE_RATE, True)
        return inquiry.sheet.limit(CLOSE_RATE)
    share = inquiry.keep(CLOSE_RATE, shares[0])
    if not 0 < share.low <= 100:
        raise Trouble(inquiry.invalid(inquiry.sheet.texts["rate_range"]))
    if share.low != share.high:
        says = filled(inquiry.sheet.texts["of_range"], {"label": inquiry.fact(CLOSE_RATE).label})
        raise Trouble(inquiry.needs([CLOSE_RATE], says=says))
    return share.low / 100


def _assume(inquiry: Inquiry, text: str, **words: str) -> None:
    inquiry.assumptions.append(filled(inquiry.sheet.texts[text], words))


DESK = Desk(
    "event",
    ("event",),
    claims,
    answer,
    "What does an event have to bring back?",
    "/handrail event cost AMOUNT HOURS hours, or travel, lodging and meals apart",
    (
        Example("/handrail event cost 2000 24 hours", "Close $10,000 Net ARR"),
        Example(
            "/handrail event travel 800, lodging 700, meals 50 x 4 customers x 2, 16 hours",
            "Close $9,500 Net ARR",
        ),
        Example("/handrail event cost 500 and 7 hours", "As guidance"),
        Example("/handrail event travel 800, lodging 700, 16 hours", "not complete without"),
    ),
    limits=("hours", "multiple", "close_rate", "hours_a_day"),
    outcomes=("target", "guidance"),
    facts=(
        COST,
        TRAVEL,
        "ground",
        LODGING,
        "food",
        MEALS,
        HOURS,
        "days",
        "personal_hours",
        CLOSE_RATE,
    ),
    words=(
        *("travel=0", "lodging=0", "meals=0"),
        *("meal", "people", "times", "each", "twice", "link", "one_day"),
    ),
    texts=(
        *(
            "parts",
            "no_cost",
            "no_price",
            "of_range",
            "rate",
            "trigger",
            "unit",
            "no_hours",
            "as_days",
        ),
        *("total", "bare", "unread", "below_zero", "hours_range", "rate_range", "sums"),
    ),
)
