"""Whether seven in ten of the team took up a Give Back project."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.answer import Answer, Status

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("text", "outcome", "needed"),
    [
        ("14 of 20", "met", 14),
        ("13 of 20", "not-met", 14),
        ("16 of 23", "not-met", 17),
        ("17 of 23", "met", 17),
        ("7 out of 10", "met", 7),
        ("14/20", "met", 14),
        ("fourteen of twenty", "met", 14),
        ("1 of 1", "met", 1),
        ("0 of 1", "not-met", 1),
        ("1,400 of 2,000", "met", 1400),
        ("team of 20, 14 adopters", "met", 14),
        ("14 use it, team of 20", "met", 14),
        ("70%", "met", None),
        ("69.99%", "not-met", None),
        ("70% of 20", "met", 14),
        ("about 19 of 20", "met", 14),
        ("18+ of 20", "met", 14),
    ],
)
def test_exactly_seven_in_ten_is_enough(
    ask: Ask, text: str, outcome: str, needed: int | None
) -> None:
    told = ask(f"/handrail giveback {text}")
    assert (told.outcome, told.values["needed"]) == (outcome, needed)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("team of 23", "adopters"),
        ("14 adopters", "team_size"),
        ("14", "team_size"),
        ("about 14 of 20", "adopters"),
        ("10-15 of 20", "adopters"),
        ("about 70%", "adoption"),
        ("hello", "adopters"),
    ],
)
def test_what_is_open_is_asked_for(ask: Ask, text: str, asked: str) -> None:
    told = ask(f"/handrail giveback {text}")
    assert (told.status, told.ask[0]) == (Status.NEEDS_FACT, asked)


def test_the_team_alone_tells_how_many_are_needed(ask: Ask) -> None:
    assert ask("/handrail giveback team of 23").values == {"needed": 17}
    assert ask("/handrail giveback team of 23", adopters="17").outcome == "met"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("25 of 20", Status.CONFLICT),
        ("0 of 0", Status.INVALID),
        ("-1 of 20", Status.INVALID),
        ("3.5 of 20", Status.INVALID),
        ("170%", Status.INVALID),
        ("14 of 99 million", Status.INVALID),
    ],
)
def test_what_cannot_be_is_said(ask: Ask, text: str, status: Status) -> None:
    assert ask(f"/handrail giveback {text}").status is status


@pytest.mark.parametrize(
    "text",
    [
        "what are the 6 examples of a give back project",
        "does a give back need 70% adoption?",
        "can I hand my give back in after 3 of 4 weeks",
    ],
)
def test_questions_without_its_facts_are_not_reckoned(ask: Ask, text: str) -> None:
    assert ask(text).policy == "handbook"


@given(users=st.integers(0, 500), more=st.integers(0, 500), team=st.integers(1, 2000))
def test_more_users_are_never_worse(ask: Ask, users: int, more: int, team: int) -> None:
    low, high = sorted((min(users, team), min(users + more, team)))
    if ask(f"/handrail giveback {low} of {team}").outcome == "met":
        assert ask(f"/handrail giveback {high} of {team}").outcome == "met"


@given(users=st.integers(0, 2000), team=st.integers(1, 2000))
def test_what_was_read_reads_the_same_again(ask: Ask, users: int, team: int) -> None:
    told = ask(f"/handrail giveback {users} of {team}")
    again = ask(f"/handrail giveback {told.read_as}")
    assert (again.read_as, again.outcome, again.facts) == (told.read_as, told.outcome, told.facts)


@given(text=st.text(max_size=60))
def test_any_text_is_answered(ask: Ask, text: str) -> None:
    assert ask(f"/handrail giveback 14 {text}").headline
