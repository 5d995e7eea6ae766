"""A playground that is stopped and started again remembers."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from playground import snapshots
from playground.clock import Clock
from playground.configs import Config
from playground.server import Playground, running
from playground.settlements import settle
from playground.snapshots import Unusable
from playground.worlds import World

ROOT = Path(__file__).parents[2]
SAVER = """
import asyncio, sys
from pathlib import Path
from playground import snapshots
from playground.server import serve
asyncio.run(serve(None, {}, 0, Path(sys.argv[1]), ready=lambda slack: print(slack.url, flush=True)))
"""


def client(playground: Playground) -> WebClient:
    return WebClient(playground.bot_token, base_url=playground.api_url)


def test_messages_files_and_direct_messages_survive(config: Config, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    with running(config, state_path=path) as first:
        sent = client(first).chat_postMessage(channel="U0AMARA01", text="kept")
        client(first).files_upload_v2(
            channel=sent["channel"], filename="a.bin", content=b"\x00\xff"
        )
    with running(config, state_path=path) as second:
        told = client(second).conversations_history(channel=sent["channel"])["messages"]
        again = client(second).chat_postMessage(channel="U0AMARA01", text="new")
        (file,) = second.platform.world.files.values()
    assert [message["text"] for message in told] == ["", "kept"]
    assert again["channel"] == sent["channel"]
    assert again["ts"] > told[0]["ts"]
    assert file.content == b"\x00\xff"


def test_a_save_that_was_cut_short_harms_nothing(config: Config, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    with running(config, state_path=path) as first:
        client(first).chat_postMessage(channel="C0COMMERC1", text="kept")
    (tmp_path / "state.json.new").write_text("{half")
    with running(config, state_path=path) as second:
        told = client(second).conversations_history(channel="C0COMMERC1")
    assert told["messages"][0]["text"] == "kept"


def test_a_clock_that_was_moved_stays_moved(config: Config, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    with running(config, state_path=path) as first:
        body = json.dumps({"advance": 86_400}).encode()
        urlopen(Request(f"{first.url}/_control", body), timeout=10).close()
    with running(config, state_path=path) as second:
        assert second.clock.now() - Clock().now() == pytest.approx(86_400, abs=60)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (b"{half", "Invalid JSON"),
        (b"[]", "should be an object"),
        (b"", "Invalid JSON"),
        (b'{"version": 2, "world": {"people": 7}}', "world.people"),
        (b'{"people": {"U1": {"id": "U1"}}}', "people.U1.name"),
        (b'{"version": 99, "world": {}}', "a newer version"),
    ],
)
async def test_a_state_that_cannot_be_read_is_named_and_left_as_it_is(
    config: Config, tmp_path: Path, kept: bytes, said: str
) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(kept)
    with pytest.raises(Unusable, match=r"state\.json.*It was left as it is") as caught:
        await Playground(config, state_path=path).start()
    assert said in str(caught.value)
    assert path.read_bytes() == kept


def test_the_state_of_the_first_version_belongs_to_the_first_workspace(
    config: Config, tmp_path: Path
) -> None:
    path = tmp_path / "state.json"
    world = settle(World(), config, 1)
    for place in world.conversations.values():
        place.team_id = ""
    path.write_bytes(snapshots.WORLD.dump_json(world))
    with running(config, state_path=path) as second:
        client(second).chat_postMessage(channel="C0COMMERC1", text="here again")
        assert {p.team_id for p in second.platform.world.conversations.values()} == {second.team_id}


async def test_nothing_is_written_while_nothing_changes(tmp_path: Path) -> None:
    path, world = tmp_path / "state.json", World()
    saving = asyncio.create_task(snapshots.keep_saving(world, Clock(), path, every=0.001))
    await asyncio.sleep(0.02)
    assert not path.exists()
    world.touch()
    async with asyncio.timeout(5):
        while not path.exists():
            await asyncio.sleep(0.001)
    saving.cancel()


async def test_a_state_that_cannot_be_saved_is_said_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    await snapshots.attempt(tmp_path / "file" / "state.json", b"{}")
    assert "cannot be saved" in caplog.text


@pytest.fixture
def killed(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", SAVER, str(tmp_path / "state.json")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield process
        process.kill()


def test_a_playground_that_is_killed_leaves_a_whole_file(
    killed: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    assert killed.stdout is not None
    url = killed.stdout.readline().strip()
    path = tmp_path / "state.json"
    body = {"do": "message", "channel": "C0COMMERC1", "text": "x" * 3000}
    act = Request(f"{url}/_page/act?as=U0AMARA01", json.dumps(body).encode())
    while not path.exists():
        urlopen(act, timeout=10).close()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert snapshots.load(path, "T1").world.messages["C0COMMERC1"]
