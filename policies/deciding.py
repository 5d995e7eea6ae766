"""From a reading and a policy's rules to an answer: refused, contradictory, open or decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from policies.answer import Answer, Citation, FactValue, Flip, Looked, Result, Status
from policies.conditions import Known, Span, certain, tests
from policies.edition import Pack
from policies.reading.facts import Reading
from policies.rule import Policy, Rule
from policies.verdicts import Court, Derived
from policies.wording import HEADLINE, filled, items, listed, sentence, stopped

EMPLOYEES, USERS = "employees", "potential_users"


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
    rules: tuple[Rule, ...] = ()
    outcome: str | None = None
    ask: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    flips: tuple[Flip, ...] = ()
    trace: tuple[Looked, ...] = ()


@dataclass(frozen=True)
class Matter:
    """One question put to one file of rules; `extra` are words for its templates."""

    file: str
    reading: Reading
    pack: Pack
    cautions: tuple[Caution, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, FactValue] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        return self.pack.policies[self.file]

    @property
    def court(self) -> Court:
        return Court(self.policy, self.pack.tables[self.file], self.pack.facts)

    def settle(self) -> Answer:
        reading, about = self.reading, self._about()
        if faults := [reading.faults[name] for name in about if name in reading.faults]:
            return refused(self.policy, faults, reading, self.pack)
        if clashes := [name for name in about if name in reading.clashes]:
            entries = [rule.entry for rule in self.policy.rules]
            return self._conflict(self._told_twice(clashes), entries[:3])
        told = {name: reading.known[name] for name in about if name in reading.known}
        derived = self.court.derive(told)
        if clash := derived.clash:
            return self._conflict(clash.clash, [clash.entry])
        return self._judged(told, derived)

    def _about(self) -> list[str]:
        """The facts that these rules speak of."""
        implied = (test.fact for each in self.policy.implies for test in tests(each.when))
        return list(dict.fromkeys([*self.policy.facts, *implied]))

    def _judged(self, told: Mapping[str, Known], derived: Derived) -> Answer:
        outcomes = self.court.outcomes(derived.known)
        if len(outcomes) > 1:
            return self._open(derived, outcomes)
        if self._users_decide_wrongly(derived.known):
            words = self.reading.words
            says = f"{words[USERS]} cannot be more than {words[EMPLOYEES]}"
            return self._conflict(says, entries_of(self.court.winners(derived.known)))
        return self._decided(told, derived, outcomes[0])

    def _decided(self, told: Mapping[str, Known], derived: Derived, outcome: str) -> Answer:
        court, known = self.court, derived.known
        rules = court.winners(known)
        rule = next((rule for rule in rules if certain(rule.when, known)), rules[0])
        steps = [step.entry for step in rule.next if step.entry]
        outside = outcome in self.pack.cover.outside
        finding = Finding(
            Status.OUTSIDE if outside else Status.DECIDED,
            self._headline(rule),
            [*entries_of([rule, *rules]), *steps],
            [step.do for step in rule.next],
            (rule,),
            outcome,
            flips=tuple(court.flips(told, derived, outcome))[:20],
            trace=self._trace(derived, decided=True),
        )
        return self._answer(finding, derived)

    def _headline(self, rule: Rule) -> str:
        words = {**self.reading.words, **self.extra}
        words["outcome"] = self.pack.label(rule.outcome)
        words["because"] = filled(rule.because, words)
        template = rule.headline or self.policy.headlines.get(rule.outcome, self.policy.settled)
        return sentence(filled(template, words))

    def _open(self, derived: Derived, outcomes: list[str]) -> Answer:
        court = self.court
        ask = court.asks(derived.known)
        rules = court.winners(derived.known)
        fact = self.pack.fact(ask[0])
        finding = Finding(
            Status.NEEDS_FACT,
            self._open_headline(ask[0], outcomes),
            entries_of(rules),
            (fact.ask, fact.hint or ""),
            ask=tuple(ask),
            between=tuple(outcomes),
            trace=self._trace(derived, decided=False),
        )
        return self._answer(finding, derived)

    def _open_headline(self, fact: str, outcomes: list[str]) -> str:
        if doubt := self.reading.doubts.get(fact):
            return sentence(f"{doubt}: please say which you mean.")
        labels = listed([self.pack.label(outcome) for outcome in outcomes])
        return sentence(f"It depends on {self.pack.fact(fact).label}: {labels}.")

    def _told_twice(self, names: Iterable[str]) -> str:
        said = (f"{self.pack.fact(name).label} is {self.reading.clashes[name]}" for name in names)
        return "; ".join(said)

    def _conflict(self, says: str, entries: Iterable[str]) -> Answer:
        finding = Finding(
            Status.CONFLICT,
            sentence(f"That contradicts itself: {says}."),
            entries,
            ("Say which of the two is right.",),
        )
        return self._answer(finding, Derived(self.reading.known))

    def _answer(self, finding: Finding, derived: Derived) -> Answer:
        implied = [each.entry for each in derived.used]
        cautions = [caution.entry for caution in self.cautions]
        settled = finding.status is not Status.CONFLICT
        return Answer(
            self.policy.policy,
            finding.status,
            finding.headline,
            self.pack.edition,
            finding.outcome,
            self._read_as(),
            self._facts(derived),
            finding.trace,
            finding.ask,
            finding.between,
            finding.flips,
            self.values,
            self._warnings(finding.rules, derived.known),
            self._assumptions(derived.known) if settled else (),
            items(finding.next),
            cited([*finding.entries, *implied, *cautions], self.pack),
        )

    def _trace(self, derived: Derived, decided: bool) -> tuple[Looked, ...]:
        used = (Looked(each.id, Result.MATCHED, each.says) for each in derived.used)
        return (*used, *self.court.trace(derived.known, decided))

    def _read_as(self) -> str:
        about = self._about()
        words = (text for name, text in self.reading.words.items() if name in about)
        return ", ".join(words)[:HEADLINE]

    def _facts(self, derived: Derived) -> dict[str, FactValue]:
        """What was told, and what surely follows from it."""
        shown = self.reading.shown
        facts = {name: shown[name] for name in self._about() if name in shown}
        for implied in derived.used:
            values = derived.known[implied.then.fact]
            if isinstance(values, frozenset) and len(values) == 1:
                (value,) = values
                facts[implied.then.fact] = {"yes": True, "no": False}.get(value, value)
        return facts

    def _assumptions(self, known: Mapping[str, Known]) -> tuple[str, ...]:
        granted = (fact.assume or "" for fact in self.court.granted(known))
        return items([*granted, *self.reading.assumptions])

    def _warnings(self, rules: Iterable[Rule], known: Mapping[str, Known]) -> tuple[str, ...]:
        reading, about = self.reading, self._about()
        doubts = (stopped(reading.doubts[name]) for name in about if name in reading.doubts)
        estimates = (reading.estimates[name] for name in about if name in reading.estimates)
        flagged = (rule.warns or "" for rule in rules)
        cautions = (caution.says for caution in self.cautions)
        crowd = [self._crowd(known)]
        return items([*doubts, *estimates, *crowd, *flagged, *cautions, *reading.warnings])

    def _crowd(self, known: Mapping[str, Known]) -> str:
        """More potential users than employees, or as many."""
        staff, users = known.get(EMPLOYEES), known.get(USERS)
        if not (isinstance(staff, Span) and isinstance(users, Span)) or users.low < staff.high:
            return ""
        more = "as many" if users.low == staff.high else "more"
        than = "as" if users.low == staff.high else "than"
        return f"There are {more} potential users {than} employees; please check both figures."

    def _users_decide_wrongly(self, known: Mapping[str, Known]) -> bool:
        staff, users = known.get(EMPLOYEES), known.get(USERS)
        if not (isinstance(staff, Span) and isinstance(users, Span)) or users.low <= staff.high:
            return False
        without = {name: value for name, value in known.items() if name != USERS}
        return len(self.court.outcomes(without)) > 1


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
        warnings=items(reading.warnings),
        next=(f"For example: {example}",),
    )

