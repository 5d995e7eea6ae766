"""The frames around what is delivered: events, and the parts every interaction carries."""

from playground.installations import Installed
from playground.platforms import Platform
from playground.renderings import is_shared
from playground.shapes import Json
from playground.worlds import Conversation

VERIFICATION_TOKEN = "playground-verification"
CHANNEL_TYPES = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}
MASKED = {"im": "directmessage", "private": "privategroup"}


def event_callback(
    platform: Platform, app: Installed, event: Json, place: Conversation | None, event_id: str
) -> Json:
    team = app.team_id
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": platform.clock.seconds(),
        "authorizations": [authorization(app)],
        "is_ext_shared_channel": bool(place and is_shared(platform, place)),
        "event_context": f"4-{event_id}",
    }


def app_rate_limited(app: Installed, minute: int) -> Json:
    """What an app is sent, each minute, instead of the events above its hourly limit."""
    return {
        "type": "app_rate_limited",
        "token": VERIFICATION_TOKEN,
        "team_id": app.team_id,
        "minute_rate_limited": minute,
        "api_app_id": app.id,
    }


def authorization(app: Installed) -> Json:
    return {
        "enterprise_id": None,
        "team_id": app.team_id,
        "user_id": app.bot_user,
        "is_bot": True,
        "is_enterprise_install": False,
    }


def interaction(platform: Platform, app: Installed, user: str, kind: str) -> Json:
    workspace = platform.workspace(app.team_id)
    member = platform.world.people[user]
    return {
        "type": kind,
        "team": {"id": workspace.id, "domain": workspace.domain},
        "user": {
            "id": user,
            "username": member.name,
            "name": member.name,
            "team_id": member.team_id,
        },
        "api_app_id": app.id,
        "token": VERIFICATION_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def place_name(place: Conversation) -> str:
    return MASKED.get(place.kind, place.name)


def slash_command(
    platform: Platform, app: Installed, user: str, place: Conversation, said: tuple[str, str]
) -> Json:
    """`said` is the command and the text after it; the caller adds trigger and response url."""
    workspace = platform.workspace(app.team_id)
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": place.id,
        "channel_name": place_name(place),
        "user_id": user,
        "user_name": platform.world.people[user].name,
        "command": said[0],
        "text": said[1],
        "api_app_id": app.id,
        "is_enterprise_install": "false",
    }
