"""What every policy has in common: cited rules, immutable, strict about unknown keys."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from policies.conditions import ALWAYS, Condition, Frozen, plain_option

Option = Annotated[str, BeforeValidator(plain_option)]


class Step(Frozen):
    """What to do now, and the handbook entry that says so."""

    do: str
    entry: str | None = None


class Rule(Frozen):
    """Accounts that meet the condition get the outcome."""

    id: str
    entry: str
    also: tuple[str, ...] = ()
    says: str
    when: Condition = ALWAYS
    outcome: str
    headline: str | None = None
    because: str
    warns: str | None = None
    next: tuple[Step, ...] = ()

    @property
    def entries(self) -> tuple[str, ...]:
        return (self.entry, *self.also)


class Values(Frozen):
    fact: str
    values: tuple[Option, ...]


class Implication(Frozen):
    """A fact that follows from others, and what to say when it was told differently."""

    id: str
    when: Condition
    unless: str | None = None
    then: Values
    says: str
    entry: str
    clash: str


class Example(Frozen):
    """A question with the outcome, or the fact to ask for, that the pack must give."""

    ask: str
    outcome: str | None = None
    needs: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_expectation(cls, value: Any) -> Any:
        if isinstance(value, dict) and ("outcome" in value) == ("needs" in value):
            raise ValueError("an example says either `outcome` or `needs`")
        return value


class Policy(Frozen):
    """One file of rules, tried in order; the first that matches decides."""

    policy: str
    what: str
    facts: tuple[str, ...] = Field(min_length=1)
    ask_first: tuple[str, ...] = ()
    settled: str
    headlines: dict[str, str] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = Field(min_length=1)
    implies: tuple[Implication, ...] = ()
    examples: tuple[Example, ...] = Field(min_length=1)
