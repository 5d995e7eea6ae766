"""The figures and commands on the pages about dates are those of the pack and the code."""

import re
from pathlib import Path

import pytest

from bot import packs
from handlers import FEATURES
from handlers.forecasts.commands import OWN_WORDS
from handlers.forecasts.showing import SHOWN_WEEKS
from handlers.kit.acts import UNDOABLE
from policies.forecasts import printed

DOCS = Path(__file__).parents[2] / "docs"
CLOSE_DATES, FORECAST = (
    " ".join((DOCS / name).read_text("utf-8").split()) for name in ("close-dates.md", "forecast.md")
)
SHEETS = packs.load().sheets
NUMBERS = {5: "five", 15: "fifteen"}


def test_the_hours_of_the_clock_are_those_of_the_pack() -> None:
    limits = SHEETS["closedate"].limits
    assert f"may stay for {limits['parking_hours'].value} hours" in CLOSE_DATES
    assert f"and {limits['remind_hours'].value} hours before the end" in CLOSE_DATES
    assert ("half of that is over" in CLOSE_DATES) is (limits["remind_part"].value * 2 == 1)
    assert f"undone for {NUMBERS[int(UNDOABLE.total_seconds()) // 60]} minutes" in CLOSE_DATES


def test_the_day_and_hour_of_the_forecast_are_those_of_the_pack() -> None:
    due = printed(SHEETS["forecast"])
    day = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")[due.weekday]
    assert f"by {day}, {due.at:%H:%M}, where they are" in FORECAST
    assert f"{SHEETS['forecast'].limits['remind_hours'].value} hours before it is due" in FORECAST
    assert f"the last {NUMBERS[SHOWN_WEEKS]} weeks" in FORECAST


def test_every_word_of_the_command_is_on_its_page() -> None:
    shown = set(re.findall(r"`/handrail forecast (\w+)`", FORECAST))
    assert shown == set(OWN_WORDS)


@pytest.mark.parametrize("text", [CLOSE_DATES, FORECAST])
def test_the_limits_named_are_in_the_pack(text: str) -> None:
    known = {name for sheet in SHEETS.values() for name in sheet.limits}
    named = set(re.findall(r"`([a-z]+_[a-z]+)`", text))
    assert named
    assert named <= known


def test_the_commands_on_the_pages_are_answered() -> None:
    words = {word for feature in FEATURES for slash in feature.slashes for word in slash.words}
    assert {"closedate", "closedate board", "forecast"} <= words
