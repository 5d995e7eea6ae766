"""What the rules make of known facts: the outcomes still possible, and what would change them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policies.answer import Flip, Looked, Result
from policies.cases import Table
from policies.conditions import Known, Span, certain
from policies.rule import Implication, Policy, Rule
from policies.vocabulary import Fact, Kind

Knowns = Mapping[str, Known]


@dataclass(frozen=True, slots=True)
class Derived:
    """The facts with those that follow from them, or the implication that they contradict."""

    known: Knowns
    used: tuple[Implication, ...] = ()
    clash: Implication | None = None


@dataclass(frozen=True, slots=True)
class Court:
    """A policy's rules with their table and the facts that they are about."""

    policy: Policy
    table: Table
    facts: Mapping[str, Fact]

    def derive(self, told: Knowns) -> Derived:
        known, used = dict(told), []
        for implied in self.policy.implies:
            if implied.unless in told or certain(implied.when, known) is not True:
                continue
            fact, values = implied.then.fact, frozenset(implied.then.values)
            before = known.get(fact)
            if isinstance(before, frozenset) and not before & values:
                return Derived(known, (*used, implied), implied)
            narrowed = values & before if isinstance(before, frozenset) else values
            if narrowed != before:
                used.append(implied)
            known[fact] = narrowed
        return Derived(known, tuple(used))

    def open_cells(self, known: Knowns) -> dict[str, Sequence[int]]:
        table, facts = self.table, self.facts
        return {
            fact: table.open_cells(fact, known.get(fact, facts[fact].taken_for_granted))
            for fact in table.cells
        }

    def winners(self, known: Knowns) -> list[Rule]:
        """The rules that decide some case that is still open, in their order."""
        return [self.policy.rules[place] for place in sorted(self._places(known))]

    def _places(self, known: Knowns) -> set[int]:
        return self.table.deciding(self.open_cells(known))

    def outcomes(self, known: Knowns) -> list[str]:
        return list(dict.fromkeys(rule.outcome for rule in self.winners(known)))

    def asks(self, known: Knowns) -> list[str]:
        """The open facts that narrow the outcomes, the most telling first."""
        cells = self.open_cells(known)
        everything = len(self._outcomes(cells))
        scores = {fact: self._score(fact, cells) for fact in self._askable(known, cells)}
        telling = [fact for fact, score in scores.items() if score < everything]
        order = list(self.policy.facts)
        chosen = telling or list(scores)
        return sorted(chosen, key=lambda fact: (scores[fact] + self._effort(fact), order.index(fact)))

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

    def _outcomes(self, cells: Mapping[str, Sequence[int]]) -> set[str]:
        return {self.policy.rules[place].outcome for place in self.table.deciding(cells)}

    def granted(self, known: Knowns) -> list[Fact]:
        """Facts taken for granted although another value could change the answer."""
        outcomes = set(self.outcomes(known))
        silent = (fact for fact in self.table.cells if fact not in known)
        asked = (self.facts[fact] for fact in silent if self.facts[fact].default)
        return [fact for fact in asked if self._could_change(fact, known, outcomes)]

    def _could_change(self, fact: Fact, known: Knowns, outcomes: set[str]) -> bool:
        return set(self.outcomes({**known, fact.name: fact.widest})) != outcomes

    def flips(self, told: Knowns, derived: Derived, outcome: str) -> Iterator[Flip]:
        for name in self.policy.facts:
            known = told.get(name, self.facts[name].taken_for_granted)
            if name in self.table.cells and known is not None and name not in _implied(derived):
                yield from self._flips(name, known, told, outcome)

    def _flips(self, name: str, known: Known, told: Knowns, outcome: str) -> Iterator[Flip]:
        if isinstance(known, Span):
            for values in self._nearest(name, known):
                yield from self._first_change(name, values, told, outcome)
        else:
            for option in self.facts[name].values:
                if option not in known:
                    yield from self._first_change(name, [option], told, outcome)

    def _nearest(self, name: str, known: Span) -> tuple[list[int], list[int]]:
        """Boundary values below, from the top down, and above, from the bottom up."""
        cells = [cell for cell in self.table.cells[name] if isinstance(cell, Span)]
        least = self.facts[name].least
        below = [cell.high for cell in cells if least <= cell.high < known.low]
        return below[::-1], [cell.low for cell in cells if cell.low > known.high]

    def _first_change(
        self, name: str, values: Sequence[int | str], told: Knowns, outcome: str
    ) -> Iterator[Flip]:
        for value in values:
            known = Span(value, value) if isinstance(value, int) else frozenset((value,))
            derived = self.derive({**told, name: known})
            found = self.outcomes(derived.known) if derived.clash is None else []
            if len(found) == 1 and found[0] != outcome:
                yes_no = self.facts[name].kind is Kind.YES_NO
                yield Flip(name, value == "yes" if yes_no else value, found[0])
                return

    def trace(self, known: Knowns, decided: bool) -> tuple[Looked, ...]:
        """Every rule and how it came out; those after the last deciding one are skipped."""
        winners = self._places(known)
        hit = Result.MATCHED if decided else Result.OPEN
        last = max(winners)
        return tuple(
            Looked(rule.id, _result(place, winners, last, hit), rule.says)
            for place, rule in enumerate(self.policy.rules)
        )


def _result(place: int, winners: set[int], last: int, hit: Result) -> Result:
    if place in winners:
        return hit
    return Result.SKIPPED if place > last else Result.FAILED


def _implied(derived: Derived) -> set[str]:
    return {implied.then.fact for implied in derived.used}
