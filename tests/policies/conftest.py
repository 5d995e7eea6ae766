"""The pack in the box, read once."""

from pathlib import Path

import pytest

import policies
from policies.pack import Pack, parse

FOLDER = Path(policies.__file__).parent / "packs" / "commercial-sales"


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    found = FOLDER.glob("*/*.yml")
    return {f"{file.parent.name}/{file.name}": file.read_text(encoding="utf-8") for file in found}


@pytest.fixture(scope="session")
def pack(files: dict[str, str]) -> Pack:
    return parse(files, "fy23")
