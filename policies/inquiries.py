"""One question put to one sheet: what it says is read fact by fact, then answered and cited."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from policies.absences import absent
from policies.answer import Answer, FactValue, Flip, Looked, Result, Status
from policies.calendars import Holidays, no_holidays
from policies.deciding import cited
from policies.edition import Pack
from policies.reading.amounts import ENDLESS, Amount, amounts, counted, dollars, shown
from policies.reading.cleaning import clean
from policies.reading.labelling import Labelled, labelled
from policies.reading.said import Said
from policies.sheets import Outcome, Sheet
from policies.vocabulary import Fact, Kind
from policies.wording import HEADLINE, filled, items, listed, sentence, stopped


class Trouble(Exception):
    """The question cannot go on; the answer says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.headline)
        self.answer = answer


@dataclass
class Inquiry:
    """Reads raise Trouble with an answer that says what is wrong and gives an example."""

    sheet: Sheet
    pack: Pack
    said: Said
    facts: dict[str, FactValue] = field(default_factory=dict)
    reads: dict[str, str] = field(default_factory=dict)
    looked: dict[str, Looked] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    flips: list[Flip] = field(default_factory=list)
    holidays: Holidays = no_holidays

    def fact(self, name: str) -> Fact:
        return self.sheet.facts.get(name) or self.pack.facts[name]

    @cached_property
    def labelled(self) -> Labelled:
        names = [*self.sheet.facts, *self.sheet.shared]
        words = {name: self.fact(name).words for name in names}
        return labelled(self.said.timeless, self.said.amounts, words)

    def amount(self, name: str, *, bare: int | None = None) -> Amount | None:
        """What was said of a figure; `bare` is which unlabelled one may be meant."""
        told = self.said.given.get(name)
        if told is not None:
            return self._given(name, told)
        if name in self.labelled.twice:
            raise Trouble(self._twice(name, *self.labelled.twice[name]))
        found = self.labelled.figures.get(name)
        if found is None and bare is not None and bare < len(self.labelled.bare):
            found = self.labelled.bare[bare]
        return self.keep(name, found) if found else None

    def sole(self, name: str) -> Amount | None:
        """The figure that is named so, or else the only one that nothing names."""
        bare = [amount for amount in self.labelled.bare if amount.weighty] or self.labelled.bare
        if name in self.said.given or name in self.labelled.figures or not bare:
            return self.amount(name)
        if len({(amount.low, amount.high) for amount in bare}) > 1:
            raise Trouble(self._twice(name, bare[0], bare[1]))
        return self.keep(name, bare[0])

    def _given(self, name: str, told: str) -> Amount | None:
        found = amounts(clean(told).lower())
        if len(found) != 1:
            label, example = self.fact(name).label, self.fact(name).example
            raise Trouble(self.invalid(f"“{told[:60]}” does not say {label}, e.g. {example}"))
        return self.keep(name, found[0])

    def keep(self, name: str, amount: Amount) -> Amount:
        """A figure that is this fact, unless it cannot be read in one way."""
        fact = self.fact(name)
        if fact.kind is Kind.NUMBER:
            amount = self._counted(fact, amount)
        if amount.fault:
            raise Trouble(self.invalid(amount.fault))
        if amount.doubt:
            raise Trouble(self.needs([name], says=f"{amount.doubt}: please say which you mean"))
        self.reads[name] = said_of(fact, amount)
        if amount.about:
            self.warnings.append(f"“{self.reads[name]}” is an estimate.")
        if amount.exact:
            self.facts[name] = as_number(amount.low)
        elif not amount.about:
            self.facts[name] = self.reads[name]
        else:
            self.facts[name] = as_number(amount.low)
        return amount

    def _counted(self, fact: Fact, amount: Amount) -> Amount:
        """People and the like are whole, and a dot in their number parts thousands."""
        whole = counted(amount)
        if amount.doubt and whole.sound:
            self.warnings.append(f"“{amount.said}” was read as {shown(whole.low)}.")
        if fault := _uncountable(fact, whole):
            raise Trouble(self.invalid(fault))
        return whole

    def choice(self, name: str) -> str | None:
        """The option whose words the text has; two of them contradict each other."""
        fact, told = self.fact(name), self.said.given.get(name)
        if told is not None:
            values = [value for value in fact.values if value == told.strip().lower()]
        else:
            heard = self.said.heard(self._phrases(fact, name))
            values = [value for value in fact.values if value in heard]
        if len(values) > 1:
            reads = listed([o.reads for o in fact.options if o.value in values], "and")
            raise Trouble(self.conflict(f"{fact.label} is {reads}"))
        return self.tell(name, values[0]) if values else None

    def _phrases(self, fact: Fact, name: str) -> dict[str, tuple[str, ...]]:
        """Each option's words; those of `fact=?` leave the fact open."""
        words = self.sheet.words
        open_words = {"?": words[f"{name}=?"]} if f"{name}=?" in words else {}
        return open_words | {
            option.value: (option.reads.lower(), *words.get(f"{name}={option.value}", ()))
            for option in fact.options
        }

    def tell(self, name: str, value: str) -> str:
        """Keep a fact that was read elsewhere in the text."""
        fact = self.fact(name)
        option = next((each for each in fact.options if each.value == value), None)
        self.reads[name] = option.reads if option else value
        self.facts[name] = {"yes": True, "no": False}.get(value, value)
        return value

    def lacks(self, part: str) -> str:
        """Why this edition has no such limit, outcome or list; empty if it has."""
        return self.pack.lacks(self.sheet.policy, part)

    def require(self, *parts: str) -> None:
        """Goes on when the edition has one of these outcomes or lists at least."""
        lacking = [self.lacks(part) for part in parts]
        if parts and all(lacking):
            raise Trouble(absent(self.sheet.policy, lacking[0], self.pack))

    def at_least(self, amount: Amount | None, limit: str) -> bool | None:
        """Whether it reaches the limit; None while that is open."""
        bar = self.sheet.limit(limit)
        return self.look(limit, _surely(amount, lambda value: value >= bar))

    def above(self, amount: Amount | None, limit: str) -> bool | None:
        bar = self.sheet.limit(limit)
        return self.look(limit, _surely(amount, lambda value: value > bar))

    def look(self, limit: str, truth: bool | None) -> bool | None:
        """Note that a limit was looked at, and how it came out; an absent one demands nothing."""
        if self.lacks(limit):
            return False
        results = {True: Result.MATCHED, False: Result.FAILED, None: Result.OPEN}
        self.looked[limit] = Looked(limit, results[truth], self.sheet.limits[limit].says)
        return truth

    def decided(
        self,
        outcome: str,
        values: Mapping[str, Any] | None = None,
        *,
        words: Mapping[str, str] | None = None,
        entries: Iterable[str] = (),
        status: Status = Status.DECIDED,
    ) -> Answer:
        self.require(outcome)
        found = self.sheet.outcomes[outcome]
        told = {name: spoken_of(value) for name, value in (values or {}).items()}
        spoken = {**self._limits, **self.reads, **told, **(words or {})}
        return Answer(
            self.sheet.policy,
            status,
            sentence(filled(found.headline, spoken)),
            self.pack.edition,
            outcome,
            values=values or {},
            next=items(filled(step.do, spoken) for step in found.next),
            citations=cited([*self._entries(found), *entries], self.pack),
            **self._common(filled(found.warns or "", spoken)),
        )

    def needs(
        self,
        facts: Sequence[str],
        *,
        between: Sequence[str] = (),
        values: Mapping[str, Any] | None = None,
        says: str = "",
        entries: Iterable[str] = (),
    ) -> Answer:
        """The most telling fact first; `between` are the outcomes that are still possible."""
        self.require(*between)
        fact = self.fact(facts[0])
        headline = says or f"It depends on {fact.label}{self._labels(between)}"
        cites = [self.sheet.outcomes[each].entry for each in between] or self._all_entries()
        return Answer(
            self.sheet.policy,
            Status.NEEDS_FACT,
            sentence(stopped(headline)),
            self.pack.edition,
            ask=tuple(facts),
            between=tuple(between),
            values=values or {},
            next=items((fact.ask, fact.hint or "")),
            citations=cited([*entries, *cites], self.pack),
            **self._common(""),
        )

    def conflict(self, says: str, entries: Iterable[str] = ()) -> Answer:
        return Answer(
            self.sheet.policy,
            Status.CONFLICT,
            sentence(f"That contradicts itself: {says}."),
            self.pack.edition,
            next=("Say which of the two is right.",),
            citations=cited([*entries, *self._all_entries()][:3], self.pack),
            **self._common(""),
        )

    def invalid(self, says: str) -> Answer:
        example = self.sheet.examples[0].ask
        return Answer(
            self.sheet.policy,
            Status.INVALID,
            sentence(stopped(says)),
            self.pack.edition,
            next=(f"For example: {example}",),
            **self._common(""),
        )

    def text(self, name: str, **words: str) -> str:
        """A sentence of the sheet; it may name facts, and limits as `limit_…`."""
        return filled(self.sheet.texts[name], {**self._limits, **self.reads, **words})

    @cached_property
    def _limits(self) -> dict[str, str]:
        return {f"limit_{name}": shown(each.value) for name, each in self.sheet.limits.items()}

    def _common(self, flagged: str) -> dict[str, Any]:
        return {
            "read_as": ", ".join(self.reads.values())[:HEADLINE],
            "facts": dict(self.facts),
            "rules": tuple(self.looked.values()),
            "flips": tuple(self.flips),
            "warnings": items([*self.warnings, flagged]),
            "assumptions": items(self.assumptions),
        }

    def _labels(self, outcomes: Sequence[str]) -> str:
        labels = listed([self.sheet.outcomes[outcome].label for outcome in outcomes])
        return f": {labels}" if labels else ""

    def _entries(self, outcome: Outcome) -> list[str]:
        looked = [self.sheet.limits[name].entry for name in self.looked]
        steps = [step.entry for step in outcome.next if step.entry]
        return [outcome.entry, *outcome.also, *looked, *steps]

    def _all_entries(self) -> list[str]:
        looked = [self.sheet.limits[name].entry for name in self.looked]
        there = self.sheet.outcomes.items()
        return looked or [each.entry for name, each in there if not self.lacks(name)]

    def _twice(self, name: str, one: Amount, other: Amount) -> Answer:
        return self.conflict(f"{self.fact(name).label} is “{one.said}” and “{other.said}”")


def _uncountable(fact: Fact, amount: Amount) -> str:
    if not amount.sound:
        return ""
    if amount.low.denominator > 1 and (amount.exact or amount.about):
        return f"“{amount.said}” is no whole number of {fact.many}"
    if amount.high < fact.least:
        return f"“{amount.said}” cannot be {fact.label}: {fact.least} is the least"
    if amount.low > fact.most:
        return f"“{amount.said}” is more than {fact.most:,} {fact.many}; please check it"
    return ""


def _surely(amount: Amount | None, test: Any) -> bool | None:
    if amount is None:
        return None
    low, high = amount.widest
    found = {test(low), test(high)}
    return found.pop() if len(found) == 1 else None


def as_number(value: Fraction) -> int | float:
    """Money to the cent, whole where it is whole."""
    return int(value) if value == int(value) else round(float(value), 2)


def said_of(fact: Fact, amount: Amount) -> str:
    """“$6,000 Net ARR”, “at least 5 sessions”."""
    put = dollars if fact.kind is Kind.MONEY else shown
    if amount.exact or amount.about:
        figure = put(amount.low)
    elif amount.high >= ENDLESS:
        figure = f"at least {put(amount.low)}"
    elif amount.low <= 0:
        figure = f"at most {put(amount.high)}"
    else:
        figure = f"{put(amount.low)} to {put(amount.high)}"
    name = fact.one if amount.exact and amount.low == 1 and fact.one else fact.many
    return f"{'about ' if amount.about else ''}{figure} {name or fact.label}".strip()


def spoken_of(value: Any) -> str:
    """A value as a headline says it."""
    if isinstance(value, Fraction):
        return shown(value)
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "open"}[value]
    return f"{value:,}" if isinstance(value, int | float) else str(value)
