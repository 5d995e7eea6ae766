"""A rule's time of day happens once on every date, whatever the clocks of a zone do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from policies.clocks import day_in, instant_of

NEW_YORK = ZoneInfo("America/New_York")


def test_a_time_that_is_skipped_moves_forward() -> None:
    assert instant_of(date(2026, 3, 8), time(2, 30), NEW_YORK) == datetime(
        2026, 3, 8, 3, 30, tzinfo=NEW_YORK
    )


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert instant_of(date(2026, 11, 1), time(1, 30), NEW_YORK) == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )


def test_a_date_that_a_zone_leaves_out_falls_on_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert day_in(instant_of(date(2011, 12, 30), time(9), apia), apia) == date(2011, 12, 31)


@pytest.mark.parametrize("at", [time(0), time(2, 30), time(9), time(17)])
def test_every_date_in_every_zone_has_the_time_once(at: time) -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(7 * 366)]
    for name in sorted(available_timezones())[::12]:
        zone = ZoneInfo(name)
        told = [day_in(instant_of(day, at, zone), zone) for day in days]
        assert told == days, name
