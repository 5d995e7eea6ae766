"""Days and months as facts of a calculating policy: read, plausible, and one reading each."""

from collections.abc import Sequence

from policies.calendars import EARLIEST, LATEST, spoken
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.cleaning import clean, excerpt
from policies.reading.moments import Moment, Sort, moments
from policies.vocabulary import Kind
from policies.wording import listed


def given(inquiry: Inquiry, name: str) -> Moment | None:
    """A moment told later, for which the text does not count any more."""
    told = inquiry.said.given.get(name)
    if told is None:
        return None
    fact, found = inquiry.fact(name), moments(clean(told).lower(), inquiry.said.now)
    lasting = fact.kind is Kind.DATE and any(each.sort is Sort.SPAN for each in found)
    if len(found) == 1 and not lasting:
        return sound(inquiry, found[0])
    raise Trouble(inquiry.invalid(f"“{excerpt(told)}” does not say {fact.label}: {fact.example}"))


def sound(inquiry: Inquiry, moment: Moment) -> Moment:
    """The moment, unless it cannot be or contradicts its own weekday."""
    if moment.fault:
        raise Trouble(inquiry.invalid(moment.fault))
    if moment.sort is Sort.SPAN:
        return moment
    if moment.first < EARLIEST or moment.last > LATEST:
        years = f"{EARLIEST.year} to {LATEST.year}"
        raise Trouble(inquiry.invalid(f"“{moment.said}” is not in {years}; please check the year"))
    if moment.weekday not in (None, moment.first.weekday()):
        says = f"“{moment.said}” is a {moment.first:%A}"
        raise Trouble(inquiry.conflict(says))
    return moment


def only(inquiry: Inquiry, name: str, found: Sequence[Moment]) -> Moment | None:
    """The one that is meant; two that differ contradict each other."""
    told = {(moment.first, moment.last, moment.at): moment for moment in found}
    if len(told) > 1:
        said = listed([f"“{moment.said}”" for moment in told.values()], "and")
        raise Trouble(inquiry.conflict(f"{inquiry.fact(name).label} is {said}"))
    return sound(inquiry, found[0]) if found else None


def certain(inquiry: Inquiry, name: str, moment: Moment) -> Moment:
    """A day with one reading; “03/04/2026” has two."""
    if moment.first == moment.last:
        return moment
    says = f"“{moment.said}” could be {spoken(moment.first)} or {spoken(moment.last)}"
    raise Trouble(inquiry.needs([name], says=f"{says}: please say which you mean"))


def assume_year(inquiry: Inquiry, moment: Moment) -> None:
    """A day or month without a year is one of this year."""
    if not moment.relative and not any(part.isdecimal() for part in _fours(moment.said)):
        inquiry.assumptions.append(f"“{moment.said}” is in {moment.first.year}.")


def _fours(said: str) -> list[str]:
    return [said[place : place + 4] for place in range(len(said) - 3)]
