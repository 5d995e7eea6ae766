"""One question put to one sheet: what it says is read fact by fact, then answered and cited."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policies.answer import Answer
from policies.calendars import Holidays, no_holidays
from policies.findings import Findings, Trouble
from policies.quantities import as_number, said_of, uncountable
from policies.reading.amounts import Amount, amounts, counted, shown
from policies.reading.cleaning import clean
from policies.reading.labelling import Labelled, labelled
from policies.reading.said import Said
from policies.vocabulary import Fact, Kind
from policies.wording import listed


@dataclass
class Inquiry(Findings):
    """Reads raise Trouble with an answer that says what is wrong and gives an example."""

    said: Said
    holidays: Holidays = no_holidays

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
        single = amount.exact or amount.about
        self.facts[name] = as_number(amount.low) if single else self.reads[name]
        return amount

    def _counted(self, fact: Fact, amount: Amount) -> Amount:
        """People and the like are whole, and a dot in their number parts thousands."""
        whole = counted(amount)
        if amount.doubt and whole.sound:
            self.warnings.append(f"“{amount.said}” was read as {shown(whole.low)}.")
        if fault := uncountable(fact, whole):
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

    def at_least(self, amount: Amount | None, limit: str) -> bool | None:
        """Whether it reaches the limit; None while that is open."""
        bar = self.sheet.limit(limit)
        return self.look(limit, _surely(amount, lambda value: value >= bar))

    def above(self, amount: Amount | None, limit: str) -> bool | None:
        bar = self.sheet.limit(limit)
        return self.look(limit, _surely(amount, lambda value: value > bar))

    def _twice(self, name: str, one: Amount, other: Amount) -> Answer:
        return self.conflict(f"{self.fact(name).label} is “{one.said}” and “{other.said}”")


def _surely(amount: Amount | None, test: Any) -> bool | None:
    if amount is None:
        return None
    low, high = amount.widest
    found = {test(low), test(high)}
    return found.pop() if len(found) == 1 else None
