"""The file handoffs.yml: the kinds of handoff, their items and drafts, and days of reminders."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Literal

from pydantic import Field

from policies.conditions import Frozen
from policies.handoffs.values import Side
from policies.problems import Problem, twice, unknown
from policies.sheets import Item, Limit, Number, Sheet
from policies.yaml_lines import Place

FILE = "handoffs"
LISTS = "handoff"
"""The policy whose lists are the printed items."""
LIMITS = ("due", "ahead", "spacing", "cap", "mend", "offer")
MOST_ITEMS = 30
"""What a card in Slack holds with all that stands around them."""
MOST_DRAFTS = 5
"""Buttons beside each other that can still be read."""
NAMES = (
    *("account", "giver", "receiver", "giver_manager", "receiver_manager"),
    *("closed", "contact_by", "initial", "potential", "net_arr", "users", "type"),
)
"""What a draft may name in braces."""


class Part(Frozen):
    """One of the two sides: what it is called, and the roles that take it."""

    label: str
    roles: tuple[str, ...] = ()


class Task(Item):
    """An item of a type of one's own; `days` after the start it is due."""

    days: int | None = Field(default=None, ge=0)


class Tam(Frozen):
    """Whether a TAM is asked for, by Net ARR."""

    bar: Number = Field(alias="is")
    entry: str
    below: str
    above: str
    unknown: str


class Note(Frozen):
    says: str
    entry: str


class Kind(Frozen):
    """A kind of handoff. Of items that stand together in `either` one will do; `emails` need the
    policy's leave, which it gives by the amounts; `contacts` are the first contact."""

    label: str
    entry: str
    giver: Part
    receiver: Part
    sides: Literal["printed", "ours"] = "ours"
    asks: tuple[Literal["amounts", "users"], ...] = ()
    starts: Literal["won"] | None = None
    contact: Limit | None = None
    contacts: tuple[str, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    emails: tuple[str, ...] = ()
    tam: Tam | None = None
    back: Note | None = None
    days: dict[str, int] = Field(default_factory=dict)
    drafts: tuple[str, ...] = Field(default=(), max_length=MOST_DRAFTS)
    items: tuple[Task, ...] = Field(default=(), max_length=MOST_ITEMS)

    def part(self, side: Side) -> Part:
        return self.giver if side is Side.GIVER else self.receiver


class Blank(Frozen):
    """A field that is asked for, never invented."""

    id: str
    label: str


class Draft(Frozen):
    """A text to copy: made of `fields` that are asked for, or of a `text` that is filled in.

    With an `outcome` it is offered only if the policy decides so.
    """

    label: str
    entry: str
    title: str = ""
    note: str = ""
    text: str = ""
    outcome: str = ""
    fields: tuple[Blank, ...] = Field(default=(), max_length=10)


class HandoffSheet(Frozen):
    what: str
    limits: dict[str, Limit]
    types: dict[str, Kind] = Field(min_length=1)
    drafts: dict[str, Draft] = Field(default_factory=dict)

    def days(self, name: str) -> int:
        return int(self.limits[name].value)


def items_of(sheet: HandoffSheet, type: str, printed: Sheet | None) -> tuple[Task, ...]:
    """Its own, or those of the list of its name in handoff.yml."""
    kind = sheet.types[type]
    if kind.items or printed is None:
        return kind.items
    return tuple(
        Task(**item.model_dump(), days=kind.days.get(item.id))
        for item in printed.lists.get(type, ())
    )


def handoff_problems(
    sheet: HandoffSheet,
    printed: Sheet | None,
    entries: Mapping[str, object],
    roles: Mapping[str, str],
) -> Iterator[Problem]:
    """Names that the code looks up in vain, and citations that lead nowhere."""
    for name in LIMITS:
        if name not in sheet.limits:
            says = f"{name} is missing among the limits; Handrail looks it up"
            yield Problem(FILE, ("limits",), says)
    for name, limit in sheet.limits.items():
        yield from unknown(FILE, ("limits", name, "entry"), limit.entry, entries, "handbook entry")
        yield from _whole(("limits", name, "is"), name, limit)
    for name, kind in sheet.types.items():
        yield from _kind(sheet, name, kind, printed, entries, roles)
    for name, draft in sheet.drafts.items():
        yield from _draft(name, draft, entries)


def _whole(where: Place, name: str, limit: Limit) -> Iterator[Problem]:
    if limit.value < 1 or limit.value.denominator != 1:
        yield Problem(FILE, where, f"{name} is a whole number, 1 at least")


def _kind(
    sheet: HandoffSheet,
    name: str,
    kind: Kind,
    printed: Sheet | None,
    entries: Mapping[str, object],
    roles: Mapping[str, str],
) -> Iterator[Problem]:
    where: Place = ("types", name)
    for place, entry in _cited(kind):
        yield from unknown(FILE, (*where, *place), entry, entries, "handbook entry")
    for side in Side:
        for at, role in enumerate(kind.part(side).roles):
            place = (*where, str(side), "roles", at)
            yield from unknown(FILE, place, role, roles, "role")
    for at, draft in enumerate(kind.drafts):
        yield from unknown(FILE, (*where, "drafts", at), draft, sheet.drafts, "draft")
    if kind.contact:
        yield from _whole((*where, "contact", "is"), "contact", kind.contact)
    yield from _items(sheet, name, kind, printed)


def _cited(kind: Kind) -> Iterator[tuple[Place, str]]:
    yield ("entry",), kind.entry
    for key in ("contact", "tam", "back"):
        part = getattr(kind, key)
        if part is not None:
            yield (key, "entry"), part.entry
    for at, item in enumerate(kind.items):
        yield ("items", at, "entry"), item.entry


def _items(sheet: HandoffSheet, name: str, kind: Kind, printed: Sheet | None) -> Iterator[Problem]:
    where: Place = ("types", name)
    items = items_of(sheet, name, printed)
    if not items:
        says = f"{name} has no items; write some, or a list of that name in {LISTS}.yml"
        yield Problem(FILE, where, says)
    yield from twice(FILE, (*where, "items"), (item.id for item in kind.items), "id")
    for at, item in enumerate(kind.items):
        yield from unknown(FILE, (*where, "items", at, "side"), item.side or "", Side, "side")
    known = [item.id for item in items]
    named = {"days": kind.days, "contacts": kind.contacts, "emails": kind.emails}
    named |= {"either": [each for group in kind.either for each in group]}
    for key, ids in named.items():
        for id in ids:
            yield from unknown(FILE, (*where, key), id, known, f"item of {name}")


def _draft(name: str, draft: Draft, entries: Mapping[str, object]) -> Iterator[Problem]:
    where: Place = ("drafts", name)
    yield from unknown(FILE, (*where, "entry"), draft.entry, entries, "handbook entry")
    if bool(draft.fields) == bool(draft.text):
        yield Problem(FILE, where, f"{name} has either a text or fields, and one of them")
    for key in ("title", "note", "text"):
        try:
            used = [field for _, field, _, _ in Formatter().parse(getattr(draft, key)) if field]
        except ValueError:
            says = f"a curly bracket in {key} has no partner; write names as {{account}}"
            yield Problem(FILE, (*where, key), says)
            continue
        for field in used:
            yield from unknown(FILE, (*where, key), field, NAMES, "name for a draft")
