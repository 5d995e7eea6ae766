"""What the judges nobody here wrote refuse, ours refuses too; what they do not know is listed."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import pytest

from playground.validation import Surface, problems
from playground.validation.blocks import BLOCKS as KNOWN_BLOCKS
from tests.judges import verdicts
from tests.judges.broken import BROKEN
from tests.judges.specimens import BLOCKS, GONE, Json, everything, payload, places, spoiled
from tests.judges.verdicts import sdk_objects, types_object

Rival: TypeAlias = Callable[[Json, Surface], Iterable[str]]
ODD: tuple[Any, ...] = (GONE, 5, "", "x", [], None, {"type": "x"})
DOCUMENTED = ({"type": "table", "column_settings": [None]},)
"""Slack's page lets null stand for a column without settings; its types have not heard."""

AGREED = {sdk_objects: 75, types_object: 60}
"""Of the broken corpus, at least this many are refused by the rival too."""


def taken_by_us() -> Iterator[tuple[Json, Surface]]:
    """Every specimen with any one value exchanged, if our judge still takes it."""
    for block, surface in everything():
        for at in places(block):
            for value in ODD:
                whole = payload(surface, spoiled(block, at, value))
                if problems(whole, surface) == []:
                    yield whole, surface


def documented(whole: Json) -> bool:
    (block,) = whole["blocks"]
    return any(each.items() <= block.items() for each in DOCUMENTED)


def disagreements(rival: Rival) -> list[Any]:
    return [
        (whole["blocks"], found)
        for whole, surface in taken_by_us()
        if not documented(whole) and (found := list(rival(whole, surface)))
    ]


def unheard_of(rival: Rival, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The kinds of block that the rival refuses whatever is in them."""
    for name in ("UNKNOWN_TO_SDK", "UNKNOWN_TO_TYPES"):
        monkeypatch.setattr(verdicts, name, frozenset())
    good = ((kind, KNOWN_BLOCKS[kind].surfaces[0], block) for kind, block in BLOCKS.items())
    return {kind for kind, surface, block in good if list(rival(payload(surface, block), surface))}


def refused(rival: Rival) -> int:
    return sum(bool(list(rival(broken.payload, broken.surface))) for broken in BROKEN)


def test_the_sdk_refuses_nothing_that_we_take() -> None:
    assert disagreements(sdk_objects) == []


@pytest.mark.contracts
def test_the_types_refuse_nothing_that_we_take() -> None:
    assert disagreements(types_object) == []


def test_the_sdk_takes_every_specimen_of_a_kind_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    known = verdicts.UNKNOWN_TO_SDK
    assert unheard_of(sdk_objects, monkeypatch) == known, "it has learnt one: shorten the list"


@pytest.mark.contracts
def test_the_types_take_every_specimen_of_a_kind_they_know(monkeypatch: pytest.MonkeyPatch) -> None:
    known = verdicts.UNKNOWN_TO_TYPES
    assert unheard_of(types_object, monkeypatch) == known, "they have learnt one: shorten the list"


def test_the_sdk_refuses_a_good_part_of_what_is_broken() -> None:
    assert refused(sdk_objects) >= AGREED[sdk_objects]


@pytest.mark.contracts
def test_the_types_refuse_a_good_part_of_what_is_broken() -> None:
    assert refused(types_object) >= AGREED[types_object]
