"""The hour of an MQL in working time, the two weeks, and who hears of it when."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.calendars import Holidays
from policies.leads import Act, Kind, Lead, Outcome, Request, State
from policies.leads.clocks import Terms, ae_from, clock_of
from policies.leads.hours import Hours
from policies.leads.reminders import AE, LATE, MANAGER, NEW, SOON, Manager, wishes
from policies.reminders import Way, Weight, placed
from policies.rhythms import Rhythm

HOUR = timedelta(hours=1)
TERMS = Terms(HOUR, timedelta(minutes=45), HOUR, timedelta(days=14), 9 * 60, 18 * 60)
ZONES = ("Europe/Madrid", "Asia/Tokyo", "America/New_York", "Asia/Kolkata", "Pacific/Apia")


def hours(zone: str = "Europe/Madrid", **rhythm: object) -> Hours:
    return TERMS.hours(Rhythm(zone=ZoneInfo(zone), **rhythm))  # type: ignore[arg-type]


def at(moment: str, zone: str = "Europe/Madrid") -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def lead(assigned: datetime, known: datetime | None = None, **more: object) -> Lead:
    usual: dict[str, object] = {
        "id": 1, "workspace": "T", "ref": "", "name": "Jane Roe", "company": "Acme",
        "kind": Kind.MQL, "request": Request.OTHER, "phone": True, "link": "",
        "sdr": "S", "ae": "A",
        "came_at": assigned, "assigned_at": assigned, "assigned_by": "A",
        "known_at": known or assigned, "assignment": 1, "state": State.OPEN, "called_at": None,
        "emailed_at": None, "touched_at": None, "took": None, "outcome": Outcome.NONE,
        "ended_at": None,
    }  # fmt: skip
    return Lead(**(usual | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("assigned", "due"),
    [
        ("2026-03-02T10:00", "2026-03-02T11:00"),
        ("2026-03-02T17:00", "2026-03-02T18:00"),
        ("2026-03-02T17:40", "2026-03-03T09:40"),
        ("2026-03-06T17:40", "2026-03-09T09:40"),
        ("2026-03-07T12:00", "2026-03-09T10:00"),
        ("2026-03-08T23:59", "2026-03-09T10:00"),
        ("2026-03-09T07:30", "2026-03-09T10:00"),
        ("2026-03-09T18:00", "2026-03-10T10:00"),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Madrid", "Asia/Tokyo", "America/New_York"])
def test_the_hour_runs_in_working_time_where_the_sdr_is(assigned: str, due: str, zone: str) -> None:
    clock = clock_of(lead(at(assigned, zone)), hours(zone), TERMS)
    assert clock
    assert clock.due == at(due, zone)


def test_the_hour_stands_still_on_a_holiday() -> None:
    labour_day: Holidays = {date(2026, 5, 1)}.__contains__
    clock = clock_of(lead(at("2026-04-30T17:40")), hours(holidays=labour_day), TERMS)
    assert clock
    assert clock.due == at("2026-05-04T09:40")


def test_the_hour_runs_over_an_absence_for_the_lead_waits_all_the_same() -> None:
    away = (date(2026, 3, 2), date(2026, 3, 6))
    clock = clock_of(lead(at("2026-03-02T10:00")), hours(away=away), TERMS)
    assert clock
    assert clock.due == at("2026-03-02T11:00")


@pytest.mark.parametrize(
    ("zone", "friday", "monday"),
    [
        ("Europe/Madrid", "2026-03-27T17:40", "2026-03-30T09:40"),
        ("Europe/Madrid", "2026-10-23T17:40", "2026-10-26T09:40"),
        ("America/New_York", "2026-03-06T17:40", "2026-03-09T09:40"),
        ("America/New_York", "2026-10-30T17:40", "2026-11-02T09:40"),
    ],
)
def test_a_clock_change_over_the_weekend_moves_nothing_on_the_wall(
    zone: str, friday: str, monday: str
) -> None:
    clock = clock_of(lead(at(friday, zone)), hours(zone), TERMS)
    assert clock
    assert clock.due == at(monday, zone)


def test_an_hour_by_night_is_measured_over_a_clock_change_as_it_lasted() -> None:
    nights = TERMS.hours(Rhythm(zone=ZoneInfo("Europe/Madrid"), work_days=frozenset(range(7))))
    whole = Hours(nights.rhythm, 0, 24 * 60)
    first, last = at("2026-03-29T01:30"), at("2026-03-29T03:30")
    assert last - first == HOUR
    assert whole.between(first, last) == HOUR
    assert whole.after(first, HOUR) == last


def test_who_works_on_no_day_has_the_hour_every_day() -> None:
    clock = clock_of(lead(at("2026-03-07T12:00")), hours(work_days=frozenset()), TERMS)
    assert clock
    assert clock.due == at("2026-03-07T13:00")


def test_an_inquiry_has_no_hour_and_the_same_two_weeks() -> None:
    asked = lead(at("2026-03-02T10:00"), kind=Kind.INQUIRY)
    assert clock_of(asked, hours(), TERMS) is None
    assert ae_from(asked, TERMS) == at("2026-03-16T10:00")


def test_two_weeks_are_whole_days_also_over_a_clock_change() -> None:
    assert ae_from(lead(at("2026-03-20T10:00")), TERMS) == at("2026-04-03T11:00")


BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(), timedelta(days=330)).map(lambda since: BEGIN + since)
LASTING = st.timedeltas(timedelta(), timedelta(hours=30))


@given(INSTANTS, LASTING, st.sampled_from(ZONES))
def test_what_goes_by_until_it_is_due_is_what_was_given(
    instant: datetime, lasting: timedelta, zone: str
) -> None:
    known = hours(zone)
    due = known.after(instant, lasting)
    assert due >= instant
    assert known.between(instant, due) == lasting
    assert known.between(due, instant) == timedelta()


@given(INSTANTS, INSTANTS, st.sampled_from(ZONES))
def test_who_is_assigned_later_is_never_due_sooner(
    one: datetime, other: datetime, zone: str
) -> None:
    first, second = sorted((one, other))
    known = hours(zone)
    assert known.after(first, HOUR) <= known.after(second, HOUR)
    assert known.is_open(known.runs_from(first))


def told(those: Lead, rhythm: Rhythm, ae: Rhythm | None = None) -> dict[str, datetime]:
    """When each is said, by the last word of its key."""
    rhythms = {"S": rhythm} | ({"A": ae} if ae else {})
    zone = ZoneInfo("Europe/Madrid")
    known = {**rhythms, "M": Rhythm(zone=zone)}
    found = wishes([those], rhythms, {"S": Manager("M", zone)}, TERMS)
    return {
        next(part for part in each.key.split("/")[3:]): placed(each, known[each.person]).due
        for each in found
    }


MADRID = Rhythm(zone=ZoneInfo("Europe/Madrid"))


def test_the_sdr_hears_at_once_near_the_end_and_at_the_end_and_the_manager_later() -> None:
    assert told(lead(at("2026-03-02T10:00")), MADRID, MADRID) == {
        NEW: at("2026-03-02T10:00"),
        SOON: at("2026-03-02T10:45"),
        LATE: at("2026-03-02T11:00"),
        MANAGER: at("2026-03-02T12:00"),
        AE: at("2026-03-17T09:00"),
    }


def test_a_lead_of_the_night_is_told_when_the_day_begins() -> None:
    found = told(lead(at("2026-03-06T22:00")), MADRID)
    assert found[NEW] == at("2026-03-09T09:00")
    assert found[SOON] == at("2026-03-09T09:45")
    assert found[LATE] == at("2026-03-09T10:00")


def test_no_second_message_comes_with_the_first_when_quiet_hours_end() -> None:
    lunch = Rhythm(zone=ZoneInfo("Europe/Madrid"), quiet=(time(12), time(13)))
    found = told(lead(at("2026-03-02T12:05")), lunch)
    assert found[NEW] == at("2026-03-02T13:00")
    assert SOON not in found


def test_what_has_an_end_the_same_day_is_kept_back_by_no_daily_most() -> None:
    asked = wishes([lead(at("2026-03-02T10:00"))], {"S": MADRID}, {}, TERMS)
    found = {each.key.rpartition("/")[2]: each for each in asked}
    assert all(each.until == at("2026-03-03T00:00") for each in found.values())
    assert all(each.way is Way.ALONE for each in found.values())
    assert found[SOON].weight is Weight.NUDGE


def test_an_hour_that_was_over_before_anybody_said_so_comes_with_the_digest() -> None:
    late = lead(at("2026-03-02T10:00"), known=at("2026-03-03T15:00"))
    (wish,) = wishes([late], {"S": MADRID}, {"S": Manager("M", UTC)}, TERMS)
    assert (wish.way, wish.day) == (Way.DIGEST, date(2026, 3, 3))


@pytest.mark.parametrize("state", [State.TOUCHED, State.DONE, State.DROPPED])
def test_of_a_lead_with_action_nobody_hears(state: State) -> None:
    assert not [*wishes([lead(at("2026-03-02T10:00"), state=state)], {"S": MADRID}, {}, TERMS)]


def test_nobody_is_their_own_manager() -> None:
    found = [
        *wishes([lead(at("2026-03-02T10:00"))], {"S": MADRID}, {"S": Manager("S", UTC)}, TERMS)
    ]
    assert not [each for each in found if each.key.endswith(MANAGER)]


def test_first_the_call_if_a_number_is_listed_then_the_email() -> None:
    fresh = lead(at("2026-03-02T10:00"))
    assert fresh.next_step is Act.CALLED
    assert lead(fresh.came_at, called_at=fresh.came_at).next_step is Act.EMAILED
    assert lead(fresh.came_at, phone=False).next_step is Act.EMAILED
    assert lead(fresh.came_at, phone=False, emailed_at=fresh.came_at).next_step is None
