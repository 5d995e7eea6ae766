"""The page for editors of packs, followed word by word."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from policies.conditions import KEYS
from policies.pack import BOOK, FILES
from policies.pack import keys_of as keys

Handrail = Callable[..., Any]

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-pack.md").read_text("utf-8")
STEP = re.compile(
    r"^In (?P<files>`[^:\n]+`): replace (?P<pairs>[^\n]+)\.$"
    r"|^In `(?P<file>[\w-]+\.yml)`:\n\n```diff\n(?P<diff>.*?)^```$"
    r"|^Write `(?P<new>[\w/.-]+)`:\n\n```yaml\n(?P<text>.*?)^```$"
    r"|^```console\n(?P<console>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
TABLE = re.compile(r"^\| key \| needed \| what it is \|\n\|---\|---\|---\|\n((?:\|.*\n)+)", re.M)
FIRST = ("pack", "words", "search")
PARTS = [*(FILES[name] for name in FIRST), BOOK, *FILES.values()]
MODELS = list(dict.fromkeys(model for models in PARTS for model in models))


def test_every_step_of_the_page_does_what_the_page_shows(
    handrail: Handrail, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One walk, since each step stands on the ones before."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(root / "policies" / "packs", tmp_path / "policies" / "packs")
    steps = list(STEP.finditer(PAGE))
    assert len(steps) > 20
    for step in steps:
        _follow(step, tmp_path / "our-pack" / "fy23", handrail)


def _follow(step: re.Match[str], folder: Path, handrail: Handrail) -> None:
    if step["console"]:
        for command, shown in _sessions(step["console"]):
            _run(command, shown, folder.parents[1], handrail)
    elif step["new"]:
        (folder.parents[1] / step["new"]).write_text(step["text"], "utf-8")
    elif step["diff"]:
        _replace(folder / step["file"], _side(step["diff"], "-"), _side(step["diff"], "+"))
    else:
        for name in re.findall(r"`(\w+\.yml)`", step["files"]):
            _replace_all(folder / name, re.findall(r"every `(.+?)` by `(.+?)`", step["pairs"]))


def _sessions(console: str) -> Iterator[tuple[str, list[str]]]:
    for session in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, *shown = session.strip().splitlines()
        yield command, shown


def _run(command: str, shown: list[str], root: Path, handrail: Handrail) -> None:
    program, *words = shlex.split(command)
    if program == "cp":
        shutil.copytree(root / words[1], root / words[2])
        return
    told = _unnumbered(" ".join(handrail(*words).lines))
    assert shown
    for line in shown:
        assert _unnumbered(line) in told, command


def _unnumbered(text: str) -> str:
    return re.sub(r"line \d+", "line …", " ".join(text.split()))


def _side(diff: str, mark: str) -> str:
    return "\n".join(line[1:] for line in diff.splitlines() if line.startswith(mark))


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert f"\n{old}\n" in text, f"{file.name} no longer has the lines that the page shows"
    file.write_text(text.replace(f"\n{old}\n", f"\n{new}\n", 1), "utf-8")


def _replace_all(file: Path, pairs: list[tuple[str, str]]) -> None:
    text = file.read_text("utf-8")
    for old, new in pairs:
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_the_page_has_every_key_of_every_file_and_says_which_are_needed() -> None:
    shown = [re.findall(r"^\| `(\w+)` \| (yes|no) \|", rows, re.M) for rows in TABLE.findall(PAGE)]
    fields = [model.model_fields.values() for model in MODELS]
    kept = [
        list(zip(keys(model), ["yes" if each.is_required() else "no" for each in of], strict=True))
        for model, of in zip(MODELS, fields, strict=True)
    ]
    assert shown == kept


def test_the_page_shows_every_condition_there_is() -> None:
    shown = re.findall(r"^\| `\{(?:fact: \w+, )?(\w+):.*` \|", PAGE, re.MULTILINE)
    assert shown == list(KEYS)


def test_the_page_names_every_file_of_an_edition() -> None:
    named = re.findall(r"`([\w-]+)\.yml`", " ".join(re.findall(r"^### .*\.yml.*$", PAGE, re.M)))
    assert named == list(FILES)
