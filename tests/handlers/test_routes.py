"""From words to the one who answers."""

import pytest

from handlers.kit.feature import Ask, Feature, Message, Slash, Turn
from handlers.kit.panels import Panel
from handlers.kit.routes import Claimed, commanded, routes, spoken_to


def silent(turn: Turn, ask: Ask) -> Message:
    return Message(ask.text)


LONGER = Slash("roe list", silent, "A list", "list", ("roe list",), ("roe list",), alone=False)
ROE = Slash("/roe", silent, "Whose account is it?", "620 employees", ("/roe 620",), ("roe",))
SEGMENT = Slash("segment", silent, "Which segment?", "60", ("60",), ("segment",), alone=False)
ROOT = Slash("/handrail", silent, "Everything", "help", ("help",))
FOUND = routes([Feature("roe", slashes=(ROE, LONGER, SEGMENT)), Feature("root", slashes=(ROOT,))])


@pytest.mark.parametrize(
    ("command", "text", "expected"),
    [
        ("/roe", "620 employees", (ROE, "620 employees")),
        ("/handrail", "roe 620 employees", (ROE, "620 employees")),
        ("/handrail", "ROE 620", (ROE, "620")),
        ("/handrail", "Roe  LIST of mine", (LONGER, "of mine")),
        ("/handrail", "roe lists", (ROE, "lists")),
        ("/handrail", "segment 60", (SEGMENT, "60")),
        ("/handrail", "segmnt 60", (ROOT, "segmnt 60")),
        ("/handrail", "", (ROOT, "")),
        ("/roe", "segment", (ROE, "segment")),
        ("/unheard", "of", (None, "of")),
    ],
)
def test_a_command_finds_who_answers(
    command: str, text: str, expected: tuple[Slash | None, str]
) -> None:
    assert commanded(FOUND, command, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("roe 620", (ROE, "620")),
        ("/roe 620", (ROE, "620")),
        ("segment", (SEGMENT, "")),
        ("who owns 620?", None),
        ("", None),
        ("roeroe 1", None),
    ],
)
def test_a_message_may_begin_like_a_command(text: str, expected: tuple[Slash, str] | None) -> None:
    assert spoken_to(FOUND, text) == expected


def test_a_name_claimed_twice_stops_the_start() -> None:
    with pytest.raises(Claimed, match="/roe is claimed twice"):
        routes([Feature("one", slashes=(ROE,)), Feature("two", slashes=(ROE,))])


def test_what_features_show_on_home_stands_by_rank() -> None:
    day, team = (Panel(name, name, rank, lambda *_: ()) for name, rank in (("day", 10), ("x", 50)))
    both = [Feature("one", panels=(team,)), Feature("two", panels=(day,))]
    assert routes(both).registry.panels == (day, team)
    with pytest.raises(Claimed, match="x is claimed twice"):
        routes([*both, Feature("three", panels=(team,))])
