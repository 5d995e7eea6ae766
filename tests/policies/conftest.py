"""The pack in the box, read once, and a way to ask it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import policies
from policies.answer import Answer
from policies.asking import Question, answer
from policies.pack import Pack, parse

FOLDER = Path(policies.__file__).parent / "packs" / "commercial-sales"
NOON = datetime(2026, 4, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    found = [*FOLDER.glob("*/*.yml"), *FOLDER.glob("*/*.txt")]
    return {f"{file.parent.name}/{file.name}": file.read_text(encoding="utf-8") for file in found}


@pytest.fixture(scope="session")
def pack(files: dict[str, str]) -> Pack:
    return parse(files, "fy23")


@pytest.fixture(scope="session")
def ask(pack: Pack) -> Callable[..., Answer]:
    """`ask("/roe 480", direction="inbound")`: what was typed, and facts given later."""

    def asking(text: str, **given: str) -> Answer:
        return answer(Question(text, NOON, given=given), pack)

    return asking
