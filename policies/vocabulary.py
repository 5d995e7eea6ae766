"""Facts that can be asked for, and the words that people use for them: pack data."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from policies.conditions import Frozen, Known, Span
from policies.rule import Option as OptionValue


class Kind(StrEnum):
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DATE = "date"
    MONEY = "money"
    FIGURE = "figure"
    INSTANT = "instant"
    TEXT = "text"


class Option(Frozen):
    value: OptionValue
    label: str
    reads: str


class Fact(Frozen):
    """Something to ask for; `reads` and `many` are how it is read back."""

    name: str = ""
    label: str
    ask: str
    example: str
    kind: Kind
    hint: str | None = None
    options: tuple[Option, ...] = ()
    least: int = 0
    most: int = 10_000_000
    one: str = ""
    many: str = ""
    words: tuple[str, ...] = ()
    default: tuple[OptionValue, ...] = ()
    assume: str | None = None

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.options)

    @property
    def taken_for_granted(self) -> Known | None:
        return frozenset(self.default) if self.default else None

    @property
    def widest(self) -> Known:
        is_number = self.kind in (Kind.NUMBER, Kind.DATE)
        return Span(self.least, self.most) if is_number else frozenset(self.values)


class Phrase(Frozen):
    """Words that say that a fact has one of the values."""

    fact: str
    values: tuple[OptionValue, ...] = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)


class Words(Frozen):
    """The file words.yml: how the people of a company speak."""

    phrases: tuple[Phrase, ...]
    created: tuple[str, ...]
    group: tuple[str, ...]
    group_after: tuple[str, ...]
    local: tuple[str, ...]
    teams: dict[str, tuple[str, ...]]
    held: tuple[str, ...]
    seller: tuple[str, ...]
    mine: tuple[str, ...]
    sources: dict[str, tuple[str, ...]]
    every_source: tuple[str, ...]
    wrong: tuple[str, ...]
    not_wholly_wrong: tuple[str, ...]
    not_people: tuple[str, ...]
    money: tuple[str, ...]
    topics: dict[str, tuple[str, ...]]
    public_sector: tuple[str, ...]


Address = Annotated[str, Field(pattern=r"^https://[^\s<>|]+$")]


class Page(Frozen):
    title: str
    url: Address


class Link(Frozen):
    title: str
    url: Address


class Entry(Frozen):
    """One thing that the handbook says, in our own words, and where it says so."""

    id: str
    title: str
    answer: str = Field(max_length=600)
    asks: tuple[str, ...] = ()
    page: str = "commercial"
    heading: str
    anchor: str = ""
    url: Address = ""
    who: str = ""
    when: str = ""
    links: tuple[Link, ...] = ()
    watch: str = ""
    see: tuple[str, ...] = ()
