"""Which events an app is sent: those it asked for, has a scope for and may know of."""

from collections.abc import Mapping

from playground.installations import Installed
from playground.shapes import Json
from playground.worlds import Conversation

READS = {
    "channel": "channels:read",
    "private": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}
CHANNEL_NEWS = (
    "channel_archive", "channel_unarchive", "channel_created", "channel_deleted",
    "channel_left", "channel_rename",
)  # fmt: skip
GROUP_NEWS = ("group_archive", "group_unarchive", "group_deleted", "group_left", "group_rename")
PERSON_NEWS = ("team_join", "user_change", "user_profile_changed", "user_status_changed")
SCOPES: Mapping[str, str] = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "pin_added": "pins:read",
    "pin_removed": "pins:read",
    "file_shared": "files:read",
    **dict.fromkeys(CHANNEL_NEWS, "channels:read"),
    **dict.fromkeys(GROUP_NEWS, "groups:read"),
    **dict.fromkeys(PERSON_NEWS, "users:read"),
}
BY_KIND = ("member_joined_channel", "member_left_channel", "channel_id_changed")
"""Events whose scope is the reading scope of the kind of conversation they happen in."""

PUBLIC = frozenset(CHANNEL_NEWS) - {"channel_left"}
"""What every app of the workspace hears of a public channel, its bot being there or not."""


def scope_for(name: str, place: Conversation | None) -> str:
    if name in BY_KIND and place is not None:
        return READS[place.kind]
    return SCOPES.get(name, "")


def present(app: Installed, name: str, place: Conversation) -> bool:
    public = name in PUBLIC and place.kind == "channel" and place.team_id == app.team_id
    return public or app.bot_user in place.members


def missing_scope(app: Installed, name: str, place: Conversation | None) -> str:
    """The scope without which this event stays away, or nothing."""
    scope = scope_for(name, place)
    return "" if scope in app.scopes else scope


def wanted(app: Installed, name: str, place: Conversation | None) -> bool:
    return name in app.events and (place is None or present(app, name, place))


def shown_to(app: Installed, event: Json) -> Json:
    """The event without the address of a person that this app may not know."""
    user = event.get("user")
    if not isinstance(user, dict) or "users:read.email" in app.scopes:
        return event
    profile = {key: value for key, value in user["profile"].items() if key != "email"}
    return {**event, "user": {**user, "profile": profile}}
