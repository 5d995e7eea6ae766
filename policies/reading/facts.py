"""Everything that a question says, as facts: known, doubtful, impossible or contradictory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policies.answer import FactValue
from policies.conditions import Known, Span
from policies.reading import counts
from policies.reading.bounds import settle
from policies.reading.cleaning import clean, excerpt
from policies.reading.dates import Day, take_days
from policies.reading.figures import Figure
from policies.reading.lexicon import EMPLOYEES, USERS, Lexicon, Role
from policies.reading.mentions import mentioned
from policies.reading.parts import Part, parts
from policies.reading.prices import as_money, priced
from policies.reading.sources import Sources, sources
from policies.vocabulary import Fact, Kind

CREATED = "created"
_OTHER_DAYS = ("quarter", "clos", "renew", "until", "end", "due", "sign", "assigned", "touch")


@dataclass
class Reading:
    """`known` decides; `shown` and `words` are the same for machines and for people."""

    known: dict[str, Known] = field(default_factory=dict)
    shown: dict[str, FactValue] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, str] = field(default_factory=dict)
    estimates: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    topics: frozenset[str] = frozenset()
    sources: Sources = field(default_factory=lambda: Sources(()))
    labelled: bool = False
    figures: bool = False
    money: str = ""
    of_group: bool = False
    public: bool = False

    @property
    def read_as(self) -> str:
        return ", ".join(self.words.values())[:300]

    @property
    def empty(self) -> bool:
        trouble = self.faults or self.doubts or self.clashes
        return not (self.known or trouble or self.money or self.sources.seen)


@dataclass(frozen=True, slots=True)
class Reader:
    """A pack's words and facts, and the day on which they are read."""

    lexicon: Lexicon
    facts: Mapping[str, Fact]
    source_names: Sequence[str]
    today: date

    def read(self, text: str, given: Mapping[str, str], bare: Sequence[str]) -> Reading:
        """`bare` names the facts that a command takes unlabelled figures for."""
        reading = Reading()
        self._text(clean(text), bare, reading)
        for name, said in given.items():
            self._given(name, said, reading)
        return reading

    def _text(self, plain: str, bare: Sequence[str], reading: Reading) -> None:
        dated = take_days(plain, self.today)
        found = settle(parts(dated.text, self.lexicon))
        self._days(dated.days, plain.lower(), bool(bare), reading)
        self._choices(found, reading)
        reading.topics = _topics(found)
        meant = bare or _unlabelled(found, reading)
        self._counts(counts.counts(found, meant), bool(bare), reading)
        self._sources(found, reading)
        reading.figures = any(part.figure for part in found)
        reading.public = any(part.sense(Role.PUBLIC) for part in found)

    def _given(self, name: str, said: str, reading: Reading) -> None:
        """A later answer takes the place of what the text said of that fact."""
        for kept in _by_name(reading):
            kept.pop(name, None)
        fact = self.facts.get(name)
        if fact is None:
            reading.faults[name] = f"“{excerpt(name)}” is no fact that these rules know"
            return
        option = next((each for each in fact.values if each.lower() == said.strip().lower()), None)
        if option is not None:
            self._keep(fact, frozenset((option,)), reading)
        else:
            self._retold(fact, said, reading)

    def _retold(self, fact: Fact, said: str, reading: Reading) -> None:
        words = {Kind.NUMBER: f"{said} {fact.many}", Kind.DATE: f"created {said}"}
        if fact.name in self.source_names:
            words[fact.kind] = f"{fact.name} {said}"
        again = Reading()
        self._text(clean(words.get(fact.kind, said)), (), again)
        for kept, told in zip(_by_name(reading), _by_name(again), strict=True):
            if fact.name in told:
                kept[fact.name] = told[fact.name]
        if not any(fact.name in told for told in _by_name(again)):
            reading.faults[fact.name] = f"“{excerpt(said)}” does not say {fact.label}"

    def _days(self, days: Sequence[Day], lowered: str, command: bool, reading: Reading) -> None:
        for day in days:
            before = lowered[max(0, day.start - 40) : day.start]
            elsewhere = any(word in before for word in _OTHER_DAYS)
            if self.lexicon.created.search(before) or (command and day.firm and not elsewhere):
                self._created(day, reading)

    def _created(self, day: Day, reading: Reading) -> None:
        span = day.span
        known = reading.known.get(CREATED)
        if day.fault:
            reading.faults[CREATED] = day.fault
        elif isinstance(known, Span) and (common := known.meets(span)) is None:
            reading.clashes[CREATED] = f"{reading.words[CREATED]} and {day.said}"
        else:
            span = span if not isinstance(known, Span) else common or span
            exact = date.fromordinal(span.low) if span.low == span.high else None
            reading.known[CREATED] = span
            reading.shown[CREATED] = exact or excerpt(day.said)
            reading.words[CREATED] = f"created {exact or excerpt(day.said)}"
            if span.low > self.today.toordinal():
                reading.warnings.append(f"{exact or excerpt(day.said)} is in the future.")

    def _choices(self, found: Sequence[Part], reading: Reading) -> None:
        said = mentioned(found, self.facts)
        for name, (one, other) in said.clashes.items():
            reading.clashes[name] = f"“{excerpt(one)}” and “{excerpt(other)}”"
        for name, values in said.values.items():
            if name not in said.clashes:
                self._keep(self.facts[name], values, reading)

    def _keep(self, fact: Fact, values: frozenset[str], reading: Reading) -> None:
        chosen = [option for option in fact.options if option.value in values]
        if len(chosen) == len(fact.options):
            return
        reading.known[fact.name] = values
        reading.words[fact.name] = " or ".join(option.reads for option in chosen)
        yes_no = fact.kind is Kind.YES_NO
        shown = " or ".join(option.value for option in chosen)
        reading.shown[fact.name] = shown == "yes" if yes_no else shown

    def _counts(self, said: counts.Counts, command: bool, reading: Reading) -> None:
        reading.labelled, reading.of_group = said.labelled, said.of_group
        for name, figure in said.figures.items():
            self._count(self.facts[name], figure, reading)
        for name, (one, other) in said.clashes.items():
            reading.clashes[name] = f"“{excerpt(one)}” and “{excerpt(other)}”"
            for kept in (reading.known, reading.shown, reading.words):
                kept.pop(name, None)
        reading.money = as_money(said.money)
        if command or said.labelled:
            _report(said, reading)

    def _count(self, fact: Fact, figure: Figure, reading: Reading) -> None:
        if figure.clash:
            reading.clashes[fact.name] = figure.clash
        elif figure.doubt:
            reading.doubts[fact.name] = figure.doubt
        elif fault := counts.refused(figure, fact):
            reading.faults[fact.name] = fault
        else:
            figure = counts.limited(figure, fact)
            words = counts.in_words(figure, fact)
            reading.known[fact.name] = figure.span
            reading.shown[fact.name] = counts.as_value(figure)
            reading.words[fact.name] = words
            if figure.about:
                reading.estimates[fact.name] = f"“{words}” is an estimate."
            if figure.note:
                reading.warnings.append(figure.note)

    def _sources(self, found: Sequence[Part], reading: Reading) -> None:
        heard = reading.sources = sources(found, self.source_names)
        for name, state in heard.states.items():
            self._keep(self.facts[name], frozenset((state,)), reading)
            figure = heard.figures.get(name)
            if figure and state == "usable":
                self._source_figure(name, figure, reading)

    def _source_figure(self, name: str, figure: Figure, reading: Reading) -> None:
        if figure.clash:
            reading.clashes[name] = figure.clash
        elif figure.doubt:
            reading.doubts[name] = figure.doubt
        elif fault := counts.refused(figure, self.facts[EMPLOYEES]):
            reading.faults[name] = fault
        else:
            said = counts.in_words(figure, self.facts[EMPLOYEES]).rpartition(" ")[0]
            reading.shown[name] = counts.as_value(figure)
            reading.words[name] = f"{self.facts[name].options[0].label.split()[0]} {said}"
            if figure.about:
                reading.estimates[name] = f"“{reading.words[name]}” is an estimate."


def _unlabelled(found: Sequence[Part], reading: Reading) -> Sequence[str]:
    """What a bare figure of a free text may mean: “499 inbound”, “which segment is 1,999”."""
    if "deal" in reading.topics:
        return ()
    if {"direction", "owner_team"} & reading.known.keys():
        return (EMPLOYEES, USERS)
    figures = [part.figure for part in found if part.figure]
    if len(figures) != 1:
        return ()
    asked = "size" in reading.topics or ("band" in reading.topics and figures[0].firm)
    return (EMPLOYEES,) if asked else ()


def _topics(found: Sequence[Part]) -> frozenset[str]:
    return frozenset(
        sense.about for part in found for sense in part.senses if sense.role is Role.TOPIC
    )


def _by_name(reading: Reading) -> list[dict[str, Any]]:
    """The parts of a reading that go by the name of a fact."""
    known, trouble = (reading.known, reading.shown, reading.words), (reading.faults, reading.doubts)
    return [*known, *trouble, reading.clashes, reading.estimates]


def _report(said: counts.Counts, reading: Reading) -> None:
    for figure in said.unused[:3]:
        reading.unused.append(f"“{excerpt(figure.said)}” was not used.")
    for figure in said.money[:3]:
        reading.unused.append(f"“{priced(figure)}” is money and was not used.")
    if said.of_group:
        reading.assumptions.append("The whole global account counts, not a part of it.")
    if said.of_part:
        reading.warnings.append("The whole global account counts; that figure is only of a part.")
