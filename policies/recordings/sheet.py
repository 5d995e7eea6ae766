"""The file recordings.yml: the steps of consent, what to say, and what to do when one is absent."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from string import Formatter

from pydantic import Field

from policies.conditions import Frozen
from policies.problems import Problem, twice, unknown
from policies.sheets import Item, Limit
from policies.yaml_lines import Place

FILE = "recordings"
ONE_WORD = re.compile(r"[a-z0-9-]{1,40}")
LIMITS = ("ahead", "lasts")
NAMES = ("customer", "day", "time", "person")
"""What the message to a customer may name in braces."""


class Said(Frozen):
    """A sentence and where it comes from; `ours` if it is advice of the bot's own."""

    says: str
    entry: str
    ours: bool = False


class Saying(Said):
    """Words to be said on the call."""

    id: str
    title: str


class Absence(Frozen):
    """What the customer is told, by whom the recorder is taken out, and the two things to do."""

    entry: str
    message: str
    advice: Said
    tasks: tuple[Item, ...] = Field(min_length=1, max_length=5)


class RecordingSheet(Frozen):
    what: str
    limits: dict[str, Limit]
    steps: tuple[Item, ...] = Field(min_length=1, max_length=8)
    sayings: tuple[Saying, ...] = Field(min_length=1, max_length=8)
    reading: Said
    reasons: tuple[Item, ...] = Field(min_length=1)
    strict: Said
    licence: Said
    absence: Absence

    @property
    def ahead(self) -> timedelta:
        """How long before a call its card comes."""
        return timedelta(minutes=int(self.limits["ahead"].value))

    @property
    def lasts(self) -> timedelta:
        return timedelta(minutes=int(self.limits["lasts"].value))


def recording_problems(
    sheet: RecordingSheet | None, entries: Mapping[str, object]
) -> Iterator[Problem]:
    """Names that the code looks up in vain, and citations that lead nowhere."""
    if sheet is None:
        return
    yield from _limits(sheet)
    for place, entry in _cited(sheet):
        yield from unknown(FILE, (*place, "entry"), entry, entries, "handbook entry")
    yield from twice(FILE, ("sayings",), (each.id for each in sheet.sayings), "id")
    yield from _ticked(sheet)
    yield from _message(sheet.absence.message)


def _limits(sheet: RecordingSheet) -> Iterator[Problem]:
    for name in LIMITS:
        if name not in sheet.limits:
            says = f"{name} is missing among the limits; Handrail looks it up"
            yield Problem(FILE, ("limits",), says)
    for name, limit in sheet.limits.items():
        if limit.value < 1 or limit.value.denominator != 1:
            yield Problem(FILE, ("limits", name, "is"), f"{name} is a whole number, 1 at least")


def _ticked(sheet: RecordingSheet) -> Iterator[Problem]:
    """What is ticked of a call is kept under the ids of both lists."""
    seen: set[str] = set()
    lists: tuple[tuple[Place, tuple[Item, ...]], ...] = (
        (("steps",), sheet.steps),
        (("absence", "tasks"), sheet.absence.tasks),
    )
    for place, items in lists:
        for at, item in enumerate(items):
            where: Place = (*place, at, "id")
            if item.id in seen:
                yield Problem(FILE, where, f"the id {item.id} is used twice; rename or remove one")
            if not ONE_WORD.fullmatch(item.id):
                says = f"write the id {item.id} in one word of small letters, digits and -"
                yield Problem(FILE, where, says)
            seen.add(item.id)


def _cited(sheet: RecordingSheet) -> Iterator[tuple[Place, str]]:
    for name, limit in sheet.limits.items():
        yield ("limits", name), limit.entry
    for name, said in (("reading", sheet.reading), ("strict", sheet.strict)):
        yield (name,), said.entry
    yield ("licence",), sheet.licence.entry
    yield ("absence",), sheet.absence.entry
    yield ("absence", "advice"), sheet.absence.advice.entry
    for at, saying in enumerate(sheet.sayings):
        yield ("sayings", at), saying.entry
    lists: tuple[tuple[Place, tuple[Item, ...]], ...] = (
        (("steps",), sheet.steps),
        (("reasons",), sheet.reasons),
        (("absence", "tasks"), sheet.absence.tasks),
    )
    for place, items in lists:
        yield from (((*place, at), item.entry) for at, item in enumerate(items))


def _message(text: str) -> Iterator[Problem]:
    where: Place = ("absence", "message")
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        yield Problem(FILE, where, "a curly bracket has no partner; write names as {customer}")
        return
    for name in names:
        yield from unknown(FILE, where, name, NAMES, "name for this text")
