"""A pack that loads can decide: what is wrong with one that could not."""

from collections.abc import Iterator
from datetime import UTC, datetime

from policies.answer import Answer, Status
from policies.asking import Question, answer
from policies.edition import Pack
from policies.phrasings import phrasings
from policies.problems import Problem
from policies.references import references
from policies.rule import Example, Policy
from policies.sheets import Sheet

__all__ = ["Problem", "problems_of"]


def problems_of(pack: Pack) -> list[Problem]:
    """References first; only a pack whose parts fit together can try its examples."""
    found = list(references(pack))
    found = found or list(phrasings(pack))
    return found or list(_gaps(pack)) or list(_examples(pack))


def _gaps(pack: Pack) -> Iterator[Problem]:
    for name, table in pack.tables.items():
        if -1 in table.winners:
            last = len(pack.policies[name].rules) - 1
            says = "some cases match no rule; let the last rule have no `when`"
            yield Problem(name, ("rules", last), says)


def _examples(pack: Pack) -> Iterator[Problem]:
    noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
    asked: dict[str, Policy | Sheet] = {**pack.policies, **pack.sheets}
    for name, policy in asked.items():
        for place, example in enumerate(policy.examples):
            told = answer(Question(example.ask, noon), pack)
            if not _as_expected(example, told):
                yield Problem(name, ("examples", place), _unexpected(example, told))


def _as_expected(example: Example, told: Answer) -> bool:
    asked = example.needs is None or example.needs in told.ask
    return told.outcome == example.outcome and asked


def _unexpected(example: Example, told: Answer) -> str:
    wanted = example.outcome or f"a question for {example.needs}"
    gives = told.outcome or told.status.value
    if told.status is Status.NEEDS_FACT:
        gives = f"a question for {told.ask[0]}"
    mend = "mend the rule, or the example if the new answer is right"
    return f"the example “{example.ask}” gives {gives}, not {wanted}; {mend}"
