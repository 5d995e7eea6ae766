"""`handrail demo`: started, used, stopped, started again on what was there."""

import json
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from bot import demo
from bot.mistakes import Mistake

Start = Callable[..., Any]
AtThePage = Callable[[str, str], Any]


def _url(process: Any) -> str:
    return str(process.until("http://").split(": ")[1].strip())


def _person(at_the_page: AtThePage, url: str, name: str) -> tuple[Any, str]:
    """Somebody by name, and the channel they try things in."""
    with urlopen(f"{url}/_page/people", timeout=10) as answer:
        people = json.load(answer)["people"]
    person = at_the_page(url, next(each["id"] for each in people if each["name"] == name))
    with urlopen(f"{url}/_page/state?as={person.user}", timeout=10) as answer:
        channels = json.load(answer)["channels"]
    return person, next(each["id"] for each in channels if each["name"] == "commercial")


def _ask(person: Any, channel: str) -> str:
    asked = person.act(do="command", channel=channel, command="/roe", text="620 employees")
    assert asked["ok"], asked
    return json.dumps(person.messages(channel)[-1])


def test_the_demo_answers_stops_cleanly_and_goes_on_with_what_was_there(
    start: Start, at_the_page: AtThePage
) -> None:
    first = start("demo", "--port", "0")
    amara, channel = _person(at_the_page, _url(first), "amara")
    assert "Mid-Market First Order" in _ask(amara, channel)
    amara.act(do="message", channel=channel, text="I was here before")
    assert first.stop(signal.SIGINT) == 0
    assert "Traceback" not in first.text

    second = start("demo", "--port", "0")
    amara, channel = _person(at_the_page, _url(second), "amara")
    assert "I was here before" in json.dumps(amara.messages(channel))
    assert "Mid-Market First Order" in _ask(amara, channel)
    assert second.stop(signal.SIGTERM) == 0


def test_reset_says_what_it_removes_and_leaves_other_files_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("handrail.db", "slack.json", "thesis.txt"):
        (tmp_path / name).write_text("mine")
    with demo.staged(tmp_path, 0, reset=True):
        said = capsys.readouterr().out
    assert said.startswith("Removing ")
    assert "handrail.db" in said
    assert {file.name for file in tmp_path.iterdir()} == {"lock", "thesis.txt"}


def test_a_second_demo_in_the_same_folder_is_told_of_the_first(tmp_path: Path) -> None:
    with (
        demo.staged(tmp_path, 0, reset=False),
        pytest.raises(Mistake, match="--folder other-demo"),
        demo.staged(tmp_path, 0, reset=True),
    ):
        raise AssertionError("it started")


def test_a_busy_port_is_named_with_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(
            Mistake, match=rf"Port {port} is in use. For example --port \d+ is free"
        ):
            demo.free_port(port)


def test_without_a_port_the_first_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        monkeypatch.setattr(demo, "USUAL_PORTS", (port, 0))
        assert demo.free_port(None) == 0


def test_the_playground_alone_prints_what_a_bot_needs(start: Start) -> None:
    process = start("playground", "--json")
    told = json.loads(process.until("{"))
    with urlopen(told["url"], timeout=10) as page:
        assert page.status == 200
    assert told["bot_token"].startswith("xoxb-")
    assert told["users"]["amara"].startswith("U")
    assert process.stop() == 0
