"""When a person may be spoken to, in every zone and over every change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import snoozing
from policies.rhythms import Rhythm
from policies.snoozing import NotThen

MADRID = ZoneInfo("Europe/Madrid")
ZONES = ("Asia/Tokyo", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "Europe/London")
FRIDAY = date(2025, 3, 14)
INSTANTS = st.integers(0, 7 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def at(day: date, hour: int, zone: ZoneInfo = MADRID) -> datetime:
    return datetime.combine(day, time(hour), zone)


@given(
    INSTANTS,
    st.sampled_from(ZONES),
    st.sampled_from((None, (time(12), time(13)), (time(22), time(7)), (time(8), time(10)))),
)
def test_the_next_opening_is_open_and_not_before(
    instant: datetime, zone: str, quiet: tuple[time, time] | None
) -> None:
    rhythm = Rhythm(zone=ZoneInfo(zone), quiet=quiet)
    opening = rhythm.next_open(instant)
    assert opening >= instant
    assert rhythm.is_open(opening)
    assert opening - instant < timedelta(days=4)


@given(
    INSTANTS,
    st.sampled_from(ZONES),
)
def test_the_last_opening_is_within_working_time_before(instant: datetime, zone: str) -> None:
    rhythm = Rhythm(zone=ZoneInfo(zone))
    moment = rhythm.last_open(instant)
    assert moment is not None
    assert moment <= instant
    assert rhythm.is_open(moment)


def test_holidays_and_absences_are_no_work_days() -> None:
    rhythm = Rhythm(
        zone=MADRID, away=(FRIDAY, date(2025, 3, 16)), holidays=lambda day: day == date(2025, 3, 17)
    )
    assert rhythm.work_day_from(FRIDAY) == date(2025, 3, 18)


def test_who_never_works_is_spoken_to_all_the_same() -> None:
    never = Rhythm(zone=MADRID, work_days=frozenset())
    assert never.next_open(at(FRIDAY, 3)) == at(FRIDAY, 3)
    assert never.work_day_from(FRIDAY) == FRIDAY


def test_the_digest_waits_for_quiet_hours_to_end() -> None:
    rhythm = Rhythm(zone=MADRID, quiet=(time(22), time(10)))
    assert rhythm.morning(FRIDAY) == at(FRIDAY, 10)


def test_nothing_comes_alone_within_quiet_hours() -> None:
    rhythm = Rhythm(zone=MADRID, quiet=(time(12), time(13)))
    assert not rhythm.is_open(at(FRIDAY, 12))
    assert rhythm.next_open(at(FRIDAY, 12)) == at(FRIDAY, 13)
    late = Rhythm(zone=MADRID, quiet=(time(17), time(7)))
    assert [late.is_open(at(FRIDAY, hour)) for hour in (16, 17)] == [True, False]


def test_what_is_snoozed_on_friday_comes_on_monday() -> None:
    assert snoozing.next_workday(at(FRIDAY, 10), Rhythm(zone=MADRID)) == at(date(2025, 3, 17), 9)


@pytest.mark.parametrize(("now", "then"), [(9, 14), (11, 14), (13, 15), (15, 17)])
def test_this_afternoon_is_at_two_or_in_two_hours(now: int, then: int) -> None:
    rhythm = Rhythm(zone=MADRID)
    assert snoozing.this_afternoon(at(FRIDAY, now), rhythm) == at(FRIDAY, then)


@pytest.mark.parametrize("now", [16, 17, 20, 23])
def test_there_is_an_end_to_the_afternoon(now: int) -> None:
    with pytest.raises(NotThen, match="afternoon"):
        snoozing.this_afternoon(at(FRIDAY, now), Rhythm(zone=MADRID))


def test_a_day_to_come_again_lies_ahead_and_within_a_year() -> None:
    rhythm = Rhythm(zone=MADRID)
    assert snoozing.on(date(2025, 3, 15), at(FRIDAY, 10), rhythm) == at(date(2025, 3, 15), 9)
    for day in (FRIDAY, date(2025, 3, 1), date(2027, 1, 1)):
        with pytest.raises(NotThen):
            snoozing.on(day, at(FRIDAY, 10), rhythm)
