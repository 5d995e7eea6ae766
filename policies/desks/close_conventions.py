"""The three close dates as one decision about known facts; open ones are tried each way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from policies.calendars import first_of, friday_from, is_weekend, last_of, week_day_before

EVENT, QUOTE, RENEWAL = "compelling_event", "quote_sent", "renewal"
LAST_DAY, ACTUAL_DAY, FIRST_DAY = "last_day", "actual_day", "first_day"


@dataclass(frozen=True)
class Deal:
    """`day` is the close date, `month` the first of the month in which it should close; one of
    them is told. `over` says that it was parked for too long, `missed` that its day is over."""

    today: date
    day: date | None = None
    month: date | None = None
    compelling_event: bool = False
    quote_sent: bool = False
    renewal: bool = False
    parked: bool = False
    over: bool = False
    missed: bool = False


@dataclass(frozen=True)
class Verdict:
    """`why` names the sentence to say, `rule` the convention that it goes by."""

    outcome: str
    why: str
    rule: str
    suggested: date | None = None


def judge(deal: Deal) -> Verdict:
    if deal.day is None:
        return _in_month(deal)
    if deal.quote_sent or (deal.renewal and not deal.parked):
        return _signing(deal, deal.day)
    past = "past" if deal.day < deal.today else "to"
    return (
        _confirmed(deal, deal.day, past) if deal.compelling_event else _open(deal, deal.day, past)
    )


def _in_month(deal: Deal) -> Verdict:
    """A month may be parked or closed in; one that is over may not."""
    month = closing_month(deal)
    over = deal.month is not None and deal.month < month
    if deal.compelling_event:
        outcome, why = ("change", "past_last") if over else ("fits-last-day", "month_last")
        return Verdict(outcome, why, LAST_DAY, last_of(month))
    outcome, why = ("change", "past_first") if over else ("parked", "month_first")
    return Verdict(outcome, why, FIRST_DAY, first_of(month, 1))


def _confirmed(deal: Deal, day: date, past: str) -> Verdict:
    last = last_of(closing_month(deal))
    if day == last:
        return Verdict("fits-last-day", "fits_last", LAST_DAY)
    return Verdict("change", f"{past}_last", LAST_DAY, last)


def _open(deal: Deal, day: date, past: str) -> Verdict:
    first = first_of(closing_month(deal), 1)
    still_parked = deal.parked and day.day == 1 and day >= deal.today
    if day != first and not still_parked:
        return Verdict("change", f"{past}_first", FIRST_DAY, first)
    if deal.over:
        return Verdict("parking-over", "parking_over", FIRST_DAY)
    return Verdict("parked", "parked", FIRST_DAY)


def _signing(deal: Deal, day: date) -> Verdict:
    if deal.missed or day < deal.today:
        return _missed(deal, day)
    if not is_weekend(day):
        why = "fits_quote" if deal.quote_sent else "fits_renewal"
        return Verdict("fits-actual-day", why, ACTUAL_DAY)
    if deal.compelling_event and day == last_of(day):
        return Verdict("fits-last-day", "fits_last", LAST_DAY)
    before = week_day_before(day)
    friday = before if before >= deal.today else friday_from(deal.today)
    return Verdict("change", "to_friday_before", ACTUAL_DAY, friday)


def _missed(deal: Deal, day: date) -> Verdict:
    """That week's Friday, if it is still to come after the day."""
    earliest = max(deal.today, date.fromordinal(day.toordinal() + 1))
    friday = friday_from(earliest)
    same_week = friday == friday_from(day) and not is_weekend(day)
    why = "to_friday" if same_week else "to_next_friday"
    return Verdict("change", why, ACTUAL_DAY, friday)


def closing_month(deal: Deal) -> date:
    """The first of a month stands for the month before; no month that is over is meant."""
    this_month = first_of(deal.today)
    if deal.month is not None:
        return max(deal.month, this_month)
    day = deal.day or deal.today
    month = first_of(day, -1) if day.day == 1 else first_of(day)
    return max(month, this_month)


def trials(deal: Deal, undecided: Iterable[str]) -> Iterator[tuple[Mapping[str, bool], Verdict]]:
    """Each way in which the open facts can turn out, and what it comes to."""
    names = list(undecided)
    for values in product((True, False), repeat=len(names)):
        case = dict(zip(names, values, strict=True))
        yield case, judge(having(deal, case))


def turned(deal: Deal, name: str) -> Deal:
    """The deal with a yes or no the other way."""
    return having(deal, {name: not getattr(deal, name)})


def having(deal: Deal, case: Mapping[str, bool]) -> Deal:
    """The deal with what a case says of its facts."""
    return replace(
        deal,
        compelling_event=case.get(EVENT, deal.compelling_event),
        quote_sent=case.get(QUOTE, deal.quote_sent),
        renewal=case.get(RENEWAL, deal.renewal),
    )


def telling(tried: list[tuple[Mapping[str, bool], Verdict]]) -> list[str]:
    """The facts that change the outcome, the one that leaves least open first."""
    left = {name: _left(name, tried) for name in tried[0][0] if _matters(name, tried)}
    return sorted(left, key=lambda name: left[name])


def _left(name: str, tried: list[tuple[Mapping[str, bool], Verdict]]) -> int:
    return len({(case[name], verdict.outcome) for case, verdict in tried})


def _matters(name: str, tried: list[tuple[Mapping[str, bool], Verdict]]) -> bool:
    found: dict[tuple[bool, ...], set[str]] = {}
    for case, verdict in tried:
        others = tuple(value for each, value in case.items() if each != name)
        found.setdefault(others, set()).add(verdict.outcome)
    return any(len(outcomes) > 1 for outcomes in found.values())
