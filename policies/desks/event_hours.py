"""The business hours that a trip takes: “24 hours”, “3 days”, “10 business hours lost”."""

from dataclasses import replace

from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.amounts import Amount, amounts, shown
from policies.reading.labelling import followed
from policies.reading.said import Said
from policies.wording import filled

HOURS, DAYS, PERSONAL = "hours", "days", "personal_hours"


def hours_of(inquiry: Inquiry, said: Said) -> tuple[Amount | None, Said]:
    """The hours, and what was said without them."""
    words = {name: inquiry.fact(name).words for name in (HOURS, DAYS, PERSONAL)}
    behind = followed(said.plain, said.amounts, words)
    found: dict[str, Amount] = {}
    for name, amount in behind:
        _refuse_another(inquiry, name, found.setdefault(name, amount), amount)
    rest = said.less(amount for _, amount in behind)
    trip = replace(inquiry, said=rest)
    kept = {name: _told(trip, name, found.get(name)) for name in (HOURS, DAYS, PERSONAL)}
    ahead = [trip.labelled.figures[name] for name in kept if name in trip.labelled.figures]
    return _summed(inquiry, kept[HOURS], kept[DAYS]), rest.less(ahead)


def _refuse_another(inquiry: Inquiry, name: str, one: Amount, other: Amount) -> None:
    if (one.low, one.high) != (other.low, other.high):
        label = inquiry.fact(name).label
        raise Trouble(inquiry.conflict(f"{label} are “{one.said}” and “{other.said}”"))


def _told(trip: Inquiry, name: str, behind: Amount | None) -> Amount | None:
    """A form's field goes before what was typed."""
    if behind is None and name == DAYS and trip.said.heard({"": trip.sheet.words["one_day"]}):
        behind = amounts("1")[0]
    if behind is None or name in trip.said.given:
        amount = trip.amount(name)
    else:
        amount = trip.keep(name, behind)
    if amount is not None:
        _refuse_unlikely(trip, name, amount)
    return amount


def _refuse_unlikely(trip: Inquiry, name: str, amount: Amount) -> None:
    fact = trip.fact(name)
    if amount.low < 0 or amount.low > fact.most:
        words = {"label": fact.label, "said": amount.said}
        raise Trouble(trip.invalid(filled(trip.sheet.texts["hours_range"], words)))


def _summed(inquiry: Inquiry, hours: Amount | None, days: Amount | None) -> Amount | None:
    """Days count as so many hours; “2 days and 3 hours” is their sum."""
    if days is None:
        return hours
    inquiry.reads.pop(DAYS)
    inquiry.facts.pop(DAYS)
    each = inquiry.sheet.limit("hours_a_day")
    inquiry.look("hours_a_day", True)
    whole = replace(days, low=days.low * each, high=days.high * each)
    if hours is not None:
        about = hours.about or days.about
        whole = replace(whole, low=whole.low + hours.low, high=whole.high + hours.high, about=about)
    words = {"hours": shown(each), "sum": shown(whole.low)}
    inquiry.assumptions.append(filled(inquiry.sheet.texts["as_days"], words))
    return inquiry.keep(HOURS, whole)
