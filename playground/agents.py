"""The pane beside a conversation in which a person talks with an app that is an agent."""

from playground.delivery.events import announce
from playground.installations import Installed
from playground.memberships import direct
from playground.platforms import Platform
from playground.postings import show
from playground.shapes import Json
from playground.worlds import Conversation, Message

UNTITLED = "New chat"


def feature(app: Installed) -> Json | None:
    """What the manifest says of the pane; older manifests call it an assistant."""
    for name in ("agent_view", "assistant_view"):
        found = app.features.get(name)
        if isinstance(found, dict):
            return found
    return None


def prompts(app: Installed) -> list[Json]:
    """The suggestions of the manifest itself, before the app sets its own."""
    found = (feature(app) or {}).get("suggested_prompts") or []
    return [{"title": p.get("title", ""), "message": p.get("message", "")} for p in found]


def begin(platform: Platform, app: Installed, user: str, context: str) -> Message:
    place = direct(platform, app.team_id, user, app.bot_user)
    title = {"title": UNTITLED, "title_blocks": [], "artifacts": []}
    root = Message(
        platform.clock.stamp(), place.id, app.bot_user, UNTITLED, subtype="assistant_app_thread",
        app_id=app.id, more={"assistant_app_thread": title},
    )  # fmt: skip
    platform.world.add(root)
    show(platform, root)
    tell(platform, app, user, root, context, "assistant_thread_started")
    return root


def root_of(platform: Platform, place: Conversation, ts: str) -> Message | None:
    found = platform.world.message(place.id, ts)
    return found if found is not None and found.subtype == "assistant_app_thread" else None


def change_context(
    platform: Platform, app: Installed, user: str, root: Message, context: str
) -> None:
    tell(platform, app, user, root, context, "assistant_thread_context_changed")


def tell(
    platform: Platform, app: Installed, user: str, root: Message, context: str, kind: str
) -> None:
    around = {"channel_id": context, "team_id": app.team_id, "enterprise_id": None}
    thread = {
        "user_id": user,
        "context": around if context else {},
        "channel_id": root.channel,
        "thread_ts": root.ts,
    }
    announce(platform, {"type": kind, "assistant_thread": thread}, only=app)
