"""Which decided disputes resemble a case: a pure ranking, which decides nothing itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from policies.answer import Answer, FactValue, Result

NUMBERS = ("employees", "potential_users")
CHOICES = ("region", "direction")


@dataclass(frozen=True, slots=True)
class Case:
    """What was asked and how it came out; `rule` names the policy and its deciding rule."""

    rule: str
    outcome: str
    facts: Mapping[str, FactValue]
    accounts: tuple[str, ...] = ()
    """Keys of what may be the account's name."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decided dispute: the case that was answered, and what was decided instead or as well."""

    id: int
    case: Case
    at: datetime


@dataclass(frozen=True, slots=True)
class Likeness:
    """`alike` are the facts in which the two agree."""

    id: int
    is_same_account: bool
    alike: tuple[str, ...]
    distance: float
    """How far the numbers lie apart, as shares; of two, the nearer comes first."""
    at: datetime

    @property
    def order(self) -> tuple[object, ...]:
        newest = -self.at.timestamp()
        return (not self.is_same_account, -len(self.alike), self.distance, newest, -self.id)


def rule_of(answer: Answer) -> str:
    """`roe/inbound-rest`; empty for an answer that no rule decided."""
    matched = [rule.id for rule in answer.rules if rule.result is Result.MATCHED]
    return f"{answer.policy}/{matched[-1]}" if matched else ""


def ranked(case: Case, known: Iterable[Precedent], near: int) -> list[Likeness]:
    """Those that resemble it, the likest first; numbers may differ by `near` percent."""
    found = [each for one in known if (each := _compared(case, one, near))]
    return sorted(found, key=lambda each: each.order)


def _compared(case: Case, known: Precedent, near: int) -> Likeness | None:
    same = bool(set(case.accounts) & set(known.case.accounts))
    gaps = {name: gap for name in NUMBERS if (gap := _gap(case, known.case, name)) is not None}
    both = [name for name in CHOICES if name in case.facts and name in known.case.facts]
    agreed = [name for name, gap in gaps.items() if gap * 100 <= near]
    agreed += [name for name in both if case.facts[name] == known.case.facts[name]]
    if not same and not _is_comparable(case, known.case, agreed, [*gaps, *both]):
        return None
    if case.outcome == known.case.outcome:
        agreed.append("outcome")
    return Likeness(known.id, same, tuple(agreed), sum(gaps.values()), known.at)


def _is_comparable(case: Case, other: Case, agreed: list[str], told: list[str]) -> bool:
    """Decided by the same rule, with something in common and nothing against it."""
    return bool(case.rule) and case.rule == other.rule and bool(agreed) and agreed == told


def _gap(case: Case, other: Case, name: str) -> float | None:
    one, two = (_number(each.facts.get(name)) for each in (case, other))
    if one is None or two is None:
        return None
    return max(one, two) / min(one, two) - 1 if min(one, two) > 0 else float(one != two)


def _number(value: FactValue) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and isinstance(value, int | float) else None
