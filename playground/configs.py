"""What a playground is made of: a workspace, its people, its channels and the apps installed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from pydantic import TypeAdapter

from playground.faults import Misbehaviour
from playground.limits import Limits
from playground.shapes import Json
from playground.zones import Zone

Kind: TypeAlias = Literal["member", "admin", "guest", "external", "deactivated", "bot"]
Delivery: TypeAlias = Literal["socket", "http"]


@dataclass(frozen=True)
class Workspace:
    id: str
    name: str
    domain: str


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    real_name: str
    title: str = ""
    tz: Zone = "America/New_York"
    kind: Kind = "member"
    color: str = "4a5568"
    team_id: str = ""
    email: str = ""


@dataclass(frozen=True)
class Channel:
    id: str
    name: str
    topic: str = ""
    private: bool = False
    archived: bool = False
    members: tuple[str, ...] = ()
    team_id: str = ""


@dataclass(frozen=True)
class Group:
    """A user group: people mentioned together as `<!subteam^S…>`."""

    id: str
    handle: str
    name: str = ""
    description: str = ""
    members: tuple[str, ...] = ()
    team_id: str = ""


@dataclass(frozen=True)
class App:
    """An app as its maker registered it; an `Install` puts it into a workspace."""

    id: str
    name: str
    app_token: str
    signing_secret: str
    client_id: str = ""
    client_secret: str = ""
    manifest: Json = field(default_factory=dict)
    delivery: Delivery = "socket"
    request_url: str = ""

    @property
    def scopes(self) -> frozenset[str]:
        scopes = (self.manifest.get("oauth_config") or {}).get("scopes") or {}
        return frozenset([*(scopes.get("bot") or []), *(scopes.get("bot_optional") or [])])

    @property
    def redirect_urls(self) -> list[str]:
        return (self.manifest.get("oauth_config") or {}).get("redirect_urls") or []

    @property
    def rotates(self) -> bool:
        return bool((self.manifest.get("settings") or {}).get("token_rotation_enabled"))

    @property
    def features(self) -> Json:
        return self.manifest.get("features") or {}

    @property
    def has_home(self) -> bool:
        return bool((self.features.get("app_home") or {}).get("home_tab_enabled"))

    @property
    def messages_tab(self) -> Literal["open", "read_only", "off"]:
        """Whether people may write to the app directly, only read it, or neither."""
        shown = self.features.get("app_home") or {}
        if not shown.get("messages_tab_enabled", True):
            return "off"
        return "read_only" if shown.get("messages_tab_read_only_enabled") else "open"

    @property
    def commands(self) -> list[Json]:
        return self.features.get("slash_commands") or []

    @property
    def events(self) -> frozenset[str]:
        settings = self.manifest.get("settings") or {}
        return frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or [])


@dataclass(frozen=True)
class Install:
    """An app that is in a workspace from the start, with a token that does not expire."""

    app_id: str
    team_id: str
    bot_user: str
    bot_id: str
    bot_token: str


@dataclass(frozen=True)
class Timing:
    """How long the playground waits, in seconds."""

    acknowledge: float = 3.0
    trigger: float = 3.0
    event_retries: tuple[float, ...] = (0.1, 60.0, 300.0)
    response_url: float = 1800.0


@dataclass(frozen=True)
class Config:
    """People and channels without a `team_id` belong to the first workspace."""

    workspaces: tuple[Workspace, ...]
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    apps: tuple[App, ...]
    installs: tuple[Install, ...] = ()
    usergroups: tuple[Group, ...] = ()
    timing: Timing = Timing()
    limits: Limits = field(default_factory=Limits)
    misbehaviour: Misbehaviour = field(default_factory=Misbehaviour)

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> "Config":
        return TypeAdapter(cls).validate_python(data)

    @property
    def workspace(self) -> Workspace:
        return self.workspaces[0]

    def with_manifest(self, manifest: Json) -> "Config":
        """The same company, with this manifest for the first app."""
        first, *others = self.apps
        return replace(self, apps=(replace(first, manifest=manifest), *others))

    def over_http(self, request_url: str) -> "Config":
        """The same company, with the first app reached by signed requests instead of sockets."""
        first, *others = self.apps
        told = replace(first, delivery="http", request_url=request_url)
        return replace(self, apps=(told, *others))
