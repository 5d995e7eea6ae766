"""What is left of live help, whose board it is, when an answer is due, what is short notice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import packs
from policies.calendars import is_work_day, no_holidays
from policies.engagement import EngagementSheet, Hours, Session, Year
from policies.engagement.allowances import allowance, begin_of
from policies.engagement.clocks import answer_by, is_short
from policies.engagement.sheet import REGIONS, engagement_problems
from policies.rhythms import Rhythm

PACK = packs.load()
SHEET = PACK.engagement
NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)  # a Friday
CLOCK = Hours(of="clock", entry="smb-async", says="x")
WORK = Hours(of="work", entry="smb-async", says="x")
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def held(day: date, minutes: int = 30, stage: str = "post", segment: str = "smb") -> Session:
    return Session(1, "T", "Acme", segment, stage, day, minutes, "U1", 1, None, "", "U2", NOW)


def year(of: str = "calendar", month: int = 1) -> Year:
    return Year.model_validate({"is": of, "month": month, "entry": "smb-sync-limits", "says": "x"})


def left(those: list[Session], on: str, stage: str = "post", kind: Year | None = None) -> int:
    day = date.fromisoformat(on)
    return allowance(those, stage, day, kind or year(), (2, 60)).sessions_left


def test_before_the_sale_nothing_is_ever_given_back() -> None:
    those = [held(date(2020, 5, 5), stage="pre"), held(date(2026, 3, 2), stage="pre")]
    assert left(those, "2026-03-06", "pre") == 0
    assert left(those, "2026-03-06", "post") == 2


@pytest.mark.parametrize(
    ("kind", "on", "sessions"),
    [
        (year(), "2026-12-31", 1),
        (year(), "2027-01-01", 2),
        (year(month=2), "2027-01-31", 1),
        (year(month=2), "2027-02-01", 2),
        (year("rolling"), "2027-03-04", 1),
        (year("rolling"), "2027-03-05", 2),
    ],
)
def test_after_the_sale_the_year_of_the_pack_counts(kind: Year, on: str, sessions: int) -> None:
    assert left([held(date(2026, 3, 5))], on, kind=kind) == sessions


def test_minutes_use_it_up_as_well_and_mid_market_has_no_limit() -> None:
    found = allowance([held(date(2026, 3, 2), 60)], "post", NOW.date(), year(), (2, 60))
    assert (found.is_used, found.is_exceeded, found.sessions_left) == (True, False, 1)
    over = allowance([held(date(2026, 3, 2), 61)], "post", NOW.date(), year(), (2, 60))
    assert over.is_exceeded
    assert over.minutes_left == 0
    assert left([held(date(2026, 3, 2), segment="mid-market")], "2026-03-06") == 2


@given(DAYS, st.integers(1, 12))
def test_a_year_begins_within_the_twelve_months_before(day: date, month: int) -> None:
    begun = begin_of(day, month)
    assert (begun.day, begun.month) == (1, month)
    assert timedelta(0) <= day - begun < timedelta(days=366)


def test_every_request_has_a_board() -> None:
    facts = product(("sa", "tam"), ("smb", "mid-market"), ("pre", "post"), REGIONS)
    labels = {values: SHEET.board(named(*values)).label for values in facts}
    assert labels["sa", "mid-market", "pre", "americas"] == "Americas SA triage board"
    assert labels["sa", "smb", "pre", "emea"] == "EMEA SA triage board"
    assert labels["sa", "smb", "post", "emea"] == "Commercial TAM triage board"
    assert labels["tam", "mid-market", "post", "apac"] == "Commercial TAM triage board"
    assert labels["sa", "mid-market", "pre", "apac"].startswith("#cs-commercial in Slack")


def named(*values: str) -> Mapping[str, str]:
    names = ("kind", "segment", "stage", "region")
    return dict(zip(names, values, strict=True)) | {"wish": "live"}


def test_an_answer_is_due_by_the_clock_or_without_the_weekend() -> None:
    assert answer_by(NOW, 48, CLOCK, UTC, no_holidays) == NOW + timedelta(hours=48)
    assert answer_by(NOW, 48, WORK, UTC, no_holidays) == NOW + timedelta(hours=96)
    saturday = NOW + timedelta(days=1)
    wednesday = datetime(2026, 3, 11, tzinfo=UTC)
    assert answer_by(saturday, 48, WORK, UTC, no_holidays) == wednesday


@given(DAYS, st.integers(0, 1439), st.integers(1, 200))
def test_work_days_are_never_sooner_and_end_on_one(day: date, minute: int, hours: int) -> None:
    posted = datetime.combine(day, time(0), UTC) + timedelta(minutes=minute)
    zone = ZoneInfo("America/Denver")
    due = answer_by(posted, hours, WORK, zone, no_holidays)
    assert due >= answer_by(posted, hours, CLOCK, zone, no_holidays)
    assert is_work_day((due.astimezone(zone) - timedelta(microseconds=1)).date())


@pytest.mark.parametrize(
    ("wanted", "short"),
    [("2026-03-06", True), ("2026-03-09", True), ("2026-03-10", False), ("2026-04-01", False)],
)
def test_two_working_days_from_a_friday_are_the_tuesday(wanted: str, short: bool) -> None:
    assert is_short(NOW.date(), date.fromisoformat(wanted), 2, Rhythm()) is short


def test_nobody_without_work_days_is_short_of_notice() -> None:
    assert not is_short(NOW.date(), NOW.date(), 2, Rhythm(work_days=frozenset()))


def broken(**changed: Any) -> list[str]:
    sheet: EngagementSheet = SHEET.model_copy(update=changed)
    return [each.says for each in engagement_problems(sheet, PACK.entries)]


def test_a_sheet_that_cannot_be_used_says_why() -> None:
    assert broken() == []
    assert "notice is missing" in broken(limits={})[0]
    half = SHEET.limits["notice"].model_copy(update={"value": SHEET.limits["notice"].value / 3})
    assert "whole number" in broken(limits={**SHEET.limits, "notice": half})[0]
    assert "may fit no board" in broken(boards=SHEET.boards[:1])[0]
    assert "no partner" in broken(text="{account")[0]
    lost = SHEET.remarks[0].model_copy(update={"entry": "sa-boundary"})
    assert "did you mean sa-boundaries" in broken(remarks=(lost,))[0]


def test_both_sessions_of_one_day_count() -> None:
    one = held(date(2026, 3, 2))
    assert left([one, replace(one, number=2)], "2026-03-06") == 0
