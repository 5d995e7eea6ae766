"""A method is declared whole: which token, which scopes, how often, and what it reads."""

import re

import pytest

from playground.api import METHODS
from playground.limits.tiers import SPECIAL, TIERS


def words(text: str) -> list[str]:
    return text.split()


SCOPELESS = {
    "api.test", "apps.connections.open", "apps.uninstall", "auth.revoke", "auth.test",
    "blocks.validate", "chat.getPermalink", "chat.scheduledMessages.list", "oauth.v2.access",
    "oauth.v2.exchange", "views.open", "views.publish", "views.push", "views.update",
}  # fmt: skip
"""Slack asks no scope for these."""

FORMS_ONLY = {
    "bots.info", "chat.getPermalink", "conversations.info", "conversations.list",
    "conversations.members", "conversations.replies", "dnd.info", "dnd.teamInfo", "emoji.list",
    "files.getUploadURLExternal", "files.info", "files.list", "pins.list", "reactions.get",
    "reactions.list", "team.info", "usergroups.list", "usergroups.users.list",
    "users.conversations", "users.getPresence", "users.info", "users.list",
    "users.lookupByEmail", "users.profile.get",
}  # fmt: skip
"""Slack's reference marks these as taking no JSON."""

REQUIRED = words("""
    auth.test auth.revoke apps.connections.open team.info bots.info chat.postMessage
    chat.update chat.delete chat.postEphemeral chat.getPermalink chat.scheduleMessage
    chat.deleteScheduledMessage chat.scheduledMessages.list conversations.open
    conversations.info conversations.list conversations.members conversations.history
    conversations.replies conversations.create conversations.join conversations.invite
    conversations.leave conversations.kick conversations.archive conversations.unarchive
    conversations.rename conversations.setTopic conversations.setPurpose conversations.close
    conversations.mark users.info users.list users.lookupByEmail users.conversations
    users.getPresence users.profile.get usergroups.list usergroups.users.list views.open
    views.push views.update views.publish files.getUploadURLExternal
    files.completeUploadExternal files.info files.list files.delete reactions.add
    reactions.remove reactions.get reactions.list pins.add pins.remove pins.list
    bookmarks.add bookmarks.edit bookmarks.remove bookmarks.list assistant.threads.setStatus
    assistant.threads.setSuggestedPrompts assistant.threads.setTitle emoji.list dnd.info
    dnd.teamInfo api.test oauth.v2.access
""")


def test_every_promised_method_is_there() -> None:
    assert set(REQUIRED) <= set(METHODS)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_method_has_a_tier_scopes_and_a_token(name: str) -> None:
    method = METHODS[name]
    assert name in TIERS or name in SPECIAL
    assert bool(method.scopes) is (name not in SCOPELESS)
    assert method.token == ("app" if name == "apps.connections.open" else method.token)
    assert method.token != "none" or name in ("api.test", "oauth.v2.access", "oauth.v2.exchange")


@pytest.mark.parametrize("scope", sorted({s for m in METHODS.values() for s in m.scopes}))
def test_a_scope_is_spelled_as_slack_spells_scopes(scope: str) -> None:
    assert re.fullmatch(r"[a-z]+(\.[a-z]+)?:[a-z]+(\.[a-z_]+)?", scope)


def test_only_what_slack_lets_read_json_reads_it() -> None:
    assert {name for name, method in METHODS.items() if not method.json} == FORMS_ONLY
