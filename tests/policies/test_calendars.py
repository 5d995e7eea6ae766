"""Work days and the ends of months, against another way of counting them, for a hundred years."""

from calendar import monthcalendar, monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.calendars import (
    first_of,
    friday_from,
    is_work_day,
    last_of,
    last_work_days,
    mid_month,
    spoken,
    week_day,
    week_day_before,
)

DAY = timedelta(days=1)
MONTHS = [(year, month) for year in range(2000, 2100) for month in range(1, 13)]

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def week_days_of(year: int, month: int) -> list[date]:
    """From the printed calendar: the first five columns of each week."""
    weeks = monthcalendar(year, month)
    return [date(year, month, number) for week in weeks for number in week[:5] if number]


@pytest.mark.parametrize("year", range(2000, 2100))
def test_the_days_of_every_month_are_those_of_a_printed_calendar(year: int) -> None:
    for month in range(1, 13):
        printed, first = week_days_of(year, month), date(year, month, 1)
        assert mid_month(first, 15) == max(day for day in printed if day.day <= 15)
        assert list(last_work_days(first, 5)) == printed[-5:]
        assert last_of(first) == date(year, month, monthrange(year, month)[1])


def test_the_last_five_never_begin_before_the_22nd() -> None:
    begins = min(last_work_days(date(year, month, 1), 5)[0].day for year, month in MONTHS)
    assert begins == 22


def test_the_day_in_the_middle_is_at_the_earliest_the_13th() -> None:
    found = {mid_month(date(year, month, 1), 15).day for year, month in MONTHS}
    assert found == {13, 14, 15}


@given(days, st.integers(1, 31))
def test_the_last_days_are_work_days_with_none_left_out_after_them(day: date, count: int) -> None:
    found = last_work_days(day, count)
    later = [found[0] + DAY * ahead for ahead in range((last_of(day) - found[0]).days + 1)]
    assert list(found) == [each for each in later if is_work_day(each)]


@given(days, st.sets(st.integers(1, 31)))
def test_no_holiday_is_a_last_work_day(day: date, numbers: set[int]) -> None:
    found = last_work_days(day, 5, lambda each: each.day in numbers)
    assert not {each.day for each in found} & numbers
    assert len(found) == 5 or len(numbers) > 10


def test_a_month_of_holidays_has_no_work_days() -> None:
    assert last_work_days(date(2026, 4, 1), 5, lambda day: True) == ()


@given(days)
def test_a_week_day_stays_and_a_weekend_goes_back_to_its_friday(day: date) -> None:
    found = week_day_before(day)
    assert found == day if day.weekday() < 5 else found.weekday() == 4
    assert 0 <= (day - found).days <= 2


@given(days)
def test_the_friday_from_a_day_is_less_than_a_week_away(day: date) -> None:
    found = friday_from(day)
    assert found.weekday() == 4
    assert 0 <= (found - day).days < 7


@given(days, st.integers(0, 6))
def test_a_day_of_the_week_lies_in_the_same_week(day: date, weekday: int) -> None:
    found = week_day(day, weekday)
    assert found.weekday() == weekday
    assert found.isocalendar()[:2] == day.isocalendar()[:2]


@given(days, st.integers(-24, 24), st.integers(-24, 24))
def test_months_add_up(day: date, one: int, other: int) -> None:
    assert first_of(first_of(day, one), other) == first_of(day, one + other)


@pytest.mark.parametrize(
    ("day", "says"),
    [(date(2026, 4, 30), "Thu 30 April 2026"), (date(2027, 1, 1), "Fri 1 January 2027")],
)
def test_a_day_is_spoken_with_its_weekday(day: date, says: str) -> None:
    assert spoken(day) == says
