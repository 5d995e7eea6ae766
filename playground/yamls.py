"""YAML that knows on which line each of its values stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class Misdescribed(Exception):
    """What is wrong with a file, where in it, and how it would be right."""


@dataclass(frozen=True)
class Document:
    path: Path
    value: Any
    root: yaml.Node | None

    def line(self, loc: Sequence[str | int]) -> int:
        """Of the value itself or, for one that is missing, of what it is missing from."""
        node = self.root
        for step in loc:
            inner = child(node, step)
            if inner is None:
                break
            node = inner
        return node.start_mark.line + 1 if node else 1


def read(path: Path, example: str) -> Document:
    """`example` is a path to name if this one is none."""
    try:
        text = path.read_text("utf-8")
        return Document(path, yaml.safe_load(text), yaml.compose(text, yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Misdescribed(f"{path}, line {line}: {error.problem}.") from error
    except (OSError, ValueError, yaml.YAMLError) as error:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise Misdescribed(f"{path} cannot be read: {why}. For example {example}") from error


def child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    match node:
        case yaml.MappingNode():
            return next((value for key, value in node.value if key.value == step), None)
        case yaml.SequenceNode() if isinstance(step, int) and step < len(node.value):
            found: yaml.Node = node.value[step]
            return found
        case _:
            return None
