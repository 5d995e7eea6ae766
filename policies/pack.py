"""Policy packs: dated, cited editions of the handbook's rules, read and checked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from policies.asks import Asked, gathered, ways_of
from policies.checks import Problem, problems_of
from policies.complaints import complaints
from policies.conditions import Frozen
from policies.desks import DESKS
from policies.edition import Cover, Handbook, Pack, Search
from policies.rule import Example, Implication, Policy, Rule, Step, Values
from policies.sheets import Item, Limit, Outcome, Sheet
from policies.vocabulary import Entry, Fact, Kind, Link, Option, Page, Phrase, Words
from policies.yaml_lines import line_of
from policies.yaml_texts import Unreadable, read

__all__ = ["FILES", "BadPack", "Entry", "Fact", "Kind", "Option", "Pack", "parse"]

Models = tuple[type[Frozen], ...]

_RULES: Models = (Policy, Rule, Step, Implication, Values, Example)

_BOOK: Models = (Handbook, Entry, Link)

_SHEET: Models = (Sheet, Fact, Option, Limit, Outcome, Item, Step, Example)

FILES: Mapping[str, Models] = {
    "pack": (Cover, Page, Fact, Option),
    "words": (Words, Phrase),
    "search": (Search,),
    "handbook": _BOOK,
    "segment": _RULES,
    "roe": _RULES,
    "moves": _RULES,
    "source": _RULES,
    **{desk.policy: _SHEET for desk in DESKS},
}
"""Every file of an edition: the model of the whole, then those of its parts."""

ENTRIES, ASKS = "entries-", "asks-"
"""How the names of a section's files begin: its entries, and the ways of asking for them."""

OUTSIDE = "outside"
"""What people ask and no entry answers, in the form of the ways of asking."""


class BadPack(ValueError):
    """A pack that cannot be used, and why: one line for each problem."""


def parse(files: Mapping[str, str], edition: str) -> Pack:
    """The edition's pack from YAML texts by name, such as `fy23/roe.yml` or `roe.yml`."""
    texts = _texts(files, edition)
    sheets = {name: text for name, text in texts.items() if not _is_asks(name)}
    asked = {f"{name}.txt": text for name, text in texts.items() if name.startswith(ASKS)}
    ways, beyond = ways_of(asked), ways_of({f"{OUTSIDE}.txt": texts.get(OUTSIDE, "")})
    pack = _assembled(_models(sheets), gathered(ways), gathered(beyond))
    _refuse([*_elsewhere(files, pack.cover, edition)])
    _refuse([_line(problem, texts) for problem in problems_of(pack)])
    return pack


def _assembled(models: Mapping[str, BaseModel], asked: Asked, outside: Asked) -> Pack:
    cover, words, search = models["pack"], models["words"], models["search"]
    assert isinstance(cover, Cover)
    assert isinstance(words, Words)
    assert isinstance(search, Search)
    books = {name: model for name, model in models.items() if isinstance(model, Handbook)}
    policies = {name: model for name, model in models.items() if isinstance(model, Policy)}
    sheets = {name: model for name, model in models.items() if isinstance(model, Sheet)}
    return Pack(cover, words, search, books, asked, outside, policies, sheets)


def _texts(files: Mapping[str, str], edition: str) -> dict[str, str]:
    """The edition's files by their bare names."""
    inside = [name for name in files if name.startswith(f"{edition}/")]
    chosen = inside or [name for name in files if "/" not in name]
    if not chosen:
        there = ", ".join(sorted({name.partition("/")[0] for name in files}))
        _refuse([f"{edition}: there is no such edition; name one of those there are: {there}"])
    _refuse([*_strays(chosen), *_missing(chosen)])
    return {_bare(name): files[name] for name in chosen}


def _missing(names: Sequence[str]) -> Iterator[str]:
    there = {_bare(name) for name in names}
    for name in FILES:
        if name not in there:
            yield f"{name}.yml: the file is missing; copy it again from the pack in the box"


def _elsewhere(files: Mapping[str, str], cover: Cover, edition: str) -> Iterator[str]:
    """An answer names its edition, so a copied folder must not go by the name of the old one."""
    if f"{edition}/pack.yml" in files and cover.edition != edition:
        line = line_of(files[f"{edition}/pack.yml"], ("edition",))
        yield f"pack.yml, line {line}: edition is {cover.edition}, but the folder is {edition}"


def _strays(names: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        file, bare = name.rpartition("/")[2], _bare(name)
        if _models_of(bare) is None and not (_is_asks(bare) and file.endswith(".txt")):
            known = f"{', '.join(FILES)}, {ENTRIES}….yml, {ASKS}….txt, {OUTSIDE}.txt"
            yield f"{file}: is none of {known}; rename it or move it out of the folder"
        elif bare in seen:
            yield f"{file}: there are two files {bare}; move one out of the folder"
        seen.add(bare)


def _models_of(bare: str) -> Models | None:
    return _BOOK if bare.startswith(ENTRIES) else FILES.get(bare)


def _is_asks(bare: str) -> bool:
    return bare.startswith(ASKS) or bare == OUTSIDE


def _bare(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]


def _models(texts: Mapping[str, str]) -> dict[str, BaseModel]:
    models: dict[str, BaseModel] = {}
    problems: list[str] = []
    for name, text in texts.items():
        parts = _models_of(name) or ()
        try:
            models[name] = parts[0].model_validate(_load(name, text))
        except ValidationError as error:
            known = [key for model in parts for key in keys_of(model)]
            found = complaints(text, error.errors(), known)
            problems += [f"{name}.yml, line {line}: {says}" for line, says in found]
    _refuse(problems)
    return models


def keys_of(model: type[Frozen]) -> tuple[str, ...]:
    """As they are written in a file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _load(name: str, text: str) -> Any:
    try:
        return read(text)
    except Unreadable as error:
        raise BadPack(f"{name}.yml, line {error.line}: {error}") from error


def _line(problem: Problem, texts: Mapping[str, str]) -> str:
    line = line_of(texts[problem.file], problem.place)
    return f"{problem.file}.yml, line {line}: {problem.says}"


def _refuse(problems: list[str]) -> None:
    if problems:
        raise BadPack("\n".join(problems))
