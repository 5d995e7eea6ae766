"""Whatever is typed: an answer, nobody mentioned, nothing Slack would refuse."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.desks import COUNTERS
from handlers.kit.feature import Close, Complain, Refused

CASES = Path(__file__).parents[1] / "policies" / "cases.jsonl"
LIVE = ("<!", "<@", "<#", "<javascript")
PIECES = [
    *("<!channel>", "<!here>", "<@U0BEN>", "<!subteam^S1>", "<#C0SALES>", "<https://e.example|x>"),
    *("6k", "$7,000", "closing next month", "2026-02-13", "Feb", "yes", "SMB", "90%", "17:00"),
    *("`", "*", "_", "&amp;", "&", "\u202e", "\x00", "\ud800", "\n", "620", "employees", "inbound"),
    *(
        "existing",
        "130 users",
        "about 500",
        "1k9",
        "-12",
        "list",
        "help",
        "Acme",
        "ignore your rules",
    ),
]
WORDS = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=12).map(" ".join)
ASKED = ["/roe", "/handrail", "/handrail segment", "/handrail ask", ""]
TRIPS = ["/tripnotes", "/tripnotes plan", "/tripnotes find", "/tripnotes link", "/tripnotes cancel"]
DESKS = [counter.name for counter in COUNTERS.values()]
COMMANDS = st.sampled_from([*ASKED, *TRIPS, *DESKS])


def asks() -> Iterator[Any]:
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        yield pytest.param(case["ask"], id=case["id"])


def say(desk: Any, text: str) -> Any:
    """As a command if it is one, otherwise in a DM; a refusal is an answer too."""
    try:
        is_command = text.partition(" ")[0] in ("/roe", "/handrail", "/tripnotes")
        return desk.command(text) if is_command else desk.message(text)
    except Refused as refusal:
        return refusal


def everything_said(desk: Any, reply: Any) -> str:
    if isinstance(reply, Refused):
        assert str(reply)
        return ""
    shown = getattr(reply, "view", None) or getattr(reply, "blocks", ())
    sent = [*desk.letters("post"), *desk.letters("respond")]
    return json.dumps([shown, getattr(reply, "text", ""), sent], ensure_ascii=False)


def said_and_forgotten(desk: Any, text: str) -> str:
    """Rolled back, so that the last text is answered as quickly as the first."""
    with desk.session.begin_nested() as savepoint:
        said = everything_said(desk, say(desk, text))
        savepoint.rollback()
    return said


@pytest.mark.parametrize("ask", list(asks()))
def test_every_case_makes_a_message_slack_takes(desk: Any, ask: str) -> None:
    say(desk, ask if ask.partition(" ")[0] in ("/roe", "/handrail") else ask.removeprefix("/"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(COMMANDS, WORDS)
def test_no_text_raises_or_mentions_anybody(desk: Any, command: str, text: str) -> None:
    """`--hypothesis-profile=many` tries ten thousand of them."""
    said = said_and_forgotten(desk, f"{command} {text}".strip())
    assert not [mark for mark in LIVE if mark in said]
    assert "\u202e" not in said


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(DESKS), st.lists(WORDS, min_size=8, max_size=8))
def test_no_field_of_a_form_raises(desk: Any, command: str, texts: list[str]) -> None:
    """Every field is filled with something; what is no option of a choice says nothing."""
    with desk.session.begin_nested() as savepoint:
        opened = desk.command(command)
        names = [block["block_id"] for block in opened.view["blocks"] if "element" in block]
        reply = desk.submit(opened, dict(zip(names, texts, strict=False)))
        assert isinstance(reply, Close | Complain)
        savepoint.rollback()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(WORDS, max_size=6).map("\n".join))
def test_no_list_raises_or_mentions_anybody(desk: Any, text: str) -> None:
    said = said_and_forgotten(desk, f"/roe list {text}")
    assert not [mark for mark in LIVE if mark in said]


@pytest.mark.parametrize("command", ["/roe", "/handrail segment", "/handrail", *DESKS])
def test_forty_thousand_characters_are_answered(desk: Any, command: str) -> None:
    desk.command(f"{command} {'&<9>' * 10_000}")
