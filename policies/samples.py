"""Questions made from a pack's own examples and limits, to be put to two packs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from policies.asking import question_of
from policies.conditions import AtLeast, Below, tests
from policies.edition import Pack
from policies.rule import Policy
from policies.sheets import Sheet
from policies.subjects import SUBJECTS
from policies.vocabulary import Fact, Kind

EACH = 120
"""Questions of one policy at most."""
_FIGURE = re.compile(r"\d[\d,.]*k?\b")
_COMMANDS = {"segment": "/handrail segment", "roe": "/roe", "moves": "/roe"}


def samples(packs: Iterable[Pack]) -> list[str]:
    """Those of every pack, each once, in a fixed order."""
    asked = [each for pack in packs for each in _samples(pack)]
    return list(dict.fromkeys(asked))


def _samples(pack: Pack) -> Iterator[str]:
    yield from (example.ask for subject in SUBJECTS for example in subject.examples)
    for name, policy in pack.policies.items():
        yield from (example.ask for example in policy.examples)
        if name in _COMMANDS:
            yield from islice(_cases(pack, name, policy), EACH)
    for sheet in pack.sheets.values():
        yield from (example.ask for example in sheet.examples)
        yield from islice(_at_limits(sheet), EACH)


def _cases(pack: Pack, name: str, policy: Policy) -> Iterator[str]:
    """Facts around every bound of the rules, in all ways or as many as are enough."""
    facts = [pack.facts[fact] for fact in policy.facts]
    values = [list(_values(fact, policy, first=not at)) for at, fact in enumerate(facts)]
    cases = list(product(*values))
    team = {"owner_team": "territory"} if name == "moves" else {}
    for case in cases[:: max(1, len(cases) // EACH)]:
        told = {fact.name: value for fact, value in zip(facts, case, strict=True) if value}
        yield f"{_COMMANDS[name]} {question_of(_first(team | told), pack)}"


def _first(facts: Mapping[str, str]) -> dict[str, str]:
    """Head-count in front, as people write it."""
    return dict(sorted(facts.items(), key=lambda pair: pair[0] != "employees"))


def _values(fact: Fact, policy: Policy, *, first: bool) -> Iterator[str]:
    if not first:
        yield ""
    if fact.kind is Kind.NUMBER:
        bounds = sorted(set(_bounds(policy, fact.name)))
        yield from dict.fromkeys(str(n) for bound in bounds for n in (bound - 1, bound, bound + 1))
    else:
        yield from fact.values


def _bounds(policy: Policy, fact: str) -> Iterator[int]:
    for rule in policy.rules:
        for test in tests(rule.when):
            match test:
                case AtLeast(at_least=bound) | Below(below=bound) if test.fact == fact:
                    yield bound
                case _:
                    continue


def _at_limits(sheet: Sheet) -> Iterator[str]:
    """Each example with its figures at, below and above each limit."""
    for limit in sheet.limits.values():
        for example in sheet.examples:
            for figure in (limit.value - 1, limit.value, limit.value + 1):
                yield from _with(example.ask, figure)


def _with(ask: str, figure: Fraction) -> Iterator[str]:
    shown = str(int(figure)) if figure.denominator == 1 else str(float(figure))
    for found in _FIGURE.finditer(ask):
        yield ask[: found.start()] + shown + ask[found.end() :]
