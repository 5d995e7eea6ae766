"""One Web API call: its arguments however they were sent, and the ways it can be refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from playground.callers import Caller
from playground.configs import App
from playground.installations import Installed
from playground.platforms import Platform
from playground.refusals import Refused
from playground.shapes import Json, load
from playground.validation import Problem, Surface, problems
from playground.worlds import Conversation, Member

TokenKind: TypeAlias = Literal["bot", "app", "any", "none"]


@dataclass(frozen=True)
class Call:
    platform: Platform
    args: Mapping[str, Any]
    caller: Caller

    @property
    def app(self) -> Installed:
        """The app in the workspace that its token is for."""
        if self.caller.installed is None:
            raise Refused("not_allowed_token_type")
        return self.caller.installed

    @property
    def registered(self) -> App:
        if self.caller.registered is None:
            raise Refused("invalid_auth")
        return self.caller.registered

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self.args.get(name)
        if needed and value in (None, ""):
            problem = Problem("", f"missing required field: {name}")
            raise Refused("invalid_arguments", [problem])
        if value is not None and not isinstance(value, str | int | float):
            raise Refused("invalid_arguments", [Problem(f"/{name}", "must be a string")])
        return "" if value is None else str(value)

    def parsed(self, name: str) -> Any:
        """A structured argument, which forms and some clients send as a JSON string."""
        value = self.args.get(name)
        if not isinstance(value, str) or not value.strip():
            return None if isinstance(value, str) else value
        try:
            return load(value)
        except ValueError:
            error = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
            raise Refused(error, [Problem(f"/{name}", "must be valid JSON")]) from None

    def listed(self, name: str) -> list[Any]:
        value = self.parsed(name)
        if value is not None and not isinstance(value, list):
            error = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
            raise Refused(error, [Problem(f"/{name}", "must be an array")])
        return value or []

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.args.get(name)
        return default if value is None else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int, most: int) -> int:
        value = self.text(name)
        if value and not value.lstrip("-").isdecimal():
            raise Refused("invalid_arguments", [Problem(f"/{name}", "must be an integer")])
        number = int(value) if value else default
        if not 1 <= number <= most:
            raise Refused("invalid_limit")
        return number

    def place(self, name: str = "channel") -> Conversation:
        """The conversation asked for, if this app's bot may know that it exists."""
        place = self.platform.world.conversations.get(self.text(name, needed=True))
        if place is None or not self.knows(place):
            raise Refused("channel_not_found")
        return place

    def knows(self, place: Conversation) -> bool:
        open_here = place.kind == "channel" and place.team_id == self.app.team_id
        return open_here or self.app.bot_user in place.members

    def member(self, name: str = "user") -> Member:
        member = self.platform.world.people.get(self.text(name, needed=True))
        if member is None or not self.platform.acquainted(self.app.team_id, member):
            raise Refused("user_not_found")
        return member

    def judge(self, payload: Mapping[str, Any], surface: Surface, error: str) -> None:
        found = problems(payload, surface)
        if found:
            raise Refused(error, found)


Act: TypeAlias = Callable[[Call], Json]


@dataclass(frozen=True)
class Method:
    act: Act
    scopes: frozenset[str] = field(default_factory=frozenset)
    token: TokenKind = "bot"


def method(act: Act, *scopes: str, token: TokenKind = "bot") -> Method:
    """A method that needs any one of the scopes."""
    return Method(act, frozenset(scopes), token)


def page_of(call: Call, items: list[Json], most: int = 1000) -> tuple[list[Json], Json]:
    """One page of items and the cursor of the next."""
    limit = call.number("limit", 100, most)
    start = start_of(call.text("cursor"), len(items))
    following = f"next:{start + limit}" if start + limit < len(items) else ""
    return items[start : start + limit], {"response_metadata": {"next_cursor": following}}


def start_of(cursor: str, count: int) -> int:
    if not cursor:
        return 0
    name, _, position = cursor.partition(":")
    if name != "next" or not position.isdecimal() or int(position) >= count:
        raise Refused("invalid_cursor")
    return int(position)
