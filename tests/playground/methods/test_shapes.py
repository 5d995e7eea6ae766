"""Every answer has the keys that Slack's own examples have."""

from typing import Any, TypeAlias

from slack_sdk import WebClient

from playground.server import Playground


def words(text: str) -> list[str]:
    return text.split()


Json: TypeAlias = dict[str, Any]

CHANNEL = words("""
    id name is_channel is_group is_im is_mpim is_private created creator is_archived
    is_general unlinked name_normalized is_shared is_ext_shared is_org_shared pending_shared
    is_pending_ext_shared is_member topic purpose previous_names last_read updated
    context_team_id shared_team_ids
""")
DIRECT = words("""
    id created is_archived is_im is_org_shared user is_user_deleted last_read latest
    unread_count unread_count_display is_open priority
""")
USER = words("""
    id team_id name deleted color real_name tz tz_label tz_offset profile is_admin is_owner
    is_primary_owner is_restricted is_ultra_restricted is_bot is_app_user updated has_2fa
""")
PROFILE = words("""
    title phone skype real_name real_name_normalized display_name display_name_normalized
    first_name last_name avatar_hash status_text status_emoji status_expiration
    status_text_canonical email image_24 image_512 team
""")
MESSAGE = words("type user text ts team bot_id app_id bot_profile blocks")
FILE = words("""
    id created timestamp name title mimetype filetype pretty_type user editable size mode
    is_external external_type is_public public_url_shared display_as_bot username
    url_private url_private_download permalink comments_count channels groups ims
""")
BOOKMARK = words("""
    id channel_id title link emoji icon_url type entity_id date_created date_updated rank
    last_updated_by_user_id last_updated_by_team_id shortcut_id app_id
""")
GROUP = words("""
    id team_id is_usergroup name description handle is_external date_create date_update
    date_delete auto_type created_by updated_by deleted_by prefs user_count users
""")
BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "Renewal"}}]


def holds(found: Json, keys: list[str]) -> None:
    assert set(keys) <= set(found), f"without {sorted(set(keys) - set(found))}"


def test_the_bot_itself(ask: Any, granted: Playground) -> None:
    keys = words("ok url team user team_id user_id bot_id is_enterprise_install")
    assert sorted(ask("auth.test")) == sorted(keys)


def test_the_workspace_and_the_bot_in_it(ask: Any, granted: Playground) -> None:
    team = ask("team.info")["team"]
    holds(team, words("id name domain email_domain icon url"))
    holds(team["icon"], ["image_34", "image_132", "image_default"])
    bot = ask("bots.info", bot=granted.install.bot_id)["bot"]
    holds(bot, words("id deleted name updated app_id user_id icons"))


def test_a_message_posted(client: WebClient, channel: str) -> None:
    posted = client.chat_postMessage(channel=channel, text="Renewal", blocks=BLOCKS).data
    assert isinstance(posted, dict)
    assert sorted(posted) == ["channel", "message", "ok", "ts"]
    holds(posted["message"], MESSAGE)
    holds(
        posted["message"]["bot_profile"],
        words("id app_id name icons deleted updated team_id"),
    )


def test_a_message_changed_and_deleted(ask: Any, channel: str, ts: str) -> None:
    changed = ask("chat.update", channel=channel, ts=ts, text="b")
    assert sorted(changed) == ["channel", "message", "ok", "text", "ts"]
    assert sorted(changed["message"]["edited"]) == ["ts", "user"]
    assert ask("chat.delete", channel=channel, ts=ts) == {"ok": True, "channel": channel, "ts": ts}


def test_a_message_for_one_person(ask: Any, granted: Playground, channel: str) -> None:
    user = granted.people["amara"]
    assert sorted(ask("chat.postEphemeral", channel=channel, user=user, text="x")) == [
        "message_ts", "ok",
    ]  # fmt: skip


def test_a_message_in_the_third_person(ask: Any, channel: str) -> None:
    assert sorted(ask("chat.meMessage", channel=channel, text="waves")) == ["channel", "ok", "ts"]


def test_a_permalink_names_the_thread_of_a_reply(ask: Any, channel: str, ts: str) -> None:
    reply = ask("chat.postMessage", channel=channel, text="y", thread_ts=ts)["ts"]
    top = ask("chat.getPermalink", channel=channel, message_ts=ts)["permalink"]
    below = ask("chat.getPermalink", channel=channel, message_ts=reply)["permalink"]
    assert top.endswith(f"/archives/{channel}/p{ts.replace('.', '')}")
    assert below.endswith(f"/p{reply.replace('.', '')}?thread_ts={ts}&cid={channel}")


def test_a_channel(ask: Any, channel: str) -> None:
    found = ask("conversations.info", channel=channel, include_num_members=True)["channel"]
    holds(found, [*CHANNEL, "num_members"])
    assert sorted(found["topic"]) == ["creator", "last_set", "value"]
    assert "num_members" not in ask("conversations.info", channel=channel)["channel"]
    listed = ask("conversations.list")["channels"]
    holds(listed[0], ["id", "name", "is_channel", "num_members", "updated"])


def test_a_direct_message(ask: Any, granted: Playground) -> None:
    user = granted.people["amara"]
    short = ask("conversations.open", users=user)
    assert sorted(short["channel"]) == ["id"]
    whole = ask("conversations.open", users=user, return_im=True)
    assert whole["no_op"] is whole["already_open"] is True
    holds(whole["channel"], DIRECT)
    assert ask("conversations.close", channel=short["channel"]["id"]) == {"ok": True}
    again = ask("conversations.close", channel=short["channel"]["id"])
    assert again == {"ok": True, "no_op": True, "already_closed": True}


def test_where_somebody_is(ask: Any, granted: Playground) -> None:
    found = ask("users.conversations", user=granted.people["kavya"])["channels"]
    assert [place["name"] for place in found] == ["commercial"]
    assert not {"is_member", "num_members"} & set(found[0])


def test_what_was_said(ask: Any, channel: str, ts: str) -> None:
    told = ask("conversations.history", channel=channel, latest=ts, inclusive=True)
    holds(
        told, ["messages", "has_more", "pin_count", "channel_actions_ts", "channel_actions_count"]
    )
    assert told["latest"] == ts
    ask("chat.postMessage", channel=channel, text="y", thread_ts=ts)
    parent, reply = ask("conversations.replies", channel=channel, ts=ts)["messages"]
    holds(
        parent,
        words("""
    thread_ts reply_count reply_users reply_users_count latest_reply subscribed is_locked
"""),
    )
    holds(reply, ["thread_ts", "parent_user_id"])


def test_a_person(ask: Any, granted: Playground) -> None:
    user = ask("users.info", user=granted.people["chiara"], include_locale=True)["user"]
    holds(user, [*USER, "locale"])
    holds(user["profile"], PROFILE)
    bare = ask("users.profile.get", user=granted.people["chiara"])["profile"]
    holds(bare, [*PROFILE, "fields"])


def test_of_somebody_who_left_little_is_told(ask: Any, granted: Playground) -> None:
    user = ask("users.info", user=granted.people["lucia"])["user"]
    assert user["deleted"] is True
    assert user["profile"]["real_name"] == "Lucía Prieto"
    assert not {"tz", "real_name", "is_admin", "color"} & set(user)


def test_presence(ask: Any, granted: Playground) -> None:
    assert ask("users.getPresence", user=granted.people["amara"]) == {
        "ok": True, "presence": "away",
    }  # fmt: skip
    mine = ask("users.getPresence")
    holds(
        mine,
        words("presence online auto_away manual_away connection_count last_activity"),
    )


def test_do_not_disturb(ask: Any, granted: Playground) -> None:
    keys = ["dnd_enabled", "next_dnd_end_ts", "next_dnd_start_ts"]
    holds(ask("dnd.info", user=granted.people["amara"]), keys)
    users = ask("dnd.teamInfo", users=f"{granted.people['amara']},{granted.people['emi']}")["users"]
    assert sorted(users[granted.people["emi"]]) == keys


def test_a_user_group(ask: Any, granted: Playground) -> None:
    asked = {"include_users": True, "include_count": True}
    group = ask("usergroups.list", **asked)["usergroups"][0]
    holds(group, GROUP)
    users = ask("usergroups.users.list", usergroup=group["id"])["users"]
    assert users == group["users"]
    assert group["user_count"] == len(users)


def test_a_pin(ask: Any, channel: str, ts: str) -> None:
    assert ask("pins.add", channel=channel, timestamp=ts) == {"ok": True}
    (item,) = ask("pins.list", channel=channel)["items"]
    holds(item, ["type", "channel", "created", "created_by", "message"])
    holds(item["message"], words("permalink pinned_to text ts type user"))
    assert ask("conversations.history", channel=channel)["pin_count"] == 1
    ask("pins.remove", channel=channel, timestamp=ts)
    assert ask("pins.list", channel=channel)["items"] == []


def test_a_bookmark(ask: Any, channel: str) -> None:
    link = {"title": "Playbook", "type": "link", "link": "https://example.com/playbook"}
    made = ask("bookmarks.add", channel_id=channel, emoji=":book:", **link)["bookmark"]
    holds(made, BOOKMARK)
    named = {"channel_id": channel, "bookmark_id": made["id"]}
    edited = ask("bookmarks.edit", title="Rules", **named)["bookmark"]
    assert (edited["title"], edited["link"]) == ("Rules", link["link"])
    assert ask("bookmarks.list", channel_id=channel)["bookmarks"] == [edited]
    assert ask("bookmarks.remove", **named) == {"ok": True}
    assert ask("bookmarks.list", channel_id=channel)["bookmarks"] == []


def test_a_reaction(ask: Any, granted: Playground, channel: str, ts: str) -> None:
    ask("reactions.add", channel=channel, timestamp=ts, name="tada")
    found = ask("reactions.get", channel=channel, timestamp=ts)
    holds(found, ["type", "channel", "message"])
    given = [{"name": "tada", "users": [granted.install.bot_user], "count": 1}]
    assert found["message"]["reactions"] == given
    holds(found["message"], ["permalink"])
    (item,) = ask("reactions.list")["items"]
    assert (item["type"], item["message"]["ts"]) == ("message", ts)


def test_emoji_and_a_call_that_only_echoes(ask: Any) -> None:
    holds(ask("emoji.list"), ["emoji", "cache_ts"])
    assert ask("api.test", foo="bar") == {"ok": True, "args": {"foo": "bar"}}
    refused = ask("api.test", error="my_error")
    assert (refused["ok"], refused["error"]) == (False, "my_error")


def test_a_file(ask: Any, client: WebClient, channel: str) -> None:
    sent = client.files_upload_v2(channel=channel, filename="deals.csv", content="a,b\n")
    found = ask("files.info", file=sent["files"][0]["id"])
    holds(found, ["file", "comments", "response_metadata"])
    holds(found["file"], [*FILE, "shares"])
    assert list(found["file"]["shares"]["public"]) == [channel]
    listed = ask("files.list", channel=channel)
    assert listed["paging"] == {"count": 100, "total": 1, "page": 1, "pages": 1}
    assert listed["files"][0]["id"] == found["file"]["id"]
