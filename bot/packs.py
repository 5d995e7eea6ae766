"""Policy packs from disk or from the box, each read once."""

import re
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.mistakes import Mistake
from policies.pack import BadPack, Pack, misasked_in, parse

IN_THE_BOX = "commercial-sales"
KINDS = (".yml", ".yaml", ".txt")
ON_THE_BOX = re.compile(rf"^extends:\s*[\"']?{IN_THE_BOX}/", re.MULTILINE)


@lru_cache(maxsize=8)
def load(folder: Path | None = None, edition: str = "fy23") -> Pack:
    """Raises Mistake with one line for each thing to mend; the tests have tried the box's own."""
    return _parsed(folder, edition, tried=folder is None)


def _parsed(folder: Path | None, edition: str, *, tried: bool) -> Pack:
    try:
        return parse(texts(folder), edition, tried=tried)
    except BadPack as bad:
        raise Mistake(str(bad)) from bad


def check(folder: Path | None, edition: str) -> Pack:
    """As load, and looks at every way of asking as well."""
    pack = _parsed(folder, edition, tried=False)
    try:
        misasked_in(texts(folder), edition, pack)
    except BadPack as bad:
        raise Mistake(str(bad)) from bad
    return pack


@lru_cache(maxsize=2)
def texts(folder: Path | None = None) -> dict[str, str]:
    """A pack's files by name, and those in the box where it builds on them."""
    if folder is None:
        return _texts(box())
    found = _texts(folder)
    covers = [text for name, text in found.items() if name.rpartition("/")[2].startswith("pack.")]
    if any(ON_THE_BOX.search(text) for text in covers):
        found |= {f"{IN_THE_BOX}/{name}": text for name, text in _texts(box()).items()}
    return found


def box() -> Traversable:
    return files("policies") / "packs" / IN_THE_BOX


def _texts(root: Traversable) -> dict[str, str]:
    """Every file of the pack by name, `fy23/roe.yml`, as parse wants it."""
    try:
        found = {name: _text(file) for name, file in _files(root)}
    except OSError as error:
        raise Mistake(f"{root} cannot be read: {error.strerror}.") from error
    if not found:
        raise Mistake(f"{root} holds no policy pack: there is no .yml file in it.")
    return found


def _files(root: Traversable) -> list[tuple[str, Traversable]]:
    """A folder of editions, or one edition by itself."""
    own = [(file.name, file) for file in root.iterdir() if _is_yaml(file)]
    folders = [folder for folder in root.iterdir() if folder.is_dir()]
    nested = [
        (f"{folder.name}/{file.name}", file)
        for folder in folders
        for file in folder.iterdir()
        if _is_yaml(file)
    ]
    return sorted([*own, *nested], key=lambda pair: pair[0])


def _is_yaml(file: Traversable) -> bool:
    return file.name.endswith(KINDS) and not file.name.startswith(".")


def _text(file: Traversable) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Mistake(f"{file.name} is not UTF-8 text. Save it as UTF-8.") from error
