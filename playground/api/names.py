"""Plain names made into mentions, where `link_names` or `parse` asks for it."""

import re

from playground.api.calls import Call
from playground.records import Usergroup

GROUP = re.compile(r"(?<![\w<])@([a-z0-9._-]+)")
CHANNEL = re.compile(r"(?<![\w<])#([a-z0-9_-]+)")
EVERYONE = ("here", "channel", "everyone")


def linked(call: Call, text: str) -> str:
    """Groups for `link_names`; for `parse=full` channels and `@here` too; people for neither."""
    full = call.text("parse") == "full"
    if not full and not call.flag("link_names"):
        return text
    handles = {g.handle: f"<!subteam^{g.id}>" for g in here(call)}
    called = {name: f"<!{name}>" for name in EVERYONE} if full else {}
    text = GROUP.sub(lambda m: (handles | called).get(m[1], m[0]), text)
    return CHANNEL.sub(lambda m: channels(call).get(m[1], m[0]), text) if full else text


def here(call: Call) -> list[Usergroup]:
    groups = call.platform.world.usergroups.values()
    return [group for group in groups if group.team_id == call.app.team_id and not group.deleted]


def channels(call: Call) -> dict[str, str]:
    places = call.platform.world.conversations.values()
    ours = (p for p in places if p.team_id == call.app.team_id and p.kind == "channel")
    return {place.name: f"<#{place.id}|{place.name}>" for place in ours}
