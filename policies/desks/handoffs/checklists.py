"""The five checklists of a handoff: which one is meant, and its steps for either side."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policies.answer import Answer
from policies.deciding import cited
from policies.inquiries import Inquiry
from policies.reading.said import Said
from policies.sheets import Item
from policies.wording import items

TYPE = "type"
GIVER, RECEIVER = "giver", "receiver"
LISTS = ("first-order-to-named", "tam-to-tam", "ae-to-tam", "sa-to-tam", "sa-to-sa")
WORDS = ("checklist", "role=first-order", "role=named", "role=tam", "role=ae", "role=sa")
TEXTS = (GIVER, RECEIVER, "split", "which")

_PRINTED_SIDES = "first-order-to-named"
_AGAIN = "again"
_ROLE = (
    r"(?:sas?|tams?|csms?|aes?|account executives?|solutions? architects?"
    r"|technical account managers?|named|first[ -]order)"
)
_HANDING = (r"hand(?:ing|s|ed)?[ -]?(?:off|over)s?", r"handing", r"tak(?:es|ing|e) over")


def claims(said: Said) -> bool:
    """A checklist with somebody who gives or receives; a handoff alone is for the handbook."""
    pair = said.has(rf"{_ROLE} to (?:the |a |an )?{_ROLE}")
    listed = said.has(r"check ?-?lists?") or (pair and said.has("steps?", "to-?dos?"))
    return listed and (pair or (said.has(*_HANDING) and said.has(_ROLE)))


def is_asked(inquiry: Inquiry) -> bool:
    said = inquiry.said
    named = said.has(*inquiry.sheet.words["checklist"])
    return TYPE in said.given or named or (not said.amounts and len(_roles(inquiry)) > 1)


def answer(inquiry: Inquiry) -> Answer:
    type_ = _type(inquiry)
    if type_ is None:
        says = inquiry.text("which")
        return inquiry.needs([TYPE], between=("checklist",), says=says)
    inquiry.require(type_)
    steps = inquiry.sheet.lists[inquiry.tell(TYPE, type_)]
    if type_ != _PRINTED_SIDES:
        inquiry.assumptions.append(inquiry.text("split"))
    sides = Counter(step.side for step in steps)
    counts = {"giver_items": sides[GIVER], "receiver_items": sides[RECEIVER]}
    values = {TYPE: type_, **counts}
    said = inquiry.fact(TYPE).options[inquiry.fact(TYPE).values.index(type_)].reads
    told = inquiry.decided("checklist", values, words={TYPE: said, "count": str(len(steps))})
    entries = cited([step.entry for step in steps], inquiry.pack)
    return replace(told, next=items(_told(inquiry, steps)), citations=entries)


def _told(inquiry: Inquiry, steps: Sequence[Item]) -> Iterator[str]:
    """The giver's steps first."""
    for side in (GIVER, RECEIVER):
        for step in steps:
            if step.side == side:
                yield inquiry.text(side, says=step.says)


def _type(inquiry: Inquiry) -> str | None:
    if TYPE in inquiry.said.given:
        return inquiry.choice(TYPE)
    roles = _roles(inquiry)
    sides = {value: value.split("-to-") for value in inquiry.fact(TYPE).values}
    exact = [value for value, both in sides.items() if Counter(both) == Counter(roles)]
    same = [value for value, both in sides.items() if set(both) == set(roles)]
    part = [value for value, both in sides.items() if roles and set(roles) <= set(both)]
    found = exact or (same if len(roles) > 1 else []) or part
    return found[0] if len(found) == 1 else None


def _roles(inquiry: Inquiry) -> list[str]:
    """Who is spoken of, in order; “one TAM to another” are two of them."""
    roles: list[str] = []
    for role in _named(inquiry):
        roles += roles[-1:] if role == _AGAIN else [role]
    narrow = {"first-order", "named"} & set(roles)
    return [role for role in roles if not (narrow and role == "ae")]


def _named(inquiry: Inquiry) -> list[str]:
    known = {
        name.removeprefix("role="): words
        for name, words in inquiry.sheet.words.items()
        if name.startswith("role=")
    }
    found = [
        (match.start(), -match.end(), role)
        for role, words in known.items()
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", inquiry.said.plain)
    ]
    return list(_uncovered(sorted(found)))


def _uncovered(found: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """The “AE” of “First Order AE” is not one more."""
    end = 0
    for start, minus_end, role in found:
        if start >= end:
            end = -minus_end
            yield role
