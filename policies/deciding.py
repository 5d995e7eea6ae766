"""From a reading and a policy's rules to an answer: refused, contradictory, open or decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from policies.answer import Answer, Citation, FactValue, Flip, Looked, Result, Status
from policies.conditions import Known, Span
from policies.edition import Pack
from policies.reading.facts import Reading
from policies.reading.lexicon import EMPLOYEES, USERS
from policies.rule import Policy, Rule
from policies.verdicts import Court, Derived, Ruling
from policies.wording import HEADLINE, filled, items, listed, sentence, stopped


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to say beside the decision, and the entry that says so."""

    says: str
    entry: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The part of an answer that differs with its status."""

    status: Status
    headline: str
    entries: Iterable[str]
    next: Iterable[str]
    warns: str = ""
    outcome: str | None = None
    between: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matter:
    """One question put to one file of rules; `extra` are words for its templates."""

    file: str
    reading: Reading
    pack: Pack
    cautions: tuple[Caution, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, FactValue] = field(default_factory=dict)

    @cached_property
    def policy(self) -> Policy:
        return self.pack.policies[self.file]

    @cached_property
    def court(self) -> Court:
        return self.pack.courts[self.file]

    def settle(self) -> Answer:
        reading, about = self.reading, self.court.about
        if reading.faults and (faults := _among(reading.faults, about)):
            return refused(self.policy, faults.values(), reading, self.pack)
        if reading.clashes and (clashes := _among(reading.clashes, about)):
            entries = [rule.entry for rule in self.policy.rules]
            return self._conflict(self._told_twice(clashes), entries[:3])
        ruling = self.court.rule(self._known)
        if clash := ruling.derived.clash:
            return self._conflict(clash.clash, [clash.entry])
        return self._judged(ruling)

    def _judged(self, ruling: Ruling) -> Answer:
        if len(ruling.outcomes) > 1:
            return self._open(ruling)
        if USERS in ruling.decisive and crowd(self._known) > 0:
            words = self.reading.words
            says = f"{words[USERS]} cannot be more than {words[EMPLOYEES]}"
            return self._conflict(says, entries_of(ruling.rules))
        return self._decided(ruling)

    def _decided(self, ruling: Ruling) -> Answer:
        rule, outcome = ruling.rule, ruling.outcomes[0]
        steps = [step.entry for step in rule.next if step.entry]
        outside = outcome in self.pack.cover.outside
        finding = Finding(
            Status.OUTSIDE if outside else Status.DECIDED,
            self._headline(rule),
            [*entries_of([rule, *ruling.rules]), *steps],
            [step.do for step in rule.next],
            rule.warns or "",
            outcome,
        )
        return self._answer(finding, ruling)

    def _headline(self, rule: Rule) -> str:
        words = {**self.reading.words, **self.extra}
        words["outcome"] = self.pack.label(rule.outcome)
        words["because"] = filled(rule.because, words)
        template = rule.headline or self.policy.headlines.get(rule.outcome, self.policy.settled)
        return sentence(filled(template, words))

    def _open(self, ruling: Ruling) -> Answer:
        fact = self.pack.fact(ruling.asks[0])
        finding = Finding(
            Status.NEEDS_FACT,
            self._open_headline(fact.name, ruling.outcomes),
            entries_of(ruling.rules),
            (fact.ask, fact.hint or ""),
            between=ruling.outcomes,
        )
        return self._answer(finding, ruling)

    def _open_headline(self, fact: str, outcomes: Iterable[str]) -> str:
        if doubt := self.reading.doubts.get(fact):
            return sentence(f"{doubt}: please say which you mean.")
        labels = listed([self.pack.label(outcome) for outcome in outcomes])
        return sentence(f"It depends on {self.pack.fact(fact).label}: {labels}.")

    def _told_twice(self, clashes: Mapping[str, str]) -> str:
        return "; ".join(f"{self.pack.fact(name).label} is {two}" for name, two in clashes.items())

    def _conflict(self, says: str, entries: Iterable[str]) -> Answer:
        headline = sentence(f"That contradicts itself: {says}.")
        says_which = ("Say which of the two is right.",)
        finding = Finding(Status.CONFLICT, headline, entries, says_which)
        return self._answer(finding, Ruling(Derived(self.reading.known)))

    def _answer(self, finding: Finding, ruling: Ruling) -> Answer:
        used = ruling.derived.used
        implied = [each.entry for each in used]
        basis = [caution.entry for caution in self.cautions if not caution.says]
        cautions = [caution.entry for caution in self.cautions if caution.says]
        return Answer(
            self.policy.policy,
            finding.status,
            finding.headline,
            self.pack.edition,
            finding.outcome,
            self._read_as(),
            self._facts(ruling),
            tuple(Looked(each.id, Result.MATCHED, each.says) for each in used) + ruling.trace,
            ruling.asks,
            finding.between,
            self._flips(ruling),
            self.values,
            self._warnings(finding.warns),
            self._assumptions(ruling),
            items(finding.next),
            cited([*basis, *finding.entries, *implied, *cautions], self.pack),
        )

    def _read_as(self) -> str:
        words = _among(self.reading.words, self.court.about)
        return ", ".join(words[name] for name in self.pack.facts if name in words)[:HEADLINE]

    def _facts(self, ruling: Ruling) -> dict[str, FactValue]:
        """What was told, and what surely follows from it."""
        facts = _among(self.reading.shown, self.court.about)
        for implied in ruling.derived.used:
            values = ruling.derived.known[implied.then.fact]
            if isinstance(values, frozenset) and len(values) == 1:
                (value,) = values
                facts[implied.then.fact] = {"yes": True, "no": False}.get(value, value)
        return facts

    def _assumptions(self, ruling: Ruling) -> tuple[str, ...]:
        granted = (fact.assume or "" for fact in ruling.granted)
        return items([*granted, *self.reading.assumptions])

    def _warnings(self, flagged: str) -> tuple[str, ...]:
        reading, about = self.reading, self.court.about
        doubts = map(stopped, _among(reading.doubts, about).values())
        estimates = _among(reading.estimates, about).values()
        cautions = (caution.says for caution in self.cautions)
        crowded = _CROWDS[crowd(self._known)]
        return items(
            [*doubts, *estimates, crowded, flagged, *cautions, *reading.warnings, *reading.unused]
        )

    @cached_property
    def _known(self) -> Mapping[str, Known]:
        return _among(self.reading.known, self.court.about)

    def _flips(self, ruling: Ruling) -> tuple[Flip, ...]:
        """Not those where the changed fact would contradict another one."""
        known = self._known
        if not {EMPLOYEES, USERS} <= known.keys():
            return ruling.flips
        crowded = crowd(known) > 0
        return tuple(
            flip
            for flip in ruling.flips
            if not (crowded or flip.fact in (EMPLOYEES, USERS)) or self._stands(flip, known)
        )

    def _stands(self, flip: Flip, known: Mapping[str, Known]) -> bool:
        changed = {**known, flip.fact: _as_known(flip.to)}
        return crowd(changed) <= 0 or USERS not in self.court.rule(changed).decisive


def crowd(known: Mapping[str, Known]) -> int:
    """1 with surely more potential users than employees, 0 with as many, else -1."""
    staff, users = known.get(EMPLOYEES), known.get(USERS)
    if not (isinstance(staff, Span) and isinstance(users, Span)) or users.low < staff.high:
        return -1
    return 1 if users.low > staff.high else 0


def _as_known(value: FactValue) -> Known:
    if isinstance(value, bool):
        return frozenset(("yes" if value else "no",))
    return Span(value, value) if isinstance(value, int) else frozenset((str(value),))


_CROWDS = {
    1: "There are more potential users than employees; please check both figures.",
    0: "There are as many potential users as employees; please check both figures.",
    -1: "",
}

_Value = TypeVar("_Value")


def _among(told: Mapping[str, _Value], about: Iterable[str]) -> dict[str, _Value]:
    return {name: told[name] for name in about if name in told} if told else {}


def entries_of(rules: Iterable[Rule]) -> list[str]:
    return [entry for rule in rules for entry in rule.entries]


def cited(entries: Iterable[str], pack: Pack) -> tuple[Citation, ...]:
    return tuple(pack.citation(entry) for entry in dict.fromkeys(entries))


def refused(policy: Policy, faults: Iterable[str], reading: Reading, pack: Pack) -> Answer:
    """Unreadable: why, and an example that works."""
    example = policy.examples[0].ask
    return Answer(
        policy.policy,
        Status.INVALID,
        sentence(f"{'; '.join(faults)}."),
        pack.edition,
        read_as=reading.read_as,
        facts=dict(reading.shown),
        warnings=items(reading.warnings),
        next=(f"For example: {example}",),
    )
