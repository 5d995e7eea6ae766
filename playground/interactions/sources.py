"""Where a person acted: the message or view, whose app it is and what it remembers."""

from dataclasses import dataclass, field

from playground import viewings
from playground.dialogs import View
from playground.inputs import initial_state
from playground.installations import Installed
from playground.platforms import Platform
from playground.refusals import Declined
from playground.shapes import Json
from playground.sights import may_read
from playground.worlds import Message

GONE = "That is no longer there. Reload to see what is."


@dataclass(frozen=True)
class Source:
    app: Installed
    thing: Message | View
    blocks: list[Json]
    state: Json
    offered: dict[str, list[Json]] = field(default_factory=dict)


def present(app: Installed | None) -> Installed:
    if app is None:
        raise Declined(GONE)
    return app


def message_source(platform: Platform, user: str, channel: str, ts: str) -> Source:
    """A message's choices are kept per person: mine are not yours."""
    message = platform.world.message(channel, ts)
    if message is None or not may_read(platform, user, message):
        raise Declined(GONE)
    nested = [block for held in message.attachments for block in held.get("blocks") or []]
    blocks = [*message.blocks, *nested]
    state = message.state.setdefault(user, initial_state(blocks))
    offered = platform.offers.setdefault((user, ts), {})
    return Source(present(platform.author(message)), message, blocks, state, offered)


def view_source(platform: Platform, user: str, view_id: str) -> Source:
    view = viewings.find(platform, view_id, user)
    if view is None:
        raise Declined(GONE)
    blocks = view.content.get("blocks") or []
    return Source(
        present(platform.installed(view.app_id, view.team_id)),
        view,
        blocks,
        view.state,
        view.offered,
    )


def source(platform: Platform, user: str, named: Json) -> Source:
    if isinstance(named.get("view"), str):
        return view_source(platform, user, named["view"])
    return message_source(platform, user, str(named.get("channel")), str(named.get("ts")))
