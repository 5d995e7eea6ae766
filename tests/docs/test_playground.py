"""What the playground's page says of flags, keys, parts and methods is what there is."""

import argparse
import re
from pathlib import Path

import pytest

from bot import cli
from playground import flags
from playground.api import METHODS
from playground.configs import Timing
from playground.descriptions import Description
from playground.keys import keys
from playground.seeds import company
from playground.server import Playground

PAGE = (Path(__file__).parents[2] / "docs" / "playground.md").read_text("utf-8")


def section(heading: str) -> str:
    return PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]


def rows(heading: str) -> dict[str, str]:
    found = re.findall(r"^\| (`.+?) \| (.*) \|$", section(heading), re.MULTILINE)
    return dict(found)


def names(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def offered(parser: argparse.ArgumentParser) -> set[str]:
    words = {word for action in parser._actions for word in action.option_strings}
    return words - {"-h", "--help"}


def test_the_page_lists_every_flag_that_is_no_fault() -> None:
    chosen = next(a for a in cli.parser()._actions if isinstance(a, argparse._SubParsersAction))
    playground, faults = chosen.choices["playground"], argparse.ArgumentParser()
    flags.add(faults)
    shown = {name.split()[0] for name in rows("Start it") for name in names(name)}
    assert shown == offered(playground) - offered(faults)


async def test_the_page_lists_every_key_of_the_first_line() -> None:
    async with Playground(company()) as slack:
        told = keys(slack)
    assert {name for row in rows("In tests") for name in names(row)} == set(told)


def test_the_page_lists_every_part_of_a_company_and_what_is_in_it() -> None:
    listed = rows("A company of your own")
    assert {name for part in listed for name in names(part)} == set(Description.model_fields)
    for part in ("workspaces", "people", "channels", "usergroups", "apps"):
        kind = Description.model_fields[part].annotation
        known = set(kind.__args__[0].model_fields)  # type: ignore[union-attr]  # a tuple of them
        named = set(names(listed[f"`{part}`"])) - {"everyone"}
        assert named <= known
        secret = {"id", "bot_token", "app_token", "signing_secret", "client_id", "client_secret"}
        assert known - named <= secret
    assert set(names(listed["`timing`"])) == set(Timing.__dataclass_fields__)


def test_the_page_lists_every_method() -> None:
    shown = {
        f"{names(family)[0]}.{method}"
        for family, methods in rows("How strict it is").items()
        for method in methods.split(", ")
    }
    assert shown == set(METHODS)


@pytest.mark.parametrize("program", re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S))
def test_every_program_on_the_page_runs(program: str) -> None:
    exec(compile(program, "docs/playground.md", "exec"), {})


def test_there_is_a_program_on_the_page() -> None:
    assert "```python" in PAGE
