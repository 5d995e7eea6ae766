"""One Web API call: its arguments however they were sent, and the ways it can be refused."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from playground.callers import Caller
from playground.configs import App
from playground.installations import Installed
from playground.platforms import Platform
from playground.refusals import Refused
from playground.shapes import Json, load
from playground.validation import Problem
from playground.worlds import Conversation, Member

TokenKind: TypeAlias = Literal["bot", "app", "any", "none"]
WHOLE = re.compile(r"-?[0-9]{1,15}")
STAMP = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


@dataclass(frozen=True)
class Call:
    platform: Platform
    args: Mapping[str, Any]
    caller: Caller
    warnings: list[str] = field(default_factory=list)

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

    def whole(self, name: str) -> int | None:
        value = self.text(name)
        if value and not WHOLE.fullmatch(value):
            raise Refused("invalid_arguments", [Problem(f"/{name}", "must be an integer")])
        return int(value) if value else None

    def stamp(self, name: str, error: str) -> str:
        """A moment as messages are named by; `error` is the method's word for a bad one."""
        value = self.text(name)
        if value and not STAMP.fullmatch(value):
            raise Refused(error)
        return value

    def names(self, name: str) -> list[str]:
        """Ids with commas between them, or a list of them as JSON clients send it."""
        value = self.args.get(name)
        held = value if isinstance(value, list) else self.text(name).split(",")
        return [one.strip() for one in held if isinstance(one, str) and one.strip()]

    def provided(self) -> str:
        return ",".join(sorted(self.app.scopes))

    def need(self, *scopes: str) -> None:
        """Refuse unless the app was granted one of the scopes."""
        if not self.app.scopes & set(scopes):
            raise Refused("missing_scope", needed=",".join(scopes), provided=self.provided())

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


Act: TypeAlias = Callable[[Call], Json]


@dataclass(frozen=True)
class Method:
    act: Act
    scopes: frozenset[str] = field(default_factory=frozenset)
    token: TokenKind = "bot"
    json: bool = True
    """Whether it reads a JSON body; most that only read are called with a form or a query."""


def method(act: Act, *scopes: str, token: TokenKind = "bot", json: bool = True) -> Method:
    """A method that needs any one of the scopes."""
    return Method(act, frozenset(scopes), token, json)


def answered(call: Call, body: Json) -> Json:
    return warned({"ok": True, **body}, call.warnings)


def warned(body: Json, warnings: list[str]) -> Json:
    """What Slack put up with, said beside the answer."""
    if not warnings:
        return body
    about = body.get("response_metadata") or {}
    words = [*about.get("warnings", ()), *warnings]
    told = {**about, "warnings": words}
    return {**body, "warning": ",".join(words), "response_metadata": told}
