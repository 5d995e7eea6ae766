"""Every open opportunity's date against the conventions, and the clock of a parked one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from policies.close_dates import Checked, Dated, Fit, check
from policies.close_reminders import Watched, hours_of, wishes
from policies.pack import Pack
from policies.reminders import Planned, Way, placed
from policies.rhythms import Rhythm

NOW = datetime(2025, 12, 3, 9, tzinfo=UTC)  # a Wednesday
FRIDAY, LAST, FIRST = date(2025, 12, 5), date(2025, 12, 31), date(2026, 1, 1)
TWO_DAYS = timedelta(hours=48)
NEW = {"compelling_event": False, "quote_sent": False, "renewal": False}
EVENT = NEW | {"compelling_event": True}
QUOTE = NEW | {"quote_sent": True}
RENEWAL = NEW | {"renewal": True}
UNKNOWN: dict[str, bool | None] = dict.fromkeys(NEW)


def checked(day: date, facts: Any, age: timedelta = timedelta(0), now: datetime = NOW) -> Checked:
    return check(Dated(day, now - age, **facts), now, UTC, TWO_DAYS)


@pytest.mark.parametrize(
    ("day", "facts", "fit", "suggested"),
    [
        (LAST, EVENT, Fit.FITS, None),
        (LAST, NEW, Fit.BREAKS, FIRST),
        (LAST, RENEWAL, Fit.FITS, None),
        (FIRST, NEW, Fit.FITS, None),
        (FIRST, EVENT, Fit.BREAKS, LAST),
        (FIRST, RENEWAL, Fit.FITS, None),
        (date(2025, 12, 16), NEW, Fit.BREAKS, FIRST),
        (date(2025, 12, 16), EVENT, Fit.BREAKS, LAST),
        (date(2025, 12, 16), QUOTE, Fit.FITS, None),
        (date(2025, 12, 13), QUOTE, Fit.BREAKS, date(2025, 12, 12)),
        (date(2025, 12, 2), QUOTE, Fit.BREAKS, FRIDAY),
        (date(2025, 11, 18), RENEWAL, Fit.BREAKS, FRIDAY),
        (date(2025, 12, 5), QUOTE, Fit.FITS, None),
        (date(2025, 11, 18), NEW, Fit.BREAKS, FIRST),
    ],
)
def test_a_date_of_which_everything_is_known_is_judged(
    day: date, facts: Any, fit: Fit, suggested: date | None
) -> None:
    found = checked(day, facts)
    assert (found.fit, found.suggested) == (fit, suggested)


@pytest.mark.parametrize(
    ("day", "facts", "fit", "missing"),
    [
        (date(2025, 12, 16), UNKNOWN, Fit.OPEN, {"quote_sent", "renewal"}),
        (LAST, NEW | {"compelling_event": None}, Fit.OPEN, {"compelling_event"}),
        (FIRST, NEW | {"compelling_event": None}, Fit.OPEN, {"compelling_event"}),
        (FIRST, UNKNOWN | {"compelling_event": False}, Fit.FITS, set()),
        (date(2025, 12, 16), QUOTE | {"compelling_event": None, "renewal": None}, Fit.FITS, set()),
        (date(2025, 12, 2), UNKNOWN, Fit.BREAKS, set()),
    ],
)
def test_what_is_unknown_stays_unknown_unless_it_does_not_matter(
    day: date, facts: Any, fit: Fit, missing: set[str]
) -> None:
    found = checked(day, facts)
    assert found.fit is fit
    if fit is Fit.OPEN:
        assert set(found.missing) == missing


def test_where_the_day_to_set_depends_each_way_is_named() -> None:
    found = checked(date(2025, 12, 2), UNKNOWN)
    assert found.suggested is None
    assert found.ways == {"last_day": LAST, "actual_day": FRIDAY, "first_day": FIRST}


@pytest.mark.parametrize(("age", "over"), [(47.9, False), (48, False), (48.01, True)])
def test_a_parked_date_fits_for_48_hours(age: float, over: bool) -> None:
    found = checked(FIRST, NEW, timedelta(hours=age))
    assert found.is_over is over
    assert found.fit is (Fit.BREAKS if over else Fit.FITS)
    assert found.rule == ("close-date-48h" if over else "close-date-first-day")


def test_the_day_that_it_is_counts_where_the_owner_is() -> None:
    late = datetime(2025, 12, 5, 23, tzinfo=UTC)
    dated = Dated(FRIDAY, late, **QUOTE)
    assert check(dated, late, UTC, TWO_DAYS).fit is Fit.FITS
    assert check(dated, late, ZoneInfo("Asia/Tokyo"), TWO_DAYS).fit is Fit.BREAKS


def watched(set_at: datetime, day: date = FIRST, **facts: Any) -> Watched:
    return Watched(7, "Acme", "U1", "U9", Dated(day, set_at, **(UNKNOWN | facts)))


def plan(
    each: Watched, pack: Pack, rhythm: Rhythm, now: datetime | None = None, boss: str = "UTC"
) -> Iterator[Planned]:
    managers = {"U9": Rhythm(zone=ZoneInfo(boss))}
    found = wishes(
        [each], hours_of(pack.sheets["closedate"]), now or each.dated.set_at, rhythm, managers
    )
    return (placed(wish, managers.get(wish.person, rhythm)) for wish in found)


ZONES = ("Asia/Tokyo", "America/New_York", "Pacific/Auckland")


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize(
    ("parked", "expected"),
    [
        ("2025-12-01 15:00", {"half": "Tue 15:00", "before": "Wed 13:00", "over": "Thu 09:00"}),
        ("2025-12-01 10:00", {"half": "Tue 10:00", "before": "Wed 09:00", "over": "Thu 09:00"}),
        ("2025-12-04 16:00", {"before": "Fri 17:00", "over": "Mon 09:00"}),
        ("2025-12-05 10:00", {"before": "Fri 17:00", "over": "Mon 09:00"}),
        ("2025-12-06 10:00", {"before": "Mon 09:00", "over": "Tue 09:00"}),
        ("2025-12-05 20:00", {"over": "Mon 09:00"}),
        # the clocks of New York and Auckland change in these nights
        ("2025-03-07 15:00", {"before": "Fri 17:00", "over": "Mon 09:00"}),
        ("2025-09-25 15:00", {"half": "Fri 15:00", "before": "Fri 17:00", "over": "Mon 09:00"}),
    ],
)
def test_a_parked_date_is_asked_about_by_the_owners_clock_and_hours(
    pack: Pack, name: str, parked: str, expected: dict[str, str]
) -> None:
    zone = ZoneInfo(name)
    since = datetime.fromisoformat(parked).replace(tzinfo=zone)
    day = date(since.year + 1, 2, 1)
    planned = list(plan(watched(since.astimezone(UTC), day), pack, Rhythm(zone=zone)))
    mine = [each for each in planned if each.to == "U1"]
    assert told(mine, zone) == expected
    ends = since.astimezone(UTC) + TWO_DAYS
    assert all(each.due < ends for each in mine if each.wish.way is Way.ALONE)
    assert all(each.due >= since for each in mine)


def test_48_hours_are_48_hours_when_the_clocks_change(pack: Pack) -> None:
    """Two hours before is an hour earlier on the wall of the day on which an hour is left out."""
    zone = ZoneInfo("America/New_York")
    rhythm = Rhythm(zone=zone, work_days=frozenset(range(7)), starts=time(0), ends=time(23, 59))
    since = datetime(2025, 3, 8, 10, tzinfo=zone)
    planned = plan(watched(since.astimezone(UTC), date(2025, 4, 1)), pack, rhythm)
    assert told(planned, zone)["before"] == "Mon 09:00"
    assert since.astimezone(UTC) + TWO_DAYS == datetime(2025, 3, 10, 11, tzinfo=zone)


def test_the_manager_is_told_by_their_own_morning_after_the_end(pack: Pack) -> None:
    monday = datetime(2025, 12, 1, 20, tzinfo=UTC)
    for name, expected in {
        "Pacific/Auckland": "Wed 20:00",
        "America/New_York": "Thu 14:00",
    }.items():
        planned = plan(watched(monday), pack, Rhythm(), boss=name)
        assert told(planned)["manager"] == expected


def test_without_a_manager_nobody_else_is_told(pack: Pack) -> None:
    each = replace(watched(NOW), manager=None)
    assert "manager" not in told(plan(each, pack, Rhythm()))


def test_the_clock_stops_when_the_day_is_one_to_sign_on(pack: Pack) -> None:
    for fact in ("quote_sent", "renewal"):
        assert told(plan(watched(NOW, FIRST, **{fact: True}), pack, Rhythm())) == {}
    assert told(plan(watched(NOW, day=LAST), pack, Rhythm())) == {}
    assert len(told(plan(watched(NOW, compelling_event=True), pack, Rhythm()))) == 4


def test_after_the_end_nobody_is_reminded_that_it_will_come(pack: Pack) -> None:
    planned = plan(watched(NOW), pack, Rhythm(), NOW + timedelta(hours=49))
    assert told(planned).keys() == {"over", "manager"}


def test_a_date_parked_anew_has_a_clock_of_its_own(pack: Pack) -> None:
    once, again = (
        {each.wish.key for each in plan(watched(at), pack, Rhythm())}
        for at in (NOW, NOW + timedelta(hours=1))
    )
    assert once & again == set()


def test_a_date_that_passed_is_told_the_morning_after(pack: Pack) -> None:
    monday = datetime(2025, 12, 1, 10, tzinfo=UTC)
    passed = watched(monday - timedelta(days=40), date(2025, 11, 28), quote_sent=True)
    assert told(plan(passed, pack, Rhythm(), monday)) == {"passed": "Mon 09:00"}
    imported = watched(monday, date(2025, 8, 1), quote_sent=True)
    assert told(plan(imported, pack, Rhythm(), monday)) == {"passed": "Tue 09:00"}


def told(planned: Iterable[Planned], zone: tzinfo = UTC) -> dict[str, str]:
    """What comes when, by that clock."""
    return {
        each.wish.key.rpartition("/")[2]: f"{each.due.astimezone(zone):%a %H:%M}"
        for each in planned
    }
