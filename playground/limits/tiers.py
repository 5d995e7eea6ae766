"""Which tier each method is in, and what a tier allows in a minute."""

from collections.abc import Mapping

PER_MINUTE: Mapping[int, int] = {1: 1, 2: 20, 3: 50, 4: 100}

_BY_TIER: Mapping[int, tuple[str, ...]] = {
    2: (
        "bookmarks.add", "bookmarks.edit", "bookmarks.remove", "chat.startStream",
        "chat.stopStream", "conversations.archive", "conversations.close",
        "conversations.create", "conversations.list", "conversations.rename",
        "conversations.setPurpose", "conversations.setTopic", "conversations.unarchive",
        "dnd.teamInfo", "emoji.list", "pins.add", "pins.list", "pins.remove",
        "reactions.list", "reactions.remove", "usergroups.list", "usergroups.users.list",
        "users.list", "users.setPresence",
    ),
    3: (
        "apps.connections.open", "apps.uninstall", "auth.revoke", "bookmarks.list",
        "bots.info", "chat.delete", "chat.deleteScheduledMessage", "chat.meMessage",
        "chat.scheduleMessage", "chat.scheduledMessages.list", "chat.unfurl", "chat.update",
        "conversations.history", "conversations.info", "conversations.invite",
        "conversations.join", "conversations.kick", "conversations.leave",
        "conversations.mark", "conversations.open", "conversations.replies", "dnd.info",
        "files.delete", "files.list", "oauth.v2.exchange", "reactions.add",
        "reactions.get", "team.info", "team.profile.get", "users.conversations",
        "users.getPresence", "users.lookupByEmail", "users.profile.set",
    ),
    4: (
        "api.test", "assistant.threads.setStatus", "assistant.threads.setSuggestedPrompts",
        "assistant.threads.setTitle", "blocks.validate", "chat.appendStream",
        "chat.postEphemeral", "conversations.members", "files.completeUploadExternal",
        "files.getUploadURLExternal", "files.info", "oauth.v2.access", "users.info",
        "users.profile.get", "views.open", "views.publish", "views.push", "views.update",
    ),
}  # fmt: skip
TIERS: Mapping[str, int] = {method: tier for tier, held in _BY_TIER.items() for method in held}
HUNDREDS = 600
SPECIAL: Mapping[str, int] = {
    "auth.test": HUNDREDS,
    "chat.getPermalink": HUNDREDS,
    "chat.postMessage": HUNDREDS,
}
RARE_WHEN_DISTRIBUTED = ("conversations.history", "conversations.replies")
FEWEST_MESSAGES = 15
STRICTEST = 20


def per_minute(method: str) -> int:
    """What a method allows; one without a published tier is treated like most of them."""
    tier = TIERS.get(method)
    return PER_MINUTE[tier] if tier else SPECIAL.get(method, STRICTEST)
