"""Limits and misbehaviour as flags, and the page of the manual that lists them."""

import argparse
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from playground import flags
from playground.configs import Config
from playground.faults import Fault, Misbehaviour, Mishap
from playground.faults.calls import Ill
from playground.faults.deliveries import Accident
from playground.limits import Limits
from playground.orders import GRAMMARS, Trick
from playground.server import Playground
from tests.playground.ordering import counted, order

PAGE = (Path(__file__).parents[2] / "docs" / "playground-faults.md").read_text()


@pytest.fixture
def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    flags.add(parser)
    return parser


def read(parser: argparse.ArgumentParser, *words: str) -> tuple[Limits, Misbehaviour]:
    args = parser.parse_args(words)
    return flags.limits(args), flags.misbehaviour(args)


def test_without_flags_everything_is_well(parser: argparse.ArgumentParser) -> None:
    assert read(parser) == (Limits(), Misbehaviour())


def test_a_figure_asks_for_its_limit(parser: argparse.ArgumentParser) -> None:
    limits, _ = read(parser, "--burst", "1", "--limit-factor", "0.1")
    assert limits == Limits(enforced=True, burst=1, factor=0.1)
    assert read(parser, "--distributed")[0] == Limits(enforced=True, distributed=True)


def test_faults_and_mishaps_are_words(parser: argparse.ArgumentParser) -> None:
    _, wrong = read(
        parser, "--latency", "0.2-1.5", "--fault", "chat.* lost_reply chance=0.2 stored=false",
        "--mishap", "repeat event.message copies=3", "--fault-seed", "7", "--delayed-events",
    )  # fmt: skip
    slow = Fault("*", "slow", times=0, delay=0.2, at_most=1.5)
    lost = Fault("chat.*", "lost_reply", chance=0.2, stored=False)
    mishaps = (Mishap("repeat", "event.message", copies=3),)
    assert wrong == Misbehaviour(7, (slow, lost), mishaps, delayed_events=True)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--fault", "chat.postMessage"], "kind: Field required"),
        (["--fault", "chat.postMessage mood"], "kind: Input should be 'slow'"),
        (["--fault", "chat.* reset tims=3"], "tims: Unexpected keyword argument (known: method,"),
        (["--mishap", "late seconds=soon"], "seconds: Input should be a valid number"),
        (["--latency", "soon"], "delay: Input should be a valid number"),
    ],
)
def test_a_wrong_flag_is_answered_with_a_sentence(
    parser: argparse.ArgumentParser,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    problem: str,
) -> None:
    with pytest.raises(SystemExit):
        parser.parse_args(words)
    assert problem in capsys.readouterr().err


def test_a_wrong_figure_is_a_sentence_too(parser: argparse.ArgumentParser) -> None:
    with pytest.raises(ValueError, match="counts are at least 1"):
        read(parser, "--burst", "0")
    with pytest.raises(ValueError, match="connection_seconds: Input should be a valid number"):
        read(parser, "--connection-seconds", "long")


def test_a_configuration_carries_them_too() -> None:
    data = {
        "workspaces": [], "people": [], "channels": [], "apps": [],
        "limits": {"enforced": True, "factor": 0.1},
        "misbehaviour": {"seed": 7, "faults": [{"method": "chat.*", "kind": "reset"}]},
    }  # fmt: skip
    loaded = Config.load(data)
    assert loaded.limits == Limits(enforced=True, factor=0.1)
    assert loaded.misbehaviour == Misbehaviour(7, (Fault("chat.*", "reset"),))


def test_the_manual_lists_every_flag_and_no_other(parser: argparse.ArgumentParser) -> None:
    known = {word for action in parser._actions for word in action.option_strings}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) == known - {"-h", "--help"}


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Orders", GRAMMARS),
        ("Faults of calls", get_args(Ill)),
        ("Mishaps of deliveries", get_args(Accident)),
        ("Connections", get_args(Trick)),
    ],
)
def test_the_manual_lists_every_word_and_no_other(heading: str, words: Any) -> None:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `([a-z_]+)`", section, re.MULTILINE)
    assert listed == sorted(listed, key=list(words).index)
    assert set(listed) == set(words)


@pytest.mark.parametrize("example", re.findall(r"`(\{\".*\})`", PAGE))
async def test_every_example_of_the_manual_is_obeyed(config: Config, example: str) -> None:
    async with Playground(config, control=True) as playground:
        assert (await order(playground, **json.loads(example)))["ok"] is True


async def test_the_manual_explains_every_counter(playground: Playground) -> None:
    section = PAGE.split("## Counters\n")[1]
    assert set(await counted(playground)) == set(re.findall(r"^\| `([a-z_]+)`", section, re.M))
