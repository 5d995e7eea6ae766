"""What is found of one question to one sheet, and the answers that are made of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from typing import Any

from policies.absences import absent
from policies.answer import Answer, FactValue, Flip, Looked, Result, Status
from policies.deciding import cited
from policies.edition import Pack
from policies.quantities import spoken_of
from policies.reading.amounts import shown
from policies.sheets import Outcome, Sheet
from policies.vocabulary import Fact
from policies.wording import HEADLINE, filled, items, listed, sentence, stopped


class Trouble(Exception):
    """The question cannot go on; the answer says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.headline)
        self.answer = answer


@dataclass
class Findings:
    """The facts as they are kept and as they are said, and what was looked at."""

    sheet: Sheet
    pack: Pack
    _: KW_ONLY
    facts: dict[str, FactValue] = field(default_factory=dict)
    reads: dict[str, str] = field(default_factory=dict)
    looked: dict[str, Looked] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    flips: list[Flip] = field(default_factory=list)

    def fact(self, name: str) -> Fact:
        return self.sheet.facts.get(name) or self.pack.facts[name]

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
