"""Each refusal has the word that Slack has for it."""

from typing import Any, TypeAlias

import pytest

from playground.server import Playground

Json: TypeAlias = dict[str, Any]

PRIVATE = "C0ASMONLY1"
ARCHIVED = "C0ARCHIVE1"
ELSEWHERE = "C0RANDOM01"
HERE = "C0COMMERC1"
GENERAL = "C0GENERAL1"
AMARA, BOT, LEFT = "U0AMARA01", "U0HANDRAIL", "U0LUCIA01"
STATUSBOT, KAVYA = "U0STATUS1", "U0KAVYA01"
LONG = "x" * 300
LINK = {"title": "a", "type": "link", "link": "https://example.com"}

REFUSED: list[tuple[str, Json, str]] = [
    ("assistant.threads.setStatus", {"channel_id": HERE, "thread_ts": "1.2", "status": "x"},
     "channel_not_found"),
    ("bookmarks.add", {"channel_id": HERE, **LINK, "type": "file"}, "invalid_bookmark_type"),
    ("bookmarks.add", {"channel_id": HERE, **LINK, "link": "javascript:1"}, "invalid_link"),
    ("bookmarks.add", {"channel_id": HERE, **LINK, "emoji": "not one"}, "invalid_emoji"),
    ("bookmarks.add", {"channel_id": HERE, **LINK, "title": LONG}, "invalid_arguments"),
    ("bookmarks.add", {"channel_id": ELSEWHERE, **LINK}, "access_denied"),
    ("bookmarks.edit", {"channel_id": HERE, "bookmark_id": "Bk1"}, "not_found"),
    ("bookmarks.remove", {"channel_id": HERE, "bookmark_id": "Bk1"}, "not_found"),
    ("bookmarks.list", {"channel_id": PRIVATE}, "channel_not_found"),
    ("bots.info", {"bot": "B0NOBODY"}, "bot_not_found"),
    ("chat.delete", {"channel": HERE, "ts": "1.2"}, "message_not_found"),
    ("chat.getPermalink", {"channel": HERE, "message_ts": "1.2"}, "message_not_found"),
    ("chat.meMessage", {"channel": HERE}, "no_text"),
    ("chat.postEphemeral", {"channel": HERE, "user": "U0JONAS01", "text": "x"},
     "user_not_in_channel"),
    ("chat.postMessage", {"channel": HERE, "text": "x", "thread_ts": "1.2"}, "thread_not_found"),
    ("chat.postMessage", {"channel": HERE, "text": "x", "markdown_text": "y"},
     "markdown_text_conflict"),
    ("chat.postMessage", {"channel": HERE, "markdown_text": "y" * 12_001}, "msg_too_long"),
    ("chat.postMessage", {"channel": HERE, "text": "x", "metadata": '{"event_type": 1}'},
     "invalid_metadata_format"),
    ("chat.postMessage", {"channel": HERE, "text": "x", "metadata": '{"event_type": "a"}'},
     "invalid_metadata_schema"),
    ("chat.postMessage", {"channel": "#nowhere", "text": "x"}, "channel_not_found"),
    ("chat.update", {"channel": HERE, "ts": "1.2", "text": "x"}, "message_not_found"),
    ("chat.scheduleMessage", {"channel": HERE, "text": "x", "post_at": 1}, "time_in_past"),
    ("chat.scheduleMessage", {"channel": HERE, "text": "x", "post_at": 99_999_999_999},
     "time_too_far"),
    ("chat.scheduleMessage", {"channel": HERE, "text": "x", "post_at": "soon"}, "invalid_time"),
    ("chat.scheduledMessages.list", {"channel": "C0NOWHERE"}, "invalid_channel"),
    ("chat.deleteScheduledMessage", {"channel": HERE, "scheduled_message_id": "Q1"},
     "invalid_scheduled_message_id"),
    ("conversations.archive", {"channel": ARCHIVED}, "not_in_channel"),
    ("conversations.archive", {"channel": GENERAL}, "cant_archive_general"),
    ("conversations.close", {"channel": HERE}, "method_not_supported_for_channel_type"),
    ("conversations.create", {"name": ""}, "invalid_name_required"),
    ("conversations.create", {"name": "x" * 81}, "invalid_name_maxlength"),
    ("conversations.create", {"name": "---"}, "invalid_name_punctuation"),
    ("conversations.create", {"name": "Big Deals"}, "invalid_name_specials"),
    ("conversations.create", {"name": "commercial"}, "name_taken"),
    ("conversations.history", {"channel": ELSEWHERE}, "not_in_channel"),
    ("conversations.history", {"channel": HERE, "oldest": "soon"}, "invalid_ts_oldest"),
    ("conversations.history", {"channel": HERE, "latest": "late"}, "invalid_ts_latest"),
    ("conversations.history", {"channel": HERE, "cursor": "bmV4dA=="}, "invalid_cursor"),
    ("conversations.history", {"channel": HERE, "limit": 1000}, "invalid_limit"),
    ("conversations.info", {"channel": PRIVATE}, "channel_not_found"),
    ("conversations.invite", {"channel": HERE}, "no_user"),
    ("conversations.invite", {"channel": HERE, "users": BOT}, "cant_invite_self"),
    ("conversations.invite", {"channel": HERE, "users": AMARA}, "already_in_channel"),
    ("conversations.invite", {"channel": HERE, "users": "U0NOBODY1"}, "user_not_found"),
    ("conversations.invite", {"channel": HERE, "users": LEFT}, "cant_invite"),
    ("conversations.invite", {"channel": ELSEWHERE, "users": AMARA}, "not_in_channel"),
    ("conversations.join", {"channel": ARCHIVED}, "is_archived"),
    ("conversations.kick", {"channel": HERE, "user": BOT}, "cant_kick_self"),
    ("conversations.kick", {"channel": HERE, "user": "U0JONAS01"}, "not_in_channel"),
    ("conversations.kick", {"channel": GENERAL, "user": AMARA}, "cant_kick_from_general"),
    ("conversations.leave", {"channel": GENERAL}, "cant_leave_general"),
    ("conversations.list", {"types": "secret"}, "invalid_types"),
    ("conversations.list", {"limit": 0}, "invalid_limit"),
    ("conversations.mark", {"channel": HERE, "ts": "soon"}, "invalid_timestamp"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.open", {"users": LEFT}, "user_disabled"),
    ("conversations.open", {"users": STATUSBOT}, "cannot_dm_bot"),
    ("conversations.open", {"users": ",".join([AMARA] * 9)}, "too_many_users"),
    ("conversations.open", {"users": AMARA, "prevent_creation": True}, "channel_not_found"),
    ("conversations.open", {"channel": HERE}, "method_not_supported_for_channel_type"),
    ("conversations.rename", {"channel": HERE, "name": "random"}, "name_taken"),
    ("conversations.replies", {"channel": HERE, "ts": "1.2"}, "thread_not_found"),
    ("conversations.setPurpose", {"channel": HERE, "purpose": LONG}, "too_long"),
    ("conversations.setTopic", {"channel": HERE, "topic": LONG}, "too_long"),
    ("conversations.setTopic", {"channel": HERE}, "invalid_arguments"),
    ("conversations.unarchive", {"channel": HERE}, "not_archived"),
    ("dnd.info", {"user": "U0NOBODY1"}, "user_not_found"),
    ("dnd.teamInfo", {}, "no_users_provided"),
    ("files.completeUploadExternal", {"files": '[{"id": "F1"}]'}, "file_not_found"),
    ("files.getUploadURLExternal", {"filename": "a", "length": 0}, "missing_argument"),
    ("files.getUploadURLExternal", {"filename": "a", "length": 10**9},
     "file_upload_size_restricted"),
    ("files.info", {"file": "F1"}, "file_not_found"),
    ("files.delete", {"file": "F1"}, "file_not_found"),
    ("files.list", {"types": "songs"}, "unknown_type"),
    ("pins.add", {"channel": HERE}, "no_item_specified"),
    ("pins.add", {"channel": HERE, "timestamp": "soon"}, "bad_timestamp"),
    ("pins.add", {"channel": HERE, "timestamp": "1.2"}, "message_not_found"),
    ("pins.list", {"channel": ELSEWHERE}, "restricted_action"),
    ("reactions.add", {"channel": HERE, "timestamp": "1.2", "name": "No way"}, "invalid_name"),
    ("reactions.add", {"name": "tada"}, "no_item_specified"),
    ("reactions.get", {"channel": HERE, "timestamp": "1.2"}, "message_not_found"),
    ("reactions.list", {"user": "U0NOBODY1"}, "user_not_found"),
    ("team.info", {"team": "T0OTHER"}, "team_not_found"),
    ("usergroups.users.list", {"usergroup": "S1"}, "no_such_subteam"),
    ("users.conversations", {"types": "x"}, "invalid_types"),
    ("users.info", {"user": "U0NOBODY1"}, "user_not_found"),
    ("users.info", {}, "invalid_arguments"),
    ("users.list", {"cursor": "dXNlcjpVMA=="}, "invalid_cursor"),
    ("users.lookupByEmail", {"email": "nobody@acme.example"}, "users_not_found"),
    ("users.profile.get", {"user": "U0NOBODY1"}, "user_not_found"),
    ("views.publish", {"user_id": "U0NOBODY1", "view": "{}"}, "user_not_found"),
    ("views.update", {"view_id": "V1", "view": '{"type": "modal", "title": {"type": "plain_text",'
     '"text": "a"}, "blocks": []}'}, "not_found"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "args", "error"), REFUSED)
def test_a_call_is_refused_by_name(ask: Any, method: str, args: Json, error: str) -> None:
    assert ask(method, **args)["error"] == error


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("setStatus", {"status": "is thinking"}),
        ("setTitle", {"title": "Deals"}),
        ("setSuggestedPrompts", {"prompts": '[{"title": "a", "message": "b"}]'}),
    ],
)
def test_the_agent_pane_needs_a_thread_that_is_there(ask: Any, method: str, args: Json) -> None:
    posted = ask("chat.postMessage", channel=AMARA, text="Hello")
    named = {"channel_id": posted["channel"], **args}
    wrong = ask(f"assistant.threads.{method}", thread_ts="1.2", **named)
    assert (wrong["error"], wrong["detail"]) == ("invalid_thread_ts", "Thread not found")
    assert ask(f"assistant.threads.{method}", thread_ts=posted["ts"], **named) == {"ok": True}


OWN: list[tuple[str, Json, str]] = [
    ("chat.update", {"text": "x" * 4001}, "msg_too_long"),
    ("chat.update", {}, "no_text"),
    ("chat.update", {"text": "x", "reply_broadcast": True}, "cant_broadcast_message"),
]


@pytest.mark.parametrize(("method", "args", "error"), OWN)
def test_a_change_is_refused_by_name(
    ask: Any, channel: str, ts: str, method: str, args: Json, error: str
) -> None:
    assert ask(method, channel=channel, ts=ts, **args)["error"] == error


@pytest.mark.parametrize("method", ["pins.add", "reactions.add"])
def test_what_is_done_is_not_done_twice(ask: Any, channel: str, ts: str, method: str) -> None:
    args = {"channel": channel, "timestamp": ts, "name": "tada"}
    assert ask(method, **args)["ok"] is True
    assert ask(method, **args)["error"] in ("already_pinned", "already_reacted")
    undo = method.replace("add", "remove")
    assert ask(undo, **args)["ok"] is True
    assert ask(undo, **args)["error"] in ("no_pin", "no_reaction")


def test_several_who_cannot_be_invited_are_each_named(ask: Any) -> None:
    told = ask("conversations.invite", channel=HERE, users=f"U0NOBODY1,{BOT}")
    assert told["error"] == "user_not_found"
    assert [(row["user"], row["error"]) for row in told["errors"]] == [
        ("U0NOBODY1", "user_not_found"), (BOT, "cant_invite_self"),
    ]  # fmt: skip


def test_with_force_the_others_are_invited(ask: Any, granted: Playground) -> None:
    told = ask("conversations.invite", channel=HERE, users="U0NOBODY1,U0JONAS01", force=True)
    assert [row["user"] for row in told["errors"]] == ["U0NOBODY1"]
    assert "U0JONAS01" in ask("conversations.members", channel=HERE)["members"]


def test_the_last_member_stays(ask: Any) -> None:
    made = ask("conversations.create", name="for-me-alone")["channel"]["id"]
    assert ask("conversations.leave", channel=made)["error"] == "last_member"


def test_to_leave_where_one_is_not_is_no_error(ask: Any) -> None:
    assert ask("conversations.leave", channel=ELSEWHERE) == {"ok": True, "not_in_channel": True}


def test_a_refusal_of_an_argument_names_it(ask: Any) -> None:
    told = ask("conversations.info")
    assert told["error"] == "invalid_arguments"
    assert "missing required field: channel" in told["response_metadata"]["messages"][0]
