"""What a workspace and its conversations keep beside messages: pins, bookmarks, groups, plans."""

from dataclasses import dataclass, field

from playground.shapes import Json


@dataclass
class Noted:
    """Who last set a conversation's topic or purpose, and when."""

    creator: str = ""
    last_set: int = 0


@dataclass
class Pin:
    ts: str
    user: str
    created: int


@dataclass
class Bookmark:
    id: str
    title: str
    link: str
    emoji: str
    created: int
    user: str
    updated: int = 0


@dataclass
class Usergroup:
    """People who are mentioned together, as `<!subteam^S…>`."""

    id: str
    team_id: str
    handle: str
    name: str
    description: str
    users: list[str]
    created: int
    deleted: int = 0


@dataclass
class Scheduled:
    """A message that is to be posted later; `content` is what chat.postMessage was not yet told."""

    id: str
    channel: str
    app_id: str
    team_id: str
    post_at: int
    created: int
    content: Json = field(default_factory=dict)


@dataclass
class Undelivered:
    """An event that no app acknowledged yet, and when it is tried next."""

    app_id: str
    team_id: str
    payload: Json
    attempt: int
    reason: str
    due: float
