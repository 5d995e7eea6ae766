"""The grammar of `POST /_control`: one order a request, each with an example."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, TypeAdapter, ValidationError

from playground.configs import Kind
from playground.faults import Fault, Mishap
from playground.limits import Limits
from playground.refusals import Declined
from playground.shapes import Json
from playground.zones import Zone

STRICT = ConfigDict(extra="forbid")
ToOne: TypeAlias = Literal["cut", "half_open", "warning", "refresh", "garbage"]
Trick: TypeAlias = Literal[ToOne, "link_disabled", "link_enabled", "too_many"]


@dataclass(frozen=True)
class Wire:
    """What happens to an app's socket connections; the first app's, unless it is named."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    do: Trick
    app: str = ""
    connections: Literal["all", "one"] = "all"


@dataclass(frozen=True)
class Subscription:
    """Whether an app is sent events at all."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    app: str = ""
    enabled: bool = True


@dataclass(frozen=True)
class Expect:
    """A message with this key must come to the channel or the person within `by` seconds."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    key: str
    channel: str = ""
    user: str = ""
    by: float = 60.0

    def __post_init__(self) -> None:
        if not self.key or not (self.channel or self.user):
            raise ValueError("say the key, and the channel or the user it must come to")


@dataclass(frozen=True)
class Happening:
    """An event out of nowhere, with one id however often it is delivered."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    event: Json
    times: int = 1
    app: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.times <= 100:
            raise ValueError("times is between 1 and 100")
        if not isinstance(self.event.get("type"), str):
            raise ValueError("an event has a type")


@dataclass(frozen=True)
class Alteration:
    """What an admin changes about a person; what is left out stays."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    kind: Kind | None = None
    title: str | None = None
    tz: Zone | None = None
    real_name: str | None = None
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Sharing:
    """A private channel shared with another company, which gives the channel another id."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    share_with: str


@dataclass(frozen=True)
class Newcomer:
    """Somebody new in the first workspace, or in the one that is named."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    name: str
    real_name: str
    id: str = ""
    title: str = ""
    tz: Zone = "America/New_York"
    kind: Kind = "member"
    email: str = ""
    team_id: str = ""


@dataclass(frozen=True)
class Grammar:
    adapter: TypeAdapter[Any]
    example: Json
    whole: bool = False
    """Whether the order is the body itself, not only what stands under its name."""


TRUE: TypeAdapter[Any] = TypeAdapter(Literal[True])
GRAMMARS: Mapping[str, Grammar] = {
    "fault": Grammar(
        TypeAdapter(Fault),
        {"fault": {"method": "chat.*", "kind": "rate_limited", "times": 2, "retry_after": "7"}},
    ),
    "mishap": Grammar(
        TypeAdapter(Mishap), {"mishap": {"kind": "repeat", "what": "event.message", "copies": 3}}
    ),
    "limits": Grammar(TypeAdapter(Limits), {"limits": {"enforced": True, "factor": 0.1}}),
    "socket": Grammar(TypeAdapter(Wire), {"socket": {"do": "half_open"}}),
    "subscription": Grammar(TypeAdapter(Subscription), {"subscription": {"enabled": True}}),
    "expect": Grammar(
        TypeAdapter(Expect), {"expect": {"key": "r1", "user": "U0AMARA01", "by": 30}}
    ),
    "event": Grammar(
        TypeAdapter(Happening), {"event": {"type": "app_mention"}, "times": 2}, whole=True
    ),
    "person": Grammar(
        TypeAdapter(Alteration), {"person": {"id": "U0AMARA01", "kind": "deactivated"}}
    ),
    "newcomer": Grammar(
        TypeAdapter(Newcomer), {"newcomer": {"name": "mira", "real_name": "Mira Stone"}}
    ),
    "channel": Grammar(
        TypeAdapter(Sharing), {"channel": {"id": "C0ASMONLY1", "share_with": "T0NORTH001"}}
    ),
    "advance": Grammar(TypeAdapter(float), {"advance": 4}),
    "calm": Grammar(TRUE, {"calm": True}),
    "reset": Grammar(TRUE, {"reset": True}),
}


def read(body: Json) -> tuple[str, Any]:
    """The order's name and what it says, or a sentence about what is wrong with it."""
    name = next((name for name in GRAMMARS if name in body), "")
    grammar = GRAMMARS.get(name)
    if grammar is None or (len(body) > 1 and not grammar.whole):
        raise Declined(f"Send one order, one of {', '.join(GRAMMARS)}. {example('fault')}")
    try:
        return name, grammar.adapter.validate_python(body if grammar.whole else body[name])
    except ValidationError as bad:
        raise Declined(f"{complaint(name, bad)}. {example(name)}") from None


def example(name: str) -> str:
    return f"For example: {json.dumps(GRAMMARS[name].example)}."


def complaint(name: str, bad: ValidationError) -> str:
    first = bad.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != name)
    return f"{name}{'.' + where if where else ''}: {first['msg'].removeprefix('Value error, ')}"
