"""The questions of a review, in the printed order, and an answer as the review looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from policies.edition import Pack

PAST, VERDICT, TIMING, STEP = "past", "verdict", "timing", "step"
"""Questions that rules speak of."""
GREEN, RED = "green", "red"
CONFIDENT, NOT_YET = "confident", "not-yet"
DONE, STILL_OPEN, DROPPED = "done", "open", "dropped"


class Given(Protocol):
    """How a question stands; a later `id` was given later."""

    @property
    def id(self) -> int: ...
    @property
    def question(self) -> str: ...
    @property
    def choice(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def day(self) -> date | None: ...
    @property
    def said_by(self) -> str: ...
    @property
    def sure(self) -> str: ...
    @property
    def missing(self) -> str: ...
    @property
    def kept(self) -> bool: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    label: str
    says: str
    """As it stands in notes."""


@dataclass(frozen=True, slots=True)
class Question:
    """`number` as the page counts, 0 for the one that comes before."""

    id: str
    number: int
    asks: str
    name: str
    entry: str
    choices: tuple[Choice, ...]

    def choice(self, id: str) -> Choice | None:
        return next((each for each in self.choices if each.id == id), None)


def questions(pack: Pack) -> tuple[Question, ...]:
    """All of them; the one on the last next step first."""
    sheet = pack.sheets["redgreen"]
    found = [item for item in sheet.lists["questions"] if item.id != PAST]
    first = [item for item in sheet.lists["questions"] if item.id == PAST]
    numbered = [*((0, item) for item in first), *enumerate(found, 1)]
    return tuple(
        Question(item.id, number, item.says, item.hint or item.says, item.entry, _of(pack, item.id))
        for number, item in numbered
    )


def has_content(given: Given) -> bool:
    return bool(given.choice or given.text.strip() or given.day)


def says(question: Question, given: Given) -> str:
    """The answer in words: what was chosen, then what was written."""
    choice = question.choice(given.choice)
    day = f"{given.day:%a} {given.day.day} {given.day:%B}" if given.day else ""
    told = (choice.says if choice else given.choice, given.text.strip())
    if question.id == STEP:
        return ": ".join(each for each in told if each)
    return ", ".join(each for each in (*told, day) if each)


def is_weak(pack: Pack, given: Given) -> bool:
    """Whether there is little to go by: nobody was confident, or the answer says so itself."""
    if given.sure != CONFIDENT:
        return True
    weak = pack.sheets["redgreen"].lists["weak"]
    return any((item.side, item.id) == (given.question, given.choice) for item in weak)


def weak_ones(pack: Pack, given: Iterable[Given]) -> list[Given]:
    return [each for each in given if is_weak(pack, each)]


def _of(pack: Pack, question: str) -> tuple[Choice, ...]:
    items = pack.sheets["redgreen"].lists["answers"]
    return tuple(
        Choice(item.id, item.says, item.hint or item.says)
        for item in items
        if item.side == question
    )
