"""One edition of the handbook in force: its facts, rules, words and entries."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pydantic import Field

from policies.answer import Citation
from policies.cases import Table, tabulate
from policies.conditions import Frozen
from policies.disputes import DisputeSheet
from policies.engagement import EngagementSheet
from policies.handoffs import HandoffSheet, Kind, Task, items_of
from policies.imports.reports import Report
from policies.onboarding import OnboardingSheet
from policies.programs import ProgramSheet
from policies.ranking.sheet import RankingSheet
from policies.reading.lexicon import Lexicon
from policies.recordings import RecordingSheet
from policies.rights import Standing
from policies.rule import Policy
from policies.searching.indexes import Index, Text
from policies.searching.words import Tongue
from policies.sheets import Sheet
from policies.skills.sheet import SkillsSheet
from policies.trips import TripSheet
from policies.verdicts import Court
from policies.vocabulary import Address, Entry, Fact, Page, Words


class Cover(Frozen):
    """The file pack.yml."""

    name: str
    edition: str
    extends: str | None = None
    title: str
    effective: date | None = None
    decider: str
    decider_entry: str
    roles: dict[str, str]
    standings: dict[str, Standing] = Field(default_factory=dict)
    pages: dict[str, Page]
    outcomes: dict[str, str]
    outside: tuple[str, ...] = ()
    facts: dict[str, Fact]
    absent: dict[str, str] = Field(default_factory=dict)
    changed: tuple[str, ...] = ()
    channels: dict[str, str] = Field(default_factory=dict)
    links: dict[str, Address] = Field(default_factory=dict)
    people: dict[str, str] = Field(default_factory=dict)
    report: Report = Field(default_factory=Report)


class Handbook(Frozen):
    """A file entries-….yml: what a section of the handbook says."""

    entries: tuple[Entry, ...] = Field(min_length=1)


class Search(Frozen):
    """The file search.yml: words that mean the same when searching, and words that tell nothing."""

    same: tuple[tuple[str, ...], ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
    unimportant: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """Everything that an answer is made from; what is compiled from it is kept."""

    cover: Cover
    words: Words
    search: Search
    handbooks: Mapping[str, Handbook]
    asked: Mapping[str, tuple[str, ...]]
    outside: Mapping[str, tuple[str, ...]]
    policies: Mapping[str, Policy]
    sheets: Mapping[str, Sheet]
    trips: TripSheet
    handoffs: HandoffSheet
    disputes: DisputeSheet
    programs: ProgramSheet
    onboarding: OnboardingSheet
    skills: SkillsSheet
    ranking: RankingSheet
    engagement: EngagementSheet
    recordings: RecordingSheet | None

    @property
    def name(self) -> str:
        return self.cover.name

    @property
    def edition(self) -> str:
        return self.cover.edition

    @property
    def title(self) -> str:
        return self.cover.title

    @property
    def effective(self) -> date | None:
        return self.cover.effective

    @property
    def roles(self) -> Mapping[str, str]:
        return self.cover.roles

    def standing(self, role: str) -> Standing:
        """OTHER for a role that the pack says nothing of, or no longer has."""
        return self.cover.standings.get(role, Standing.OTHER)

    @property
    def decider(self) -> str:
        """The role that settles disputes."""
        return self.cover.decider

    def lacks(self, policy: str, part: str = "") -> str:
        """Why this edition has no such policy, or that part of it; empty if it has."""
        return self.cover.absent.get(f"{policy}.{part}" if part else policy, "")

    def label(self, outcome: str, policy: str = "") -> str:
        """An outcome in words; policies that calculate name their own."""
        sheet = self.sheets.get(policy)
        if sheet is not None and outcome in sheet.outcomes:
            return sheet.outcomes[outcome].label
        return self.cover.outcomes[outcome]

    @cached_property
    def handed(self) -> Mapping[str, tuple[Task, ...]]:
        """The items of each kind of handoff, the giver's and the receiver's."""
        printed = self.sheets.get("handoff")
        return {type: items_of(self.handoffs, type, printed) for type in self.handoffs.types}

    def kind(self, type: str) -> Kind | None:
        """None for a kind of handoff that the pack no longer has."""
        return self.handoffs.types.get(type)

    def fact(self, name: str) -> Fact:
        return self.facts.get(name) or self._calculated[name]

    def entry(self, id: str) -> Entry:
        return self.entries[id]

    def citation(self, id: str) -> Citation:
        return self._citations[id]

    @cached_property
    def cited(self) -> Mapping[str, Citation]:
        """By rule, where the handbook says so."""
        rules = (rule for policy in self.policies.values() for rule in policy.rules)
        return {rule.id: self.citation(rule.entry) for rule in rules}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        named = self.cover.facts.items()
        return {name: fact.model_copy(update={"name": name}) for name, fact in named}

    @cached_property
    def _calculated(self) -> Mapping[str, Fact]:
        named = (pair for sheet in self.sheets.values() for pair in sheet.facts.items())
        return {name: fact.model_copy(update={"name": name}) for name, fact in named}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        return {entry.id: entry for book in self.handbooks.values() for entry in book.entries}

    @cached_property
    def asks(self) -> Mapping[str, tuple[str, ...]]:
        """Ways in which people ask, by entry, from its own lines and from the asks files."""
        named = self.entries.items()
        return {id: (*entry.asks, *self.asked.get(id, ())) for id, entry in named}

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Words that facts are told in; no account is looked for by one of them."""
        facts = [*self.facts.values()]
        told = [text for fact in facts for text in (fact.label, fact.ask, fact.many, fact.example)]
        told += [
            text
            for fact in facts
            for each in fact.options
            for text in (each.value, each.label, each.reads)
        ]
        return frozenset(re.findall(r"\w+", " ".join(map(str, told)).casefold()))

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        options = {name: fact.values for name, fact in self.facts.items() if fact.options}
        named = self.policies.items()
        return {name: tabulate(policy.rules, options) for name, policy in named}

    @cached_property
    def courts(self) -> Mapping[str, Court]:
        tables, facts = self.tables, self.facts
        return {name: Court.of(each, tables[name], facts) for name, each in self.policies.items()}

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon.of(self.facts, self.words)

    @cached_property
    def index(self) -> Index:
        """Takes a fifth of a second, so it waits for the first question to the handbook."""
        tongue = Tongue.of(self.search.same, self.search.near, self.search.unimportant)
        texts = [_searched(entry, self.asks[id]) for id, entry in self.entries.items()]
        return Index.of(texts, self.outside.values(), tongue)

    @cached_property
    def _citations(self) -> Mapping[str, Citation]:
        return {id: self._cite(entry) for id, entry in self.entries.items()}

    def _cite(self, entry: Entry) -> Citation:
        page = self.cover.pages[entry.page]
        url = entry.url or page.url + (f"#{entry.anchor}" if entry.anchor else "")
        return Citation(entry.id, page.title, entry.heading, url, self.edition)


def _searched(entry: Entry, asks: tuple[str, ...]) -> Text:
    says = " ".join((entry.answer, entry.when, entry.who, entry.watch))
    return Text(entry.id, entry.title, entry.heading, says, asks)
