"""A rank or a talk in a line."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.ranking.reading import Line, line_of, past_day, spoken_of

NOW = datetime(2026, 3, 11, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Acme 1", Line("Acme", "1")),
        ("Acme Corp 1.5 because they grow, users 250",
         Line("Acme Corp", "1.5", "they grow", "250")),
        ("Acme 2 users 1,250 because growth", Line("Acme", "2", "growth", "1,250")),
        ("Acme 1.5, 250 users because x", Line("Acme", "1.5", "x", "250")),
        ("Acme as rank 3 reason: slow", Line("Acme", "3", "slow")),
        ("3M 2 because they grow notes: call Jo", Line("3M", "2", "they grow", "", "call Jo")),
        ("Studio 54 1.5", Line("Studio 54", "1.5")),
        ("Acme 1 because users 20 and more happen", Line("Acme", "1", "users 20 and more happen")),
        ("Acme, 2", Line("Acme", "2")),
    ],
)  # fmt: skip
def test_a_line_names_account_rank_and_why(text: str, line: Line) -> None:
    assert line_of(text) == line


@pytest.mark.parametrize("text", ["", "Acme", "1", "MM 2, last spoken 40 days ago", "because 1"])
def test_what_names_no_rank_is_no_such_line(text: str) -> None:
    assert line_of(text) is None


@pytest.mark.parametrize(
    ("text", "clearly"),
    [
        ("Acme 2 because they grow", True),
        ("Acme 2", False),
        ("smb 2 because I say so", False),
        ("MM 2 because I say so", False),
        ("Mid-Market 2 because I say so", False),
        ("11 accounts as 1 because I say so", False),
        ("can I rank Acme 1 because it is big", False),
        ("Smbridge 2 because they grow", True),
        ("Theta 2 because they grow", True),
    ],
)
def test_an_assignment_says_why_and_begins_with_no_word_of_a_calculation(
    text: str, clearly: bool
) -> None:
    line = line_of(text)
    assert line
    assert line.is_assignment is clearly


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 3, 11)),
        ("Yesterday", date(2026, 3, 10)),
        ("3 days ago", date(2026, 3, 8)),
        ("a week ago", date(2026, 3, 4)),
        ("friday", date(2026, 3, 6)),
        ("on Monday", date(2026, 3, 9)),
        ("wednesday", date(2026, 3, 4)),
        ("3 March", date(2026, 3, 3)),
        ("2026-03-01", date(2026, 3, 1)),
        ("tomorrow", None),
        ("2026-03-12", None),
        ("3 days", None),
        ("a month ago", None),
        ("Acme", None),
    ],
)
def test_a_day_that_is_over_is_read(text: str, day: date | None) -> None:
    assert past_day(text, NOW) == day


def test_a_talk_is_read_in_every_way_the_longest_day_first() -> None:
    assert [(each.account, each.day) for each in spoken_of("May Corp 3 march: hi: you", NOW)] == [
        ("May Corp", date(2026, 3, 3)), ("May Corp 3 march", None),
    ]  # fmt: skip
    assert next(spoken_of("May Corp 3 march: hi: you", NOW)).note == "hi: you"


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    line = line_of(text)
    assert line is None or (line.account and line.rank)
    assert list(spoken_of(text, NOW))
