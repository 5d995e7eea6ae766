"""The Web API as slack_sdk's own clients find it."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import SectionBlock
from slack_sdk.web.async_client import AsyncWebClient

from playground.configs import Config
from playground.server import Playground, running


@pytest.fixture
def client(threaded: Playground) -> WebClient:
    return WebClient(threaded.bot_token, base_url=threaded.api_url, retry_handlers=[])


def refusal(act: Callable[[], Any]) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as caught:
        act()
    data: dict[str, Any] = dict(caught.value.response.data)
    return data


def test_the_bot_learns_who_it_is(client: WebClient, threaded: Playground) -> None:
    told = client.auth_test()
    assert told["team_id"] == threaded.team_id
    assert told["user_id"] == threaded.install.bot_user
    assert told["bot_id"] == threaded.install.bot_id


async def test_the_asynchronous_client_finds_the_same(playground: Playground) -> None:
    client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    assert (await client.auth_test())["team_id"] == playground.team_id


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-wrong", "invalid_auth")],
)
def test_a_bad_token_is_refused(threaded: Playground, token: str, error: str) -> None:
    stranger = WebClient(token or None, base_url=threaded.api_url)
    assert refusal(stranger.auth_test)["error"] == error


def test_the_wrong_kind_of_token_is_refused(client: WebClient, threaded: Playground) -> None:
    used = refusal(lambda: client.apps_connections_open(app_token=threaded.bot_token))
    assert used["error"] == "not_allowed_token_type"


def test_a_revoked_token_is_dead(client: WebClient) -> None:
    assert client.auth_revoke()["revoked"] is True
    assert refusal(client.auth_test)["error"] == "token_revoked"


def test_a_missing_scope_names_what_is_needed(config: Config) -> None:
    poor = {"oauth_config": {"scopes": {"bot": ["users:read"]}}}
    with running(config.with_manifest(poor)) as playground:
        client = WebClient(playground.bot_token, base_url=playground.api_url)
        told = refusal(lambda: client.chat_postMessage(channel="C0COMMERC1", text="hi"))
    assert (told["error"], told["needed"]) == ("missing_scope", "chat:write")
    assert told["provided"] == "users:read"


def test_an_unknown_method_says_so(client: WebClient) -> None:
    told = refusal(lambda: client.api_call("chat.shout"))
    assert (told["error"], told["req_method"]) == ("unknown_method", "chat.shout")


def test_a_message_to_a_person_opens_their_direct_message(
    client: WebClient, threaded: Playground
) -> None:
    posted = client.chat_postMessage(channel=threaded.people["amara"], text="Good morning")
    assert posted["channel"].startswith("D")
    again = client.chat_postMessage(channel=threaded.people["amara"], text="Again")
    assert again["channel"] == posted["channel"]
    opened = client.conversations_open(users=[threaded.people["amara"]])
    assert opened["channel"]["id"] == posted["channel"]


def test_metadata_comes_back_only_when_asked_for(client: WebClient, threaded: Playground) -> None:
    channel = threaded.channels["commercial"]
    metadata = {"event_type": "reminder", "event_payload": {"key": "r1"}}
    client.chat_postMessage(channel=channel, text="Due", metadata=metadata)
    plain = client.conversations_history(channel=channel)["messages"][0]
    full = client.conversations_history(channel=channel, include_all_metadata=True)["messages"][0]
    assert "metadata" not in plain
    assert full["metadata"] == metadata


def test_history_is_newest_first_and_paged(client: WebClient, threaded: Playground) -> None:
    channel = threaded.channels["commercial"]
    for number in range(5):
        client.chat_postMessage(channel=channel, text=str(number))
    pages = client.conversations_history(channel=channel, limit=2)
    texts = [[message["text"] for message in page["messages"]] for page in pages]
    assert texts == [["4", "3"], ["2", "1"], ["0"]]


def test_a_thread_is_read_apart_from_the_channel(client: WebClient, threaded: Playground) -> None:
    channel = threaded.channels["commercial"]
    parent = client.chat_postMessage(channel=channel, text="Deal")["ts"]
    client.chat_postMessage(channel=channel, text="Green", thread_ts=parent)
    told = client.conversations_replies(channel=channel, ts=parent)["messages"]
    top = client.conversations_history(channel=channel)["messages"]
    assert [message["text"] for message in told] == ["Deal", "Green"]
    assert [message["text"] for message in top] == ["Deal"]
    assert told[0]["reply_count"] == 1


def test_an_update_without_blocks_keeps_the_blocks(client: WebClient, threaded: Playground) -> None:
    channel = threaded.channels["commercial"]
    posted = client.chat_postMessage(channel=channel, text="a", blocks=[SectionBlock(text="a")])
    changed = client.chat_update(channel=channel, ts=posted["ts"], text="b")
    assert changed["message"]["blocks"][0]["text"]["text"] == "a"
    emptied = client.chat_update(channel=channel, ts=posted["ts"], text="b", blocks=[])
    assert "blocks" not in emptied["message"]


def test_a_deleted_message_cannot_be_updated(client: WebClient, threaded: Playground) -> None:
    channel = threaded.channels["commercial"]
    ts = client.chat_postMessage(channel=channel, text="a")["ts"]
    client.chat_delete(channel=channel, ts=ts)
    told = refusal(lambda: client.chat_update(channel=channel, ts=ts, text="b"))
    assert told["error"] == "message_not_found"


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0NOWHERE1", "channel_not_found"),
        ("C0ASMONLY1", "channel_not_found"),
        ("C0RANDOM01", "not_in_channel"),
        ("C0ARCHIVE1", "is_archived"),
        ("U0LUCIA01", "channel_not_found"),
    ],
)
def test_a_message_goes_only_where_the_bot_may_write(
    client: WebClient, channel: str, error: str
) -> None:
    told = refusal(lambda: client.chat_postMessage(channel=channel, text="hello"))
    assert told["error"] == error


@pytest.mark.parametrize(
    ("content", "error", "pointer"),
    [
        ({}, "no_text", ""),
        ({"text": "x", "attachments": [{"text": "y"}] * 101}, "too_many_attachments",
         "/attachments"),
        ({"blocks": [{"type": "divider"}] * 51}, "invalid_blocks", "/blocks"),
        (
            {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]},
            "invalid_blocks",
            "/blocks/0/text/text",
        ),
        (
            {"blocks": [{"type": "markdown", "text": "x" * 12_000}, {"type": "section", "text": {
                "type": "plain_text", "text": "y" * 1_201}}]},
            "msg_blocks_too_long",
            "/blocks",
        ),
    ],
)  # fmt: skip
def test_content_slack_would_refuse_is_refused_with_a_pointer(
    client: WebClient, threaded: Playground, content: dict[str, Any], error: str, pointer: str
) -> None:
    channel = threaded.channels["commercial"]
    told = refusal(
        lambda: client.api_call("chat.postMessage", json={"channel": channel, **content})
    )
    assert told["error"] == error
    if pointer:
        assert f"[json-pointer:{pointer}]" in told["response_metadata"]["messages"][0]


def test_people_are_listed_in_pages_and_found_by_email(
    client: WebClient, threaded: Playground
) -> None:
    names = [user["name"] for page in client.users_list(limit=5) for user in page["members"]]
    assert len(names) == len(set(names)) == len(threaded.people)
    found = client.users_lookupByEmail(email="chiara@acme.example")["user"]
    assert found["profile"]["title"] == "AE, Key Accounts First Order"
    told = refusal(lambda: client.users_lookupByEmail(email="nobody@acme.example"))
    assert told["error"] == "users_not_found"


def test_guests_strangers_and_leavers_are_marked(client: WebClient, threaded: Playground) -> None:
    people = threaded.people
    assert client.users_info(user=people["jonas"])["user"]["is_ultra_restricted"] is True
    assert client.users_info(user=people["lucia"])["user"]["deleted"] is True
    kavya = client.users_info(user=people["kavya"])["user"]
    assert kavya["is_stranger"] is True
    assert kavya["team_id"] != threaded.team_id


def test_a_file_is_uploaded_shared_and_deleted(client: WebClient, threaded: Playground) -> None:
    channel = threaded.channels["commercial"]
    sent = client.files_upload_v2(channel=channel, filename="deals.csv", content="a,b\n1,2\n")
    file = sent["files"][0]
    message = client.conversations_history(channel=channel)["messages"][0]
    assert message["files"][0]["name"] == "deals.csv"
    client.files_delete(file=file["id"])
    assert refusal(lambda: client.files_info(file=file["id"]))["error"] == "file_not_found"


def test_a_reaction_is_given_once(client: WebClient, threaded: Playground) -> None:
    channel = threaded.channels["commercial"]
    ts = client.chat_postMessage(channel=channel, text="Won")["ts"]
    client.reactions_add(channel=channel, timestamp=ts, name="tada")
    told = refusal(lambda: client.reactions_add(channel=channel, timestamp=ts, name="tada"))
    assert told["error"] == "already_reacted"
    client.reactions_remove(channel=channel, timestamp=ts, name="tada")


def test_a_view_needs_a_trigger_that_slack_gave(client: WebClient) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": []}
    told = refusal(lambda: client.views_open(trigger_id="1.2.abc", view=view))
    assert told["error"] == "invalid_trigger_id"


def test_a_home_is_published_against_its_hash(client: WebClient, threaded: Playground) -> None:
    user = threaded.people["helen"]
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    first = client.views_publish(user_id=user, view=view)["view"]
    second = client.views_publish(user_id=user, view=view, hash=first["hash"])["view"]
    assert second["hash"] != first["hash"]
    told = refusal(lambda: client.views_publish(user_id=user, view=view, hash=first["hash"]))
    assert told["error"] == "hash_conflict"
