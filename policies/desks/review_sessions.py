"""The Red/Green sessions of a month, by the sheet's numbers, and what to say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policies.answer import Answer
from policies.calendars import (
    first_of,
    is_weekend,
    last_of,
    last_work_days,
    mid_month,
    no_holidays,
    spoken,
)
from policies.inquiries import Inquiry
from policies.reading.moments import Moment
from policies.wording import filled, listed

TEXTS = (
    *("dates", "dates_alone", "lookback", "next", "next_and_lookback"),
    *("is_mid_month", "is_moved", "is_last", "is_weekend", "is_ordinary"),
    *("is_moved_away", "either", "year_alone"),
    *("today", "today_too", "this_month", "no_holidays", "holidays", "holiday_mid"),
    *("read_dates", "read_lookback", "read_next", "read_day"),
)


@dataclass(frozen=True)
class Sessions:
    """Those of one month; the middle one is none of the last unless a sheet says so."""

    mid_month: date
    last_days: tuple[date, ...]

    @property
    def days(self) -> list[date]:
        return sorted({self.mid_month, *self.last_days})

    @property
    def values(self) -> dict[str, Any]:
        return {"mid_month": self.mid_month, "last_days": self.last_days}


def of_month(inquiry: Inquiry, month: date) -> Sessions:
    limit = inquiry.sheet.limit
    middle = mid_month(month, int(limit("mid_month")))
    return Sessions(middle, last_work_days(month, int(limit("last_days")), inquiry.holidays))


def looked_back_on(inquiry: Inquiry, month: date) -> date:
    return of_month(inquiry, first_of(month, int(inquiry.sheet.limit("lookback")))).days[0]


def next_after(inquiry: Inquiry, day: date) -> date:
    months = first_of(day), first_of(day, 1)
    days = [each for month in months for each in of_month(inquiry, month).days]
    return next(each for each in days if each > day)


def dates(inquiry: Inquiry, month: date) -> Answer:
    found = of_month(inquiry, month)
    _look(inquiry, "mid_month", "last_days")
    _warn_of_holiday(inquiry, found.mid_month)
    _read(inquiry, "dates", "month", f"{month:%Y-%m}", in_month(month))
    words = {
        "month": in_month(month),
        "mid_month": spoken(found.mid_month),
        "count": str(len(found.last_days)),
        "last_days": _run(found.last_days),
    }
    name = "dates" if found.last_days else "dates_alone"
    values = found.values | {"lookback": looked_back_on(inquiry, month)}
    return inquiry.decided("calendar", values, words={"says": _text(inquiry, name, words)})


def lookback(inquiry: Inquiry, month: date) -> Answer:
    day = looked_back_on(inquiry, month)
    _look(inquiry, "lookback", "mid_month")
    _read(inquiry, "lookback", "month", f"{month:%Y-%m}", in_month(month))
    words = {
        "month": in_month(month),
        "lookback": spoken(day),
        "next_month": in_month(day),
    }
    values = of_month(inquiry, month).values | {"lookback": day}
    return inquiry.decided("calendar", values, words={"says": _text(inquiry, "lookback", words)})


def after(inquiry: Inquiry, told: Moment, day: date) -> Answer:
    found = next_after(inquiry, day)
    _look(inquiry, "mid_month", "last_days")
    _read(inquiry, "next", "date", day, spoken(day))
    if day == told.last and day in of_month(inquiry, day).days:
        inquiry.warnings.append(_text(inquiry, "today_too", {"day": spoken(day)}))
    first = found == of_month(inquiry, found).days[0]
    if first:
        _look(inquiry, "lookback")
    words = {
        "day": spoken(day),
        "next": spoken(found),
        "month_before": in_month(first_of(found, -1)),
    }
    name = "next_and_lookback" if first else "next"
    values = of_month(inquiry, found).values | {"next": found}
    return inquiry.decided("calendar", values, words={"says": _text(inquiry, name, words)})


def is_session(inquiry: Inquiry, told: Moment) -> Answer:
    """A date with two readings is decided when both give the same answer."""
    day, other = told.first, told.last
    _look(inquiry, "mid_month", "last_days")
    _read(inquiry, "day", "date", day, spoken(day))
    outcomes = {_outcome(inquiry, each) for each in (day, other)}
    if len(outcomes) > 1:
        says = f"“{told.said}” could be {spoken(day)} or {spoken(other)}: which do you mean?"
        return inquiry.needs(["date"], between=sorted(outcomes), says=says)
    if other != day:
        words = {"day": spoken(day), "other": spoken(other), "said": told.said}
        inquiry.warnings.append(_text(inquiry, "either", words))
    values = of_month(inquiry, day).values | {"next": next_after(inquiry, day)}
    return inquiry.decided(outcomes.pop(), values, words={"says": _reason(inquiry, day)})


def _outcome(inquiry: Inquiry, day: date) -> str:
    return "yes" if day in of_month(inquiry, day).days else "no"


def _reason(inquiry: Inquiry, day: date) -> str:
    found, number = of_month(inquiry, day), int(inquiry.sheet.limit("mid_month"))
    words = {
        "day": spoken(day),
        "number": str(number),
        "count": str(len(found.last_days)),
        "next": spoken(next_after(inquiry, day)),
        "mid_month": spoken(found.mid_month),
    }
    if day == found.mid_month:
        _warn_of_holiday(inquiry, day)
        name = "is_mid_month" if day.day in (number, last_of(day).day) else "is_moved"
    elif day in found.last_days:
        name = "is_last"
    elif is_weekend(day):
        name = "is_moved_away" if day.day == number else "is_weekend"
    else:
        name = "is_ordinary"
    return _text(inquiry, name, words)


def note_holidays(inquiry: Inquiry) -> None:
    assume(inquiry, "no_holidays" if inquiry.holidays is no_holidays else "holidays")


def assume(inquiry: Inquiry, name: str, **words: str) -> None:
    inquiry.assumptions.append(_text(inquiry, name, words))


def in_month(day: date) -> str:
    return f"{day:%B %Y}"


def _warn_of_holiday(inquiry: Inquiry, day: date) -> None:
    if inquiry.holidays(day):
        inquiry.warnings.append(_text(inquiry, "holiday_mid", {"day": spoken(day)}))


def _look(inquiry: Inquiry, *limits: str) -> None:
    for name in limits:
        inquiry.look(name, True)


def _read(inquiry: Inquiry, kind: str, fact: str, value: date | str, said: str) -> None:
    inquiry.facts[fact] = value
    inquiry.reads[fact] = _text(inquiry, f"read_{kind}", {"month": said, "day": said})


def _run(days: Sequence[date]) -> str:
    """“Mon 23, Tue 24 and Fri 27”."""
    return listed([f"{day:%a} {day.day}" for day in days], "and")


def _text(inquiry: Inquiry, name: str, words: dict[str, str]) -> str:
    return filled(inquiry.sheet.texts[name], words)
