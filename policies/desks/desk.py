"""What every calculating policy has in common."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from policies.answer import Answer
from policies.inquiries import Inquiry
from policies.reading.said import Said

Claims: TypeAlias = Callable[[Said], bool]
Answers: TypeAlias = Callable[[Inquiry], Answer]


@dataclass(frozen=True, slots=True)
class Example:
    """A question and words of its answer's headline."""

    ask: str
    shows: str


@dataclass(frozen=True, slots=True)
class Desk:
    """`commands` are the words after /handrail; `claims` is asked of free text; the names at the
    end are what the code looks up in the sheet."""

    policy: str
    commands: tuple[str, ...]
    claims: Claims
    answer: Answers
    summary: str
    usage: str
    examples: tuple[Example, ...]
    limits: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
