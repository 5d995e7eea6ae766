"""How a team's reports are worded: pack data, so that a company can add its own headings."""

import re
from functools import cached_property

from pydantic import Field, field_validator

from policies.conditions import Frozen
from policies.opportunities import FIELDS, KINDS

_SIGNS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """What counts of a heading or a value: its letters and digits, whatever their case."""
    return _SIGNS.sub(" ", text.casefold()).strip()


class Report(Frozen):
    """The first heading of a field that a report has is the one that is read."""

    columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    kinds: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    affirmed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    """How lines begin that are no opportunity, such as totals."""

    @field_validator("columns")
    @classmethod
    def _known(cls, columns: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if unknown := sorted(columns.keys() - FIELDS.keys()):
            raise ValueError(f"{unknown[0]} is no field; one of: {', '.join(FIELDS)}")
        return columns

    @field_validator("kinds")
    @classmethod
    def _kinds(cls, kinds: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        known = [kind for kind in KINDS if kind]
        if unknown := sorted(kinds.keys() - set(known)):
            raise ValueError(f"{unknown[0]} is no kind; one of: {', '.join(known)}")
        return kinds

    @cached_property
    def headings(self) -> dict[str, tuple[str, int]]:
        """The field of a heading, and how far down its list the heading stands."""
        return {
            folded(heading): (name, place)
            for name, headings in self.columns.items()
            for place, heading in enumerate(headings)
        }

    @cached_property
    def words(self) -> dict[str, str]:
        """The kind behind a report's word for it."""
        return {folded(word): kind for kind, words in self.kinds.items() for word in words}

    @cached_property
    def ends(self) -> dict[str, str]:
        """The state behind a stage; every other stage is open."""
        won = {folded(stage): "won" for stage in self.won}
        return won | {folded(stage): "lost" for stage in self.lost}

    @cached_property
    def answers(self) -> dict[str, bool]:
        yes = {folded(word): True for word in self.affirmed}
        return yes | {folded(word): False for word in self.denied}

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        return tuple(folded(each) for each in self.skips)

    def state(self, stage: str) -> str:
        return self.ends.get(folded(stage), "open")

    def kind(self, word: str) -> str:
        return self.words.get(folded(word), "")
