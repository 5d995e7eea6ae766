"""Logs: readable, and without any secret."""

import io
import json
import logging
from typing import Literal

import pytest

from bot import logs

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
CANARIES = (
    "xoxb-17653672481-19874698323",
    "xoxe.xoxp-1-Mi0yLTE3NjUzNjcy",
    "xapp-1-A0HANDRAIL-4711-abcdef",
    SECRET,
    "postgresql://handrail:hunter2@db/handrail",
    "https://hooks.slack.com/commands/T1/2/KQ9Wcanary",
)
TAILS = ("19874698323", "Mi0yLTE3NjUzNjcy", "4711-abcdef", SECRET, "hunter2", "KQ9Wcanary")


@pytest.fixture(params=["text", "json"])
def form(request: pytest.FixtureRequest) -> Literal["text", "json"]:
    return "json" if request.param == "json" else "text"


@pytest.fixture
def written(form: Literal["text", "json"]) -> io.StringIO:
    stream = io.StringIO()
    logs.start("debug", form, [SECRET], stream)
    return stream


@pytest.mark.parametrize(("canary", "tail"), list(zip(CANARIES, TAILS, strict=True)))
def test_a_secret_is_shortened_in_messages_arguments_extras_and_traces(
    written: io.StringIO, canary: str, tail: str
) -> None:
    log = logging.getLogger("handlers")
    log.info(f"in the text {canary}.")
    log.info("as an argument %s", {"token": canary})
    log.info("beside it", extra={"held": canary})
    try:
        raise ValueError(canary)
    except ValueError:
        log.exception("in a trace")
    said = written.getvalue()
    assert said.count("…") + said.count("\\u2026") >= 4
    assert tail not in said


def test_a_trace_says_where_it_broke(written: io.StringIO) -> None:
    try:
        raise KeyError("gone")
    except KeyError:
        logging.getLogger("handlers").exception("broke", extra={"reference": "1a2b"})
    assert "test_logs.py" in written.getvalue()
    assert "1a2b" in written.getvalue()


def test_json_lines_are_one_object_each_whatever_is_logged() -> None:
    stream = io.StringIO()
    logs.start("info", "json", [], stream)
    logging.getLogger("handlers").info('two\nlines and "quotes"', extra={"team": "T1"})
    line = json.loads(stream.getvalue())
    assert line["text"] == 'two\nlines and "quotes"'
    assert (line["team"], line["level"], line["at"][-1]) == ("T1", "info", "Z")


@pytest.mark.parametrize("library", ["slack_bolt", "slack_sdk", "aiohttp.access", "uvicorn.access"])
def test_libraries_do_not_repeat_what_people_wrote(written: io.StringIO, library: str) -> None:
    logging.getLogger(library).info("body: %s", "text=my private question")
    logging.getLogger(library).debug("body: %s", "text=my private question")
    assert "private question" not in written.getvalue()


def test_bolt_does_not_quote_a_request_it_has_no_listener_for(written: io.StringIO) -> None:
    logging.getLogger("slack_bolt.AsyncApp").warning("Unhandled request (my private question)")
    assert written.getvalue() == ""
