"""What the rules make of known facts: the outcomes still possible, and what would change them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policies.answer import Flip, Looked, Result
from policies.cases import Cell, Table, cells_of, overlap
from policies.conditions import Known, Span, certain, tests
from policies.rule import Implication, Policy, Rule
from policies.vocabulary import Fact, Kind

Knowns = Mapping[str, Known]
Signature = tuple[tuple[int, ...] | None, ...]

_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Derived:
    """The facts with those that follow from them, or the implication that they contradict."""

    known: Knowns
    used: tuple[Implication, ...] = ()
    clash: Implication | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """All that the rules say about one set of facts; `rules` decide some open case."""

    derived: Derived
    rules: tuple[Rule, ...] = ()
    outcomes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    flips: tuple[Flip, ...] = ()
    granted: tuple[Fact, ...] = ()
    decisive: frozenset[str] = frozenset()
    trace: tuple[Looked, ...] = ()

    @property
    def rule(self) -> Rule:
        """The rule to explain a decision with: the first that surely holds."""
        known = self.derived.known
        return next((rule for rule in self.rules if certain(rule.when, known)), self.rules[0])


@dataclass(frozen=True)
class Court:
    """A policy's rules with their table and the facts that they are about."""

    policy: Policy
    table: Table
    facts: Mapping[str, Fact]
    about: tuple[str, ...]
    cells: Mapping[str, Sequence[Cell]]
    rulings: dict[Signature, Ruling] = field(default_factory=dict)

    @classmethod
    def of(cls, policy: Policy, table: Table, facts: Mapping[str, Fact]) -> "Court":
        implied = [test for each in policy.implies for test in tests(each.when)]
        about = tuple(dict.fromkeys([*policy.facts, *(test.fact for test in implied)]))
        options = {name: fact.values for name, fact in facts.items() if fact.options}
        found = [test for rule in policy.rules for test in tests(rule.when)] + implied
        return cls(policy, table, facts, about, cells_of(found, options))

    def rule(self, told: Knowns) -> Ruling:
        """Facts that no rule tells apart share a ruling, so each is worked out once."""
        signature = tuple(self._places(fact, told.get(fact)) for fact in self.about)
        ruling = self.rulings.get(signature)
        if ruling is None:
            ruling = self._ruling(told)
            if len(self.rulings) < _REMEMBERED:
                self.rulings[signature] = ruling
        return ruling

    def _places(self, fact: str, known: Known | None) -> tuple[int, ...] | None:
        if known is None:
            return None
        cells = self.cells.get(fact, ())
        return tuple(place for place, cell in enumerate(cells) if overlap(cell, known))

    def _ruling(self, told: Knowns) -> Ruling:
        derived = self._derive(told)
        if derived.clash:
            return Ruling(derived)
        known = derived.known
        places = self._winners(known)
        rules = tuple(self.policy.rules[place] for place in places)
        outcomes = tuple(dict.fromkeys(rule.outcome for rule in rules))
        settled = len(outcomes) == 1
        return Ruling(
            derived,
            rules,
            outcomes,
            () if settled else tuple(self._asks(known)),
            tuple(self._flips(told, derived, outcomes[0])) if settled else (),
            tuple(self._granted(known, set(outcomes))),
            frozenset(self._decisive(known)),
            self._trace(places, settled),
        )

    def _derive(self, told: Knowns) -> Derived:
        known = dict(told)
        used: list[Implication] = []
        for implied in self.policy.implies:
            if implied.unless in known or certain(implied.when, known) is not True:
                continue
            fact, values = implied.then.fact, frozenset(implied.then.values)
            before = known.get(fact)
            narrowed = values & before if isinstance(before, frozenset) else values
            if not narrowed:
                return Derived(known, (*used, implied), implied)
            if narrowed != before:
                used.append(implied)
            known[fact] = narrowed
        return Derived(known, tuple(used))

    def _open(self, known: Knowns) -> dict[str, Sequence[int]]:
        table, facts = self.table, self.facts
        return {
            fact: table.open_cells(fact, known.get(fact, facts[fact].taken_for_granted))
            for fact in table.cells
        }

    def _winners(self, known: Knowns) -> list[int]:
        return sorted(self.table.deciding(self._open(known)))

    def _outcomes(self, cells: Mapping[str, Sequence[int]]) -> set[str]:
        return {self.policy.rules[place].outcome for place in self.table.deciding(cells)}

    def _asks(self, known: Knowns) -> list[str]:
        """The open facts that narrow the outcomes, the most telling first unless the pack says."""
        cells = self._open(known)
        everything = len(self._outcomes(cells))
        scores = {fact: self._score(fact, cells) for fact in self._askable(known, cells)}
        telling = [fact for fact, score in scores.items() if score < everything]
        efforts = {fact: scores[fact] + self._effort(fact) for fact in telling or scores}
        return sorted(efforts, key=lambda fact: (self._place(fact), efforts[fact]))

    def _place(self, fact: str) -> int:
        first = self.policy.ask_first
        return first.index(fact) if fact in first else len(first)

    def _askable(self, known: Knowns, cells: Mapping[str, Sequence[int]]) -> list[str]:
        return [
            fact
            for fact in self.policy.facts
            if len(cells.get(fact, ())) > 1 and (fact in known or not self.facts[fact].default)
        ]

    def _effort(self, fact: str) -> float:
        """A number has to be looked up; a choice is one press."""
        return 0.25 if self.facts[fact].kind is Kind.NUMBER else 0

    def _score(self, fact: str, cells: Mapping[str, Sequence[int]]) -> float:
        """How many outcomes remain on average once the fact is known."""
        counts = [len(self._outcomes({**cells, fact: (place,)})) for place in cells[fact]]
        return sum(counts) / len(counts)

    def _granted(self, known: Knowns, outcomes: set[str]) -> Iterator[Fact]:
        """Facts taken for granted although another value could change the answer."""
        for name in self.table.cells:
            fact = self.facts[name]
            if name not in known and fact.default:
                widened = self._open({**known, name: fact.widest})
                if self._outcomes(widened) != outcomes:
                    yield fact

    def _decisive(self, known: Knowns) -> Iterator[str]:
        """Known facts without which the outcome would be open."""
        cells = self._open(known)
        for name in self.table.cells:
            everywhere = range(len(self.table.cells[name]))
            if name in known and len(self._outcomes({**cells, name: everywhere})) > 1:
                yield name

    def _flips(self, told: Knowns, derived: Derived, outcome: str) -> Iterator[Flip]:
        implied = {each.then.fact for each in derived.used}
        for name in self.policy.facts:
            known = told.get(name, self.facts[name].taken_for_granted)
            if name not in self.table.cells or known is None or name in implied:
                continue
            for values in self._other_values(name, known):
                yield from self._first_change(name, values, told, outcome)

    def _other_values(self, name: str, known: Known) -> list[Sequence[int | str]]:
        """Other options; or the boundary values below and above, the nearest first."""
        if isinstance(known, frozenset):
            return [[option] for option in self.facts[name].values if option not in known]
        cells = [cell for cell in self.table.cells[name] if isinstance(cell, Span)]
        least = self.facts[name].least
        below = [cell.high for cell in cells if least <= cell.high < known.low]
        return [below[::-1], [cell.low for cell in cells if cell.low > known.high]]

    def _first_change(
        self, name: str, values: Sequence[int | str], told: Knowns, outcome: str
    ) -> Iterator[Flip]:
        for value in values:
            known = Span(value, value) if isinstance(value, int) else frozenset((value,))
            derived = self._derive({**told, name: known})
            found = set() if derived.clash else self._outcomes(self._open(derived.known))
            if len(found) == 1 and outcome not in found:
                yes_no = self.facts[name].kind is Kind.YES_NO
                yield Flip(name, value == "yes" if yes_no else value, found.pop())
                return

    def _trace(self, winners: Sequence[int], settled: bool) -> tuple[Looked, ...]:
        """Every rule and how it came out; those after the last deciding one are skipped."""
        hit = Result.MATCHED if settled else Result.OPEN
        results = (
            hit if place in winners else Result.SKIPPED if place > winners[-1] else Result.FAILED
            for place in range(len(self.policy.rules))
        )
        rules = zip(self.policy.rules, results, strict=True)
        return tuple(Looked(rule.id, result, rule.says) for rule, result in rules)
