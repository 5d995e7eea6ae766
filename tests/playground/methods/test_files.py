"""An upload in its three steps, and who may fetch what came of it."""

from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from playground.server import Playground


def test_several_files_come_in_one_message(client: WebClient, ask: Any, channel: str) -> None:
    rows: Any = [{"filename": "a.csv", "content": "1"}, {"filename": "b.txt", "content": "2"}]
    client.files_upload_v2(channel=channel, file_uploads=rows, initial_comment="Both")
    (message,) = ask("conversations.history", channel=channel)["messages"]
    assert (message["subtype"], message["text"]) == ("file_share", "Both")
    assert [file["name"] for file in message["files"]] == ["a.csv", "b.txt"]


def test_a_file_can_be_put_into_a_thread(
    client: WebClient, ask: Any, channel: str, ts: str
) -> None:
    client.files_upload_v2(channel=channel, filename="a.csv", content="1", thread_ts=ts)
    reply = ask("conversations.replies", channel=channel, ts=ts)["messages"][1]
    assert (reply["thread_ts"], reply["files"][0]["name"]) == (ts, "a.csv")


def test_a_file_can_be_shared_in_several_places(client: WebClient, ask: Any) -> None:
    file = client.files_upload_v2(filename="a.csv", content="1")["file"]["id"]
    places = "C0COMMERC1,C0GENERAL1"
    done = ask("files.completeUploadExternal", files=f'[{{"id": "{file}"}}]', channels=places)
    assert done["files"] == [{"id": file, "title": "a.csv"}]
    shown = ask("files.info", file=file)["file"]
    assert sorted(shown["channels"]) == sorted(places.split(","))
    assert shown["is_public"] is True


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel_id": "C0ASMONLY1"}, "channel_not_found"),
        ({"channel_id": "C0RANDOM01"}, "not_in_channel"),
        ({"channel_id": "C0COMMERC1", "thread_ts": "1.2"}, "thread_not_found"),
        ({"channels": ",".join(f"C{n}" for n in range(101))}, "channels_limit_exceeded"),
    ],
)
def test_a_file_is_shared_nowhere_when_one_place_is_wrong(
    client: WebClient, ask: Any, args: dict[str, str], error: str
) -> None:
    file = client.files_upload_v2(filename="a.csv", content="1")["file"]["id"]
    places = {"channels": "C0GENERAL1", **args}
    told = ask("files.completeUploadExternal", files=f'[{{"id": "{file}"}}]', **places)
    assert told["error"] in (error, "invalid_arguments")
    assert ask("conversations.history", channel="C0GENERAL1")["messages"] == []


def test_a_file_is_fetched_with_the_token_and_not_without(
    client: WebClient, granted: Playground, channel: str
) -> None:
    sent = client.files_upload_v2(channel=channel, filename="a.csv", content="1,2")
    url = client.files_info(file=sent["file"]["id"])["file"]["url_private"]
    with urlopen(Request(url, headers={"Authorization": f"Bearer {granted.bot_token}"})) as got:
        assert got.read() == b"1,2"
    for headers in ({}, {"Authorization": "Bearer xoxb-wrong"}):
        with urlopen(Request(url, headers=headers)) as got:
            assert got.headers.get_content_type() == "text/html"
            assert got.read() != b"1,2"


def test_a_file_where_the_app_is_not_stays_hidden(granted: Playground) -> None:
    url = f"{granted.url}/files/F1NOWHERE1/a.csv"
    with pytest.raises(HTTPError, match="404"):
        urlopen(Request(url, headers={"Authorization": f"Bearer {granted.bot_token}"}))


def test_a_deleted_file_is_gone_from_its_message(client: WebClient, ask: Any, channel: str) -> None:
    sent = client.files_upload_v2(
        channel=channel, filename="a.csv", content="1", initial_comment="See"
    )
    assert ask("files.delete", file=sent["file"]["id"]) == {"ok": True}
    (message,) = ask("conversations.history", channel=channel)["messages"]
    assert "files" not in message
    assert message["text"] == "See"
