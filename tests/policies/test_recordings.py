"""How a line is read, when the card is due, and which pack file can be used."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import packs
from policies.recordings import Call, RecordingSheet, State
from policies.recordings.reading import Line, line
from policies.recordings.reminders import ABSENT, CONSENT, subject, wishes
from policies.recordings.sheet import recording_problems
from policies.reminders import Planned, Way, planned
from policies.rhythms import Level, Rhythm

PACK = packs.load()
ANA = "U0ANA"
MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 12, 2, 15, tzinfo=UTC)
"""A Wednesday."""
TEN = timedelta(minutes=10)


@pytest.mark.parametrize(
    ("text", "customer", "day", "at"),
    [
        ("Northwind tomorrow 14:00", "Northwind", "2026-12-03", "14:00"),
        ("Northwind 16:00", "Northwind", "2026-12-02", "16:00"),
        ("northwind tue 2pm", "northwind", "2026-12-08", "14:00"),
        ("Acme Labs on Friday at 9:30", "Acme Labs", "2026-12-04", "09:30"),
        ("Acme 5 January 9:30", "Acme", "2027-01-05", "09:30"),
        ("Acme 2026-12-10 at 9am", "Acme", "2026-12-10", "09:00"),
        ("Remind me before the call with Acme tomorrow 10:00", "Acme", "2026-12-03", "10:00"),
        ("call Acme noon", "Acme", "2026-12-02", "12:00"),
        ("Callaway tomorrow 10:00", "Callaway", "2026-12-03", "10:00"),
        ("The Gap tomorrow 10:00", "The Gap", "2026-12-03", "10:00"),
        ("My Bank tomorrow 10:00", "My Bank", "2026-12-03", "10:00"),
        ("Northwind today 14:00", "Northwind", "2026-12-02", "14:00"),
    ],
)
def test_a_clear_line_has_customer_day_and_time(
    text: str, customer: str, day: str, at: str
) -> None:
    expected = Line(customer, date.fromisoformat(day), time.fromisoformat(at), True, True)
    assert line(text, NOW) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Acme tomorrow", "tomorrow 14:00", "Acme 14:00 Friday", "Acme 3/4 14:00",
        "Acme tomorrow 14:00-15:00", "Acme tomorrow 14:00 CET", "Acme next week 14:00",
        "Acme 30 February 10:00", "Acme 04/03/2027 10:00", "Acme today tomorrow 10:00",
        "Acme tomorrow 25:00",
    ],
)  # fmt: skip
def test_nobody_is_reminded_by_a_guess(text: str) -> None:
    found = line(text, NOW)
    assert found.timed
    assert not found.sure


@pytest.mark.parametrize("text", ["licence", "", "who answers for it", "30 days"])
def test_what_has_no_day_and_no_time_is_no_call(text: str) -> None:
    assert not line(text, NOW).timed


@given(st.text(max_size=60))
def test_whatever_is_written_is_read(text: str) -> None:
    found = line(text, NOW)
    assert len(found.customer) <= 120
    assert not found.sure or (found.customer and found.day and found.at is not None)


def call(at: datetime, state: State = State.PLANNED, moves: int = 0) -> Call:
    return Call(7, "T", ANA, "Northwind", at, state, moves, frozenset(), at - timedelta(days=9))


def due(those: Call, rhythm: Rhythm) -> Planned:
    (found,) = planned(wishes([those], {ANA: rhythm}, TEN), {ANA: rhythm})
    return found


@given(st.timedeltas(timedelta(0), timedelta(days=730)), st.sampled_from([*Level]))
def test_the_card_is_due_ten_minutes_before_whenever_that_is(
    later: timedelta, level: Level
) -> None:
    """Nights, weekends and holidays; only an hour that comes twice is taken for its first."""
    begins = NOW + later
    away = (begins.date() - timedelta(days=1), begins.date())
    quiet = (time(20), time(8))
    rhythm = Rhythm(MADRID, level=level, away=away, delegate="U0BEN", quiet=quiet)
    found = due(call(begins), rhythm)
    assert found.to == ANA
    assert begins - found.due in (TEN, TEN + timedelta(hours=1))
    assert found.wish.way is Way.ALONE
    assert found.wish.until == begins


def test_a_call_that_is_off_and_a_person_who_is_unknown_are_reminded_of_nothing() -> None:
    at = datetime(2026, 12, 3, tzinfo=UTC)
    assert not [*wishes([call(at, State.CANCELLED)], {ANA: Rhythm()}, TEN)]
    assert not [*wishes([call(at)], {}, TEN)]


def test_each_time_of_a_call_is_a_subject_of_its_own_and_an_absence_cites_its_rule() -> None:
    at = datetime(2026, 12, 3, tzinfo=UTC)
    assert (subject(call(at)), subject(call(at, moves=2))) == ("7/0", "7/2")
    assert due(call(at), Rhythm()).wish.entry == CONSENT
    assert due(call(at, State.ABSENT), Rhythm()).wish.entry == ABSENT


def broken(**changed: Any) -> list[str]:
    assert PACK.recordings
    sheet: RecordingSheet = PACK.recordings.model_copy(update=changed)
    return [each.says for each in recording_problems(sheet, PACK.entries)]


def test_a_sheet_that_cannot_be_used_says_why() -> None:
    sheet = PACK.recordings
    assert sheet
    assert broken() == []
    assert "ahead is missing" in broken(limits={})[0]
    none = sheet.limits["ahead"].model_copy(update={"value": sheet.limits["ahead"].value * 0})
    assert "whole number, 1 at least" in broken(limits={**sheet.limits, "ahead": none})[0]
    assert (
        "did you mean recording-consent"
        in broken(strict=sheet.strict.model_copy(update={"entry": "recording-consents"}))[0]
    )
    assert "the id tell is used twice" in broken(steps=(*sheet.steps, sheet.steps[0]))[0]
    odd = sheet.steps[0].model_copy(update={"id": "two words"})
    assert "in one word" in broken(steps=(odd,))[0]
    same = sheet.steps[0].model_copy(update={"id": "warned"})
    assert "the id warned is used twice" in broken(steps=(same,))[0]
    absence = sheet.absence
    lost = absence.model_copy(update={"message": "Hello {customers}"})
    assert "did you mean customer" in broken(absence=lost)[0]
    half = absence.model_copy(update={"message": "Hello {customer"})
    assert "no partner" in broken(absence=half)[0]
    assert [*recording_problems(None, PACK.entries)] == []


@pytest.mark.parametrize("edition", ["fy21", "fy22"])
def test_older_editions_have_no_such_steps(edition: str) -> None:
    older = packs.load(edition=edition)
    assert older.recordings is None
    assert "fiscal year 2023" in older.lacks("recordings")


def test_what_is_no_fact_of_the_page_is_labelled_as_ours() -> None:
    sheet = PACK.recordings
    assert sheet
    ours = {each.id for each in sheet.sayings if each.ours}
    assert ours == {"joined", "unseen"}
    assert sheet.reading.ours
    assert sheet.absence.advice.ours
    assert not sheet.strict.ours
    assert all("the bot's default" in each.says for each in sheet.limits.values())
