"""The months of a Give Back project against the bar, and when its owner is reminded."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import packs
from policies.give_backs import Adoption, Project, State, first_of, month_before
from policies.give_backs.adoption import month_after, months_back
from policies.give_backs.reminders import Polled, wishes
from policies.reminders import Wish
from policies.rhythms import Rhythm

BAR = Fraction(7, 10)
MARCH = date(2026, 3, 1)
SHEET = packs.load().sheets["giveback"]
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROJECT = Project(
    1, "T0", "U0ANA", "Radar", "", "", "", None, None, State.FINISHED, AT, "U0ANA", AT, AT
)


def of(users: int, team: int) -> Adoption:
    return Adoption(MARCH, users, team, BAR)


@pytest.mark.parametrize(
    ("users", "team", "needed", "met", "percent"),
    [(7, 10, 7, True, 70), (6, 10, 7, False, 60), (16, 23, 17, False, 69), (17, 23, 17, True, 73),
     (0, 1, 1, False, 0), (1, 1, 1, True, 100), (12, 8, 6, True, 150),
     (6999, 10_000, 7000, False, 69)],
)  # fmt: skip
def test_the_bar_is_rounded_up_and_the_share_down(
    users: int, team: int, needed: int, met: bool, percent: int
) -> None:
    found = of(users, team)
    assert (found.needed, found.is_met, found.percent) == (needed, met, percent)


@given(st.integers(0, 2_000_000), st.integers(1, 1_000_000))
def test_a_month_is_met_exactly_when_its_share_is(users: int, team: int) -> None:
    found = of(users, team)
    assert found.is_met == (Fraction(users, team) >= BAR)
    assert found.is_met == (found.percent >= 70)
    assert len(found.drawn) == 10


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 40))
def test_months_follow_each_other(day: date, count: int) -> None:
    month = first_of(day)
    found = months_back(month, count)
    assert len(set(found)) == count
    assert all(each.day == 1 for each in found)
    assert month_after(month_before(month)) == month


def asked(
    project: Project, today: date, confirmed: Iterable[Polled] = (), rhythm: Rhythm | None = None
) -> list[Wish]:
    rhythms = {project.owner: rhythm or Rhythm()}
    return list(wishes([project], frozenset(confirmed), rhythms, SHEET, today))


def test_the_poll_of_a_month_comes_on_the_first_workday_after_it() -> None:
    (wish,) = asked(PROJECT, date(2026, 3, 31))
    assert (wish.subject, wish.day) == ("1/2026-03-01", date(2026, 4, 1))
    (wish,) = asked(replace(PROJECT, finished_at=datetime(2026, 7, 5, tzinfo=UTC)),
                    date(2026, 7, 9))  # fmt: skip
    assert wish.day == date(2026, 8, 3)


def test_months_before_it_was_finished_and_confirmed_ones_are_not_asked() -> None:
    assert [each.subject for each in asked(PROJECT, date(2026, 4, 2))] == [
        "1/2026-03-01", "1/2026-04-01",
    ]  # fmt: skip
    assert [each.subject for each in asked(PROJECT, date(2026, 4, 2), {(1, MARCH)})] == [
        "1/2026-04-01"
    ]


@given(st.integers(0, 800), st.sampled_from(["UTC", "Pacific/Auckland", "Pacific/Pago_Pago"]))
def test_no_month_is_ever_forgotten(ahead: int, zone: str) -> None:
    """Whatever day it is, the month that has just ended for the owner is among those planned."""
    now = AT + timedelta(days=ahead, hours=3)
    there = now.astimezone(ZoneInfo(zone)).date()
    found = asked(PROJECT, now.date(), rhythm=Rhythm(zone=ZoneInfo(zone)))
    ended = month_before(first_of(there))
    subjects = [each.subject for each in found]
    assert (f"1/{ended.isoformat()}" in subjects) == (ended >= MARCH)


def test_a_day_that_is_set_is_reminded_of_around_it_and_never_before_its_begin() -> None:
    project = replace(PROJECT, state=State.UNDER_WAY, finished_at=None, due=date(2026, 3, 20))
    days = [each.day for each in asked(project, date(2026, 3, 2))]
    assert days == [date(2026, 3, 13), date(2026, 3, 20), date(2026, 3, 27), date(2026, 4, 3)]
    soon = replace(project, due=date(2026, 3, 5))
    assert date(2026, 3, 5) == asked(soon, date(2026, 3, 2))[0].day


@pytest.mark.parametrize("state", [State.IDEA, State.DROPPED, State.UNDER_WAY])
def test_without_a_day_only_a_finished_project_is_spoken_of(state: State) -> None:
    assert asked(replace(PROJECT, state=state), date(2026, 4, 2)) == []


def test_an_owner_whom_nobody_serves_is_asked_nothing() -> None:
    assert list(wishes([PROJECT], frozenset(), {}, SHEET, date(2026, 4, 2))) == []
