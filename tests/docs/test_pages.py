"""What the pages say of commands, settings, folders and each other holds."""

import argparse
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.settings import PREFIX, Settings

Handrail = Callable[..., Any]

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
README, CONTRIBUTING = (
    (ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")
)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = PYPROJECT["tool"]["importlinter"]["contracts"]


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    return dict(found[0].choices) if found else {}


def _said(name: str) -> Iterator[list[str]]:
    """Every `handrail …` that a page tells its reader to type."""
    text = _text(name)
    fenced = "\n".join(re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    lines = re.findall(
        r"^(?:\$ )?(?:ExecStart\w*=)?\S*?\bhandrail ([^|>\n]*)", fenced, re.MULTILINE
    )
    inline = re.findall(
        r"`(?:\.venv/bin/)?handrail ([^`]*)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    )
    for said in [*lines, *inline]:
        yield shlex.split(said.split(" #")[0])


def _parses(words: list[str]) -> bool:
    """`…` and `<placeholder>` stand for anything; a group of commands is named, not run."""
    words = ["x" if word == "…" or word.startswith("<") else word for word in words]
    inner = _commands(cli.parser()).get(words[0])
    if len(words) == 1 and inner is not None and _commands(inner):
        return True
    try:
        cli.parser().parse_args(words)
    except SystemExit as ended:
        return ended.code == 0
    return True


def test_the_table_of_commands_is_what_the_command_offers() -> None:
    table = README.partition("## Commands")[2]
    shown = re.findall(r"^\| `handrail (\w+)` \|", table, re.MULTILINE)
    offered = set(_commands(cli.parser())) - {"version"}
    assert set(shown) == offered
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("name", NAMES)
def test_every_command_on_a_page_parses(name: str) -> None:
    assert [words for words in _said(name) if not _parses(words)] == []


def test_commands_are_found_on_the_pages_at_all() -> None:
    assert ["ask", "/roe 620 employees"] in list(_said("README.md"))
    assert ["db", "upgrade"] in list(_said("docs/running.md"))
    assert not _parses(["ask", "--no-such-flag"])


@pytest.mark.parametrize("name", NAMES)
def test_every_relative_link_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", _text(name))
    folder = (ROOT / name).parent
    assert [link for link in links if not (folder / link).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_page_named_on_a_page_exists(name: str) -> None:
    named = re.findall(r"`(docs/[\w./-]+\.md)`", _text(name))
    assert [page for page in named if not (ROOT / page).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_on_a_page_exists(name: str) -> None:
    settings = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]", _text(name))) <= settings


EXAMPLES = {
    "a decided answer": "belongs to Mid-Market First Order",
    "a question": "It depends on how the account came in",
    "the segment": "SMB",
}


@pytest.mark.parametrize("meant", EXAMPLES)
def test_the_examples_of_the_readme_give_what_it_says(handrail: Handrail, meant: str) -> None:
    rows = re.findall(rf"^\| `(/[^`]+)` \| {meant}", README, re.MULTILINE)
    assert len(rows) == 1
    assert EXAMPLES[meant] in handrail("ask", rows[0]).out


def test_the_readme_names_the_targets_that_make_has() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake (\w+)", README)) <= targets


def test_the_folders_of_contributing_are_the_packages_that_are_shipped() -> None:
    rows = re.findall(r"^\| `(\w+)/` \|.*\| ([^|]+) \|$", CONTRIBUTING, re.MULTILINE)
    assert {folder for folder, _ in rows} == set(PYPROJECT["tool"]["importlinter"]["root_packages"])
    assert all((ROOT / folder).is_dir() for folder, _ in rows)


def test_what_contributing_says_of_imports_is_what_the_contracts_hold() -> None:
    rows = dict(re.findall(r"^\| `(\w+)/` \|.*\| ([^|]+) \|$", CONTRIBUTING, re.MULTILINE))
    layers = next(each["layers"] for each in CONTRACTS if each["type"] == "layers")
    for place, layer in enumerate(layers[1:], 1):
        assert set(re.findall(r"`(\w+)`", rows[layer])) == set(layers[place + 1 :])
    assert rows["bot"] == "all of the above"
    assert rows["playground"] == rows["policies"] == "nothing of ours"


def test_the_contracts_of_the_architecture_page_are_those_of_the_linter() -> None:
    table = _text("docs/architecture.md").partition("## What may import what")[2]
    shown = re.findall(r"^\| (.+?) \| .+ \|$", table, re.MULTILINE)[1:]
    assert shown == [each["name"] for each in CONTRACTS]


def test_every_file_that_the_architecture_page_names_exists() -> None:
    named = re.findall(
        r"`((?:bot|handlers|policies|storage|playground)/[\w/.]+)`", _text("docs/architecture.md")
    )
    assert len(named) > 20
    assert [file for file in named if not (ROOT / file).exists()] == []


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [page.name[:4] for page in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_the_changelog_begins_with_the_version_that_is_built() -> None:
    versions = re.findall(r"^## \[?([\d.]+)", _text("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == PYPROJECT["project"]["version"]
