"""A playground that is stopped and started again remembers."""

from pathlib import Path

from slack_sdk import WebClient

from playground.configs import Config
from playground.server import Playground, running


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
