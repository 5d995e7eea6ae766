"""What somebody does, and what is shown to somebody."""

from dataclasses import dataclass
from typing import TypeAlias

from handlers.kit.feature import Ask
from playground.validation import Surface
from tests.judges.fillings import Filling
from tests.judges.specimens import Json

Said: TypeAlias = tuple[Surface, Json]


@dataclass(frozen=True)
class Act:
    """`kind` and `id` name the listener; `label` tells buttons of one id apart."""

    kind: str
    id: str
    who: str
    ask: Ask
    label: str = ""
    depth: int = 0
    form: Filling | None = None

    @property
    def name(self) -> str:
        return f"{self.kind} {self.id}"


@dataclass(frozen=True)
class Shown:
    """To whom, and where it stands."""

    surface: Surface
    payload: Json
    who: str
    channel: str = ""
    ts: str = ""
