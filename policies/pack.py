"""Policy packs: dated, cited editions of the handbook's rules, read and checked."""

from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from policies.checks import Problem, problems_of
from policies.edition import Cover, Handbook, Pack
from policies.rule import Policy
from policies.vocabulary import Entry, Fact, Kind, Option, Words
from policies.yaml_lines import line_of

__all__ = ["BadPack", "Entry", "Fact", "Kind", "Option", "Pack", "parse"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KINDS: Mapping[str, type[BaseModel]] = {"pack": Cover, "words": Words, "handbook": Handbook}


class BadPack(ValueError):
    """A pack that cannot be used, and why: one line for each problem."""


def parse(files: Mapping[str, str], edition: str) -> Pack:
    """The edition's pack from YAML texts by name, such as `fy23/roe.yml` or `roe.yml`."""
    texts = _texts(files, edition)
    models = _models(texts)
    cover, words, handbook = models.pop("pack"), models.pop("words"), models.pop("handbook")
    assert isinstance(cover, Cover)
    assert isinstance(words, Words)
    assert isinstance(handbook, Handbook)
    policies = {name: model for name, model in models.items() if isinstance(model, Policy)}
    pack = Pack(cover, words, handbook, policies)
    _refuse([_line(problem, texts) for problem in problems_of(pack)])
    return pack


def _texts(files: Mapping[str, str], edition: str) -> dict[str, str]:
    """The edition's files by their bare names."""
    inside = {name: text for name, text in files.items() if name.startswith(f"{edition}/")}
    chosen = inside or {name: text for name, text in files.items() if "/" not in name}
    texts = {name.rpartition("/")[2].rpartition(".")[0]: text for name, text in chosen.items()}
    missing = [f"{name}.yml: the file is missing" for name in _KINDS if name not in texts]
    _refuse([f"{edition}: there is no such edition"] if not texts else missing)
    return texts


def _models(texts: Mapping[str, str]) -> dict[str, BaseModel]:
    models, problems = {}, []
    for name, text in texts.items():
        try:
            models[name] = _KINDS.get(name, Policy).model_validate(_load(name, text))
        except ValidationError as error:
            problems += [_explained(name, text, each) for each in error.errors()]
    _refuse(problems)
    return models


def _load(name: str, text: str) -> Any:
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadPack(f"{name}.yml, line {line}: {error.problem}; check the indentation") from error
    except yaml.YAMLError as error:
        raise BadPack(f"{name}.yml: {error}".splitlines()[0]) from error


def _explained(name: str, text: str, error: ErrorDetails) -> str:
    place = error["loc"]
    where = ".".join(str(step) for step in place)
    what = {"missing": "is missing; add it", "extra_forbidden": "is not known; remove it or mend"}
    says = what.get(error["type"], error["msg"].removeprefix("Value error, "))
    return f"{name}.yml, line {line_of(text, place)}: {where}: {says}"


def _line(problem: Problem, texts: Mapping[str, str]) -> str:
    line = line_of(texts[problem.file], problem.place)
    return f"{problem.file}.yml, line {line}: {problem.says}"


def _refuse(problems: list[str]) -> None:
    if problems:
        raise BadPack("\n".join(problems))
