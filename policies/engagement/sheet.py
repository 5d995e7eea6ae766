"""The file engagement.yml: boards, the text of a request, and how days and years are counted."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Literal

from pydantic import Field

from policies.conditions import Frozen
from policies.problems import Problem, unknown
from policies.sheets import Item, Limit
from policies.vocabulary import Address
from policies.yaml_lines import Place

FILE = "engagement"
LIMITS = ("notice", "post", "spacing", "window", "approve", "opened", "first", "last")
REGIONS = ("americas", "emea", "apac")
NAMES = (
    *("account", "kind", "segment", "region", "stage", "iacv", "tier", "wish"),
    *("used", "wanted", "need", "requester", "opportunity"),
)
"""What the text of a request fills in; any other name in braces stands as still to be filled in."""


class When(Frozen):
    """For which requests something holds; what is left out may be anything."""

    kind: Literal["sa", "tam"] | None = None
    segment: Literal["smb", "mid-market"] | None = None
    stage: Literal["pre", "post"] | None = None
    region: Literal["americas", "emea", "apac"] | None = None
    wish: str | None = None

    def fits(self, facts: Mapping[str, str]) -> bool:
        asked = self.model_dump(exclude_none=True)
        return all(facts[name] == value for name, value in asked.items())


class Board(Frozen):
    """Where a request is posted; without a link it is a channel in Slack."""

    label: str
    entry: str
    link: Address | None = None
    when: When = Field(default_factory=When)


class Remark(Frozen):
    says: str
    entry: str
    when: When = Field(default_factory=When)


class Year(Frozen):
    """Which year sessions after the sale are counted in; `month` is the first of a calendar one."""

    of: Literal["calendar", "rolling"] = Field(alias="is")
    entry: str
    says: str
    month: int = Field(default=1, ge=1, le=12)


class Hours(Frozen):
    """Whether an answer's hours run on days on which nobody works."""

    of: Literal["clock", "work"] = Field(alias="is")
    entry: str
    says: str


class Discovery(Frozen):
    """What is best practice where an SA is wanted on a discovery call, and reasons against it."""

    label: str
    entry: str
    says: str
    reasons: tuple[Item, ...] = Field(min_length=1, max_length=8)


class EngagementSheet(Frozen):
    what: str
    limits: dict[str, Limit]
    year: Year
    hours: Hours
    boards: tuple[Board, ...] = Field(min_length=1)
    text: str
    remarks: tuple[Remark, ...] = ()
    closing: tuple[Remark, ...] = ()
    discovery: Discovery | None = None

    def count(self, name: str) -> int:
        return int(self.limits[name].value)

    def board(self, facts: Mapping[str, str]) -> Board:
        """The first that fits; the last one fits always."""
        return next(each for each in self.boards if each.when.fits(facts))


def engagement_problems(sheet: EngagementSheet, entries: Mapping[str, object]) -> Iterator[Problem]:
    """Names that the code looks up in vain, and citations that lead nowhere."""
    for name in LIMITS:
        if name not in sheet.limits:
            says = f"{name} is missing among the limits; Handrail looks it up"
            yield Problem(FILE, ("limits",), says)
    for name, limit in sheet.limits.items():
        if limit.value < 1 or limit.value.denominator != 1:
            yield Problem(FILE, ("limits", name, "is"), f"{name} is a whole number, 1 at least")
    for place, entry in _cited(sheet):
        yield from unknown(FILE, place, entry, entries, "handbook entry")
    if sheet.boards[-1].when != When():
        last = len(sheet.boards) - 1
        says = "a request may fit no board; let the last one have no `when`"
        yield Problem(FILE, ("boards", last, "when"), says)
    yield from _text(sheet)


def _cited(sheet: EngagementSheet) -> Iterator[tuple[Place, str]]:
    for name, limit in sheet.limits.items():
        yield ("limits", name, "entry"), limit.entry
    yield ("year", "entry"), sheet.year.entry
    yield ("hours", "entry"), sheet.hours.entry
    for at, board in enumerate(sheet.boards):
        yield ("boards", at, "entry"), board.entry
    if sheet.discovery is not None:
        yield ("discovery", "entry"), sheet.discovery.entry
        for at, reason in enumerate(sheet.discovery.reasons):
            yield ("discovery", "reasons", at, "entry"), reason.entry
    for name, remarks in (("remarks", sheet.remarks), ("closing", sheet.closing)):
        for at, remark in enumerate(remarks):
            yield (name, at, "entry"), remark.entry


def _text(sheet: EngagementSheet) -> Iterator[Problem]:
    try:
        list(Formatter().parse(sheet.text))
    except ValueError:
        says = "a curly bracket in text has no partner; write names as {account}"
        yield Problem(FILE, ("text",), says)
