"""`handrail demo`: started, used, stopped, started again on what was there."""

import asyncio
import json
import signal
import socket
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest

from bot import demo
from bot.mistakes import Mistake
from playground.server import Playground

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


def test_the_demo_answers_stops_cleanly_and_goes_on_with_what_was_there_and_the_time_it_was(
    start: Start, at_the_page: AtThePage
) -> None:
    first = start("demo", "--port", "0")
    amara, channel = _person(at_the_page, _url(first), "amara")
    assert "Mid-Market First Order" in _ask(amara, channel)
    assert amara.act(do="move", seconds=3 * 86_400)["ok"]
    before = amara.act(do="message", channel=channel, text="I was here before")["message"]["ts"]
    assert first.stop(signal.SIGINT) == 0
    assert "Traceback" not in first.text

    second = start("demo", "--port", "0")
    amara, channel = _person(at_the_page, _url(second), "amara")
    assert "I was here before" in json.dumps(amara.messages(channel))
    assert "Mid-Market First Order" in _ask(amara, channel)
    assert 0 < float(amara.messages(channel)[-1]["ts"]) - float(before) < 3_600
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


def test_a_state_that_cannot_be_gone_on_from_is_said_and_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "slack.json"
    kept.write_text("{half")
    with (
        demo.staged(tmp_path, 0, reset=False) as stage,
        pytest.raises(Mistake, match="handrail demo --reset"),
    ):
        asyncio.run(demo.play(asyncio.Event(), stage))
    assert kept.read_text() == "{half"


def test_the_playground_alone_prints_what_a_bot_needs(start: Start) -> None:
    process = start("playground", "--json", "--port", "0")
    told = json.loads(process.until("{"))
    with urlopen(told["url"], timeout=10) as page:
        assert page.status == 200
    assert told["bot_token"].startswith("xoxb-")
    assert told["users"]["amara"].startswith("U")
    assert process.stop() == 0


def test_the_playground_alone_tells_a_person_how_to_connect(start: Start) -> None:
    process = start("playground", "--port", "0")
    process.until("Ctrl-C stops")
    said = process.text
    for word in ("SLACK_API_URL=http://127.0.0.1", "base_url=", "slackApiUrl", "xapp-", "xoxb-"):
        assert word in said
    assert process.stop() == 0


def test_the_playground_alone_is_whose_the_file_says_and_keeps_what_happened(
    start: Start, at_the_page: AtThePage, tmp_path: Path
) -> None:
    (tmp_path / "company.yml").write_text("people: [{name: ana}]\napps: [{name: Desk}]")
    words = ("playground", "--config", "company.yml", "--state", "kept/slack.json", "--json")
    first = start(*words, "--port", "0")
    told = json.loads(first.until("{"))
    assert set(told["users"]) == {"ana", "desk"}
    ana, general = at_the_page(told["url"], told["users"]["ana"]), told["channels"]["general"]
    assert ana.act(do="message", channel=general, text="I was here before")["ok"]
    other = start(*words)
    other.until("A playground already keeps")
    assert other.popen.wait(10) == 2
    assert first.stop() == 0

    second = start(*words, "--port", "0")
    ana = at_the_page(json.loads(second.until("{"))["url"], told["users"]["ana"])
    assert "I was here before" in json.dumps(ana.messages(general))
    assert second.stop() == 0


def test_the_control_is_there_only_when_asked_for(start: Start) -> None:
    with_it = json.loads(start("playground", "--json", "--control", "--port", "0").until("{"))
    with urlopen(f"{with_it['url']}/_control", timeout=10) as answer:
        assert json.load(answer)["duplicates"] == 0
    without = json.loads(start("playground", "--json", "--port", "0").until("{"))
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{without['url']}/_control", timeout=10)


def test_a_port_taken_in_the_last_moment_is_a_sentence() -> None:
    async def twice() -> None:
        async with Playground() as first, demo.opened(Playground(port=first.port)):
            raise AssertionError("it started")

    with pytest.raises(Mistake, match=r"Port \d+ cannot be used: Address already in use"):
        asyncio.run(twice())


@pytest.mark.parametrize(
    ("now", "review"),
    [
        ("2026-11-21T10:00", "2026-11-24T08:59"),
        ("2026-11-24T07:00", "2026-11-24T08:59"),
        ("2026-11-24T08:59", "2026-11-25T08:59"),
        ("2026-11-30T23:59", "2026-12-15T08:59"),
        ("2026-12-31T12:00", "2027-01-15T08:59"),
    ],
)
def test_the_clock_can_be_moved_to_a_minute_before_the_next_review(now: str, review: str) -> None:
    here = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    offered = {moment.key: moment for moment in demo.worth_moving_to(here)}
    assert offered["review"].at == datetime.fromisoformat(review).replace(tzinfo=here.tzinfo)
    assert offered["review"].label == "Next review day, 08:59"
    moments = [moment.at for moment in demo.worth_moving_to(here)]
    assert moments == sorted(moments)
    assert moments[0] > here
