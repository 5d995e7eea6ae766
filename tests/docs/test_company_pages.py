"""The page on a company's own pages, done as it says."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import split
from typing import Any

import pytest

from bot import markdowns

Handrail = Callable[..., Any]


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "company-pages.md").read_text("utf-8")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handrail: Handrail, page: str) -> Path:
    """A folder with the page's own example in it, and a database."""
    markdown = re.findall(r"^```markdown\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (name,) = re.findall(r"^Saved as `(.+)`:", page, re.MULTILINE)
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(markdown[0], "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HANDRAIL_DATABASE_URL", f"sqlite:///{tmp_path}/handrail.db")
    handrail("db", "upgrade")
    return tmp_path


def sessions(page: str) -> Iterator[tuple[str, str]]:
    """Every command of the page, and what it says it prints."""
    for block in re.findall(r"^```console\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        for said in block.removeprefix("$ ").split("\n$ "):
            command, _, printed = said.partition("\n")
            yield command, printed.strip()


@pytest.mark.usefixtures("office")
def test_every_command_prints_what_the_page_shows(page: str, handrail: Handrail) -> None:
    done = [*sessions(page)]
    assert len(done) == 7
    for command, printed in done:
        ended = handrail(*split(command)[1:])
        assert (ended.out.strip(), ended.err, ended.code) == (printed, "", 0), command


def test_the_limits_are_those_of_the_code(page: str) -> None:
    limits = (markdowns.LARGEST, markdowns.MOST_SECTIONS, markdowns.LONGEST_TEXT)
    shown = re.findall(r"At most ([\d,]+) bytes, ([\d,]+) sections, and ([\d,]+) char", page)
    assert shown == [tuple(f"{limit:,}" for limit in limits)]
    assert all(f"`{kind}`" in page for kind in markdowns.KINDS)
