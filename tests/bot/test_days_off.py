"""Public holidays by country, off unless somebody asks for them."""

import json
from datetime import date

import pytest

from bot.cli import main
from bot.days_off import days_off
from bot.mistakes import Mistake

NOVEMBER = "/redgreen dates nov 2026"
THANKSGIVING = "2026-11-26"


def test_nothing_is_off_unless_a_calendar_is_named() -> None:
    assert not days_off(None)(date(2026, 12, 25))


def test_countries_and_their_parts_have_their_own_days() -> None:
    assert days_off("US")(date(2026, 11, 26))
    assert not days_off("gb-eng")(date(2026, 11, 26))
    assert days_off("GB-SCT")(date(2026, 1, 2))
    assert not days_off("GB-ENG")(date(2026, 1, 2))


@pytest.mark.parametrize("code", ["XX", "US-ZZ", "Germany", "-", "12"])
def test_an_unknown_calendar_is_named_with_an_example(code: str) -> None:
    with pytest.raises(Mistake, match=r"For example US or GB-ENG\."):
        days_off(code)


def last_days(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    with pytest.raises(SystemExit):
        main(["ask", NOVEMBER, "--json", *words])
    days: list[str] = json.loads(capsys.readouterr().out)["values"]["last_days"]
    return days


def test_the_shell_leaves_holidays_out_when_told_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert THANKSGIVING in last_days(capsys)
    assert THANKSGIVING not in last_days(capsys, "--holidays", "US")
