"""A file of an edition as people wrote it, and where each thing in it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from policies.yaml_lines import Place, found, keys_at
from policies.yaml_texts import composed, read

Compose = Callable[[], yaml.Node | None]


@dataclass(frozen=True)
class Written:
    """What was read, and the text's nodes, which are looked at only when something is wrong."""

    file: str
    data: Any
    compose: Compose

    @classmethod
    def of(cls, file: str, text: str) -> "Written":
        """Raises Unreadable."""
        return cls(file, read(text), lambda: composed(file, text))

    @cached_property
    def node(self) -> yaml.Node | None:
        return self.compose()

    def where(self, place: Place) -> str:
        """The file and line of the deepest part of `place` that was written."""
        if self.node is None:
            return f"{self.file}, line 1"
        marks = [mark for mark, _ in found(self.node, place)] or [self.node.start_mark]
        file = marks[-1].name
        line = max(mark.line for mark in marks if mark.name == file)
        return f"{file}, line {line + 1}"

    def keys_at(self, place: Place) -> tuple[str, ...]:
        return keys_at(self.node, place)
