"""The repository's pages, and the command in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import cli, packs

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return f"{self.out}{self.err}".splitlines()


Handrail = Callable[..., Ended]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def handrail(capsys: pytest.CaptureFixture[str]) -> Handrail:
    def _handrail(*words: str) -> Ended:
        packs.load.cache_clear()
        packs.texts.cache_clear()
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, *capsys.readouterr())

    return _handrail
