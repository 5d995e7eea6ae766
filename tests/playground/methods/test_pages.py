"""Long answers come in pages, which hold while things are added."""

from base64 import b64decode
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient

from playground.configs import Config, Person
from playground.server import Playground, running


def told_cursor(answer: Any) -> str:
    cursor: str = answer["response_metadata"]["next_cursor"]
    return cursor


def test_history_neither_repeats_nor_hides_what_is_there(ask: Any, channel: str) -> None:
    for number in range(6):
        ask("chat.postMessage", channel=channel, text=str(number))
    first = ask("conversations.history", channel=channel, limit=3)
    ask("chat.postMessage", channel=channel, text="meanwhile")
    second = ask("conversations.history", channel=channel, limit=3, cursor=told_cursor(first))
    texts = [m["text"] for page in (first, second) for m in page["messages"]]
    assert texts == ["5", "4", "3", "2", "1", "0"]
    assert (first["has_more"], second["has_more"]) == (True, False)
    assert "response_metadata" not in second


def test_history_goes_on_where_the_next_message_was_deleted(ask: Any, channel: str) -> None:
    stamps = [ask("chat.postMessage", channel=channel, text=str(n))["ts"] for n in range(5)]
    first = ask("conversations.history", channel=channel, limit=2)
    ask("chat.delete", channel=channel, ts=stamps[2])
    rest = ask("conversations.history", channel=channel, cursor=told_cursor(first))
    assert [m["text"] for m in rest["messages"]] == ["1", "0"]


def test_a_thread_is_paged_from_its_beginning(ask: Any, channel: str, ts: str) -> None:
    for number in range(4):
        ask("chat.postMessage", channel=channel, text=str(number), thread_ts=ts)
    first = ask("conversations.replies", channel=channel, ts=ts, limit=3)
    rest = ask("conversations.replies", channel=channel, ts=ts, cursor=told_cursor(first))
    assert [m["text"] for m in first["messages"]] == ["Renewal is due", "0", "1"]
    assert [m["text"] for m in rest["messages"]] == ["2", "3"]


def test_a_thread_is_found_by_any_of_its_messages(ask: Any, channel: str, ts: str) -> None:
    reply = ask("chat.postMessage", channel=channel, text="y", thread_ts=ts)["ts"]
    told = ask("conversations.replies", channel=channel, ts=reply)["messages"]
    assert [m["ts"] for m in told] == [ts, reply]


@pytest.mark.parametrize(
    ("method", "args", "rows", "word"),
    [
        ("users.list", {}, "members", "user"),
        ("conversations.list", {}, "channels", "team"),
        ("users.conversations", {"user": "U0AMARA01"}, "channels", "team"),
        ("conversations.members", {"channel": "C0GENERAL1"}, "members", "user_id"),
    ],
)
def test_pages_make_up_the_whole(
    ask: Any, method: str, args: dict[str, Any], rows: str, word: str
) -> None:
    whole, found, cursor = ask(method, limit=1000, **args)[rows], [], ""
    while True:
        page = ask(method, limit=2, cursor=cursor, **args)
        found += page[rows]
        cursor = told_cursor(page)
        if not cursor:
            break
        assert b64decode(cursor).decode().startswith(f"{word}:")
    assert found == whole


def test_a_cursor_of_another_method_is_refused(ask: Any) -> None:
    cursor = told_cursor(ask("users.list", limit=1))
    assert ask("conversations.list", cursor=cursor)["error"] == "invalid_cursor"


def test_oldest_and_latest_bound_what_is_told(ask: Any, channel: str) -> None:
    stamps = [ask("chat.postMessage", channel=channel, text=str(n))["ts"] for n in range(3)]
    bounds = {"channel": channel, "oldest": stamps[0], "latest": stamps[2]}
    inside = ask("conversations.history", **bounds)["messages"]
    whole = ask("conversations.history", inclusive=True, **bounds)["messages"]
    assert [m["text"] for m in inside] == ["1"]
    assert [m["text"] for m in whole] == ["2", "1", "0"]


def test_a_very_large_workspace_is_listed_only_in_pages(config: Config) -> None:
    crowd = tuple(Person(f"U1{n:07d}", f"p{n}", f"Person {n}") for n in range(10_000))
    with running(replace(config, people=(*config.people, *crowd))) as playground:
        client = WebClient(playground.bot_token, base_url=playground.api_url)
        whole = client.api_call("users.list", params={"limit": 2}).data
        with pytest.raises(Exception, match="limit_required"):
            client.users_list()
    assert isinstance(whole, dict)
    assert len(whole["members"]) == 2


def test_files_are_listed_in_numbered_pages(client: WebClient, ask: Any, channel: str) -> None:
    for name in ("a.txt", "b.csv", "c.json"):
        client.files_upload_v2(channel=channel, filename=name, content="x")
    told = ask("files.list", count=2, page=2)
    assert told["paging"] == {"count": 2, "total": 3, "page": 2, "pages": 2}
    assert [file["name"] for file in told["files"]] == ["a.txt"]


def test_only_files_of_a_kind_are_listed(
    client: WebClient, ask: Any, channel: str, granted: Playground
) -> None:
    for name in ("a.png", "b.csv", "c.pdf"):
        client.files_upload_v2(channel=channel, filename=name, content="x")
    kinds = {"images": ["a.png"], "snippets": ["b.csv"], "pdfs": ["c.pdf"], "gdocs": []}
    for kind, names in kinds.items():
        assert [file["name"] for file in ask("files.list", types=kind)["files"]] == names
    assert ask("files.list", user=granted.people["amara"])["files"] == []
