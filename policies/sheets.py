"""A policy's data where its rules are arithmetic: limits, words, outcomes, each with its entry."""

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field

from policies.conditions import Frozen
from policies.rule import Example, Step
from policies.vocabulary import Fact


def _exact(value: object) -> object:
    """YAML's 3.5 is three and a half, not the nearest binary number."""
    return Fraction(str(value)) if isinstance(value, int | float) else value


Number = Annotated[Fraction, BeforeValidator(_exact)]


class Limit(Frozen):
    """A figure that a policy goes by: dollars, days, hours or plain, as its name says."""

    model_config = Frozen.model_config | {"arbitrary_types_allowed": True}

    value: Number = Field(alias="is")
    entry: str
    says: str


class Outcome(Frozen):
    """`headline` and `next` may name facts and values in braces."""

    label: str
    headline: str
    entry: str
    also: tuple[str, ...] = ()
    warns: str | None = None
    next: tuple[Step, ...] = ()


class Item(Frozen):
    """A line of a list, such as a checklist's item or a question to go through."""

    id: str
    says: str
    entry: str
    side: str | None = None
    hint: str | None = None


class Sheet(Frozen):
    """One file of a policy that calculates; `shared` are facts that pack.yml defines."""

    policy: str
    what: str
    facts: dict[str, Fact] = Field(default_factory=dict)
    shared: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    limits: dict[str, Limit] = Field(default_factory=dict)
    outcomes: dict[str, Outcome] = Field(min_length=1)
    texts: dict[str, str] = Field(default_factory=dict)
    lists: dict[str, tuple[Item, ...]] = Field(default_factory=dict)
    examples: tuple[Example, ...] = Field(min_length=1)

    def limit(self, name: str) -> Fraction:
        return self.limits[name].value
