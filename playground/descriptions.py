"""What a person writes to describe a company and its apps; everything may be left out."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from playground.configs import Delivery, Kind, Timing
from playground.faults import Misbehaviour
from playground.limits import Limits
from playground.shapes import Json
from playground.yamls import Document, Misdescribed, read
from playground.zones import Zone

EXAMPLES = {
    "workspaces": "workspaces: [{name: Globex}]",
    "people": "people: [{name: ana, kind: admin}]",
    "channels": "channels: [{name: general, members: everyone}]",
    "usergroups": "usergroups: [{handle: oncall, members: [ana]}]",
    "apps": "apps: [{name: Deploys, manifest: deploys.yml}]",
    "timing": "timing: {acknowledge: 3}",
    "limits": "limits: {enforced: true}",
    "misbehaviour": "misbehaviour: {faults: [{method: chat.*, kind: slow, delay: 2}]}",
}
WHOLE = "people: [{name: ana}]"


Handle = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Color = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{6}$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/.*)?$")]
Members = Literal["everyone"] | tuple[Handle, ...]


class Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Workspace(Said):
    """`domain` is the name that others use for it."""

    name: Label
    domain: Handle = ""
    id: str = ""


class Person(Said):
    name: Handle
    real_name: str = ""
    title: str = ""
    tz: Zone = "America/New_York"
    kind: Kind = "member"
    color: Color = ""
    email: str = ""
    workspace: str = ""
    id: str = ""


class Channel(Said):
    name: Handle
    topic: str = ""
    private: bool = False
    archived: bool = False
    members: Members = "everyone"
    workspace: str = ""
    id: str = ""


class Usergroup(Said):
    handle: Handle
    name: str = ""
    description: str = ""
    members: tuple[Handle, ...] = ()
    workspace: str = ""
    id: str = ""


class App(Said):
    """`manifest` is the manifest itself, or the path of its file seen from this one."""

    name: str = ""
    manifest: Json | str = {}
    delivery: Delivery = "socket"
    request_url: Url = ""
    workspaces: tuple[str, ...] = ()
    id: str = ""
    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    client_id: str = ""
    client_secret: str = ""


class Description(Said):
    workspaces: tuple[Workspace, ...] = ()
    people: tuple[Person, ...] = ()
    channels: tuple[Channel, ...] = ()
    usergroups: tuple[Usergroup, ...] = ()
    apps: tuple[App, ...] = ()
    timing: Timing = Timing()
    limits: Limits = Limits()
    misbehaviour: Misbehaviour = Misbehaviour()

    @property
    def names_a_company(self) -> bool:
        return bool(self.workspaces or self.people or self.channels or self.usergroups)


def described(path: Path) -> tuple[Description, Document]:
    document = read(path, "company.yml")
    try:
        said = Description.model_validate(document.value or {})
    except ValidationError as bad:
        raise Misdescribed(complaint(document, bad)) from bad
    return said, document


def complaint(document: Document, bad: ValidationError) -> str:
    """The first thing that is wrong; the others may well follow from it."""
    first = bad.errors()[0]
    loc = tuple(step for step in first["loc"] if step not in ("function-after", "str"))
    said = first["msg"].removeprefix("Value error, ")
    return objection(document, loc, said)


def objection(document: Document, loc: tuple[str | int, ...], said: str) -> str:
    where = " ".join(f"{step + 1}," if isinstance(step, int) else f"{step}" for step in loc)
    example = EXAMPLES.get(str(loc[0]), WHOLE) if loc else WHOLE
    what = f"{where}: {said}" if where else said
    return f"{document.path}, line {document.line(loc)}: {what}. For example {example}"


def app_manifest(path: Path) -> Json:
    """YAML or JSON, which is YAML as well."""
    value = read(path, "manifest.yml").value
    if not isinstance(value, dict):
        raise Misdescribed(f"{path} holds no manifest. For example manifest.yml")
    return value
