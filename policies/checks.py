"""A pack that loads can decide: what is wrong with one that could not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches

from policies.asking import Question, answer
from policies.conditions import AtLeast, Below, Is, OneOf, Test, tests
from policies.edition import Pack
from policies.rule import Implication, Policy, Rule
from policies.vocabulary import Kind
from policies.yaml_lines import Place


@dataclass(frozen=True, slots=True)
class Problem:
    file: str
    place: Place
    says: str


def problems_of(pack: Pack) -> list[Problem]:
    """References first; only a pack whose parts fit together can try its examples."""
    found = list(_references(pack))
    return found or [*_gaps(pack), *_examples(pack)]


def _references(pack: Pack) -> Iterator[Problem]:
    yield from _twice("handbook", (entry.id for entry in pack.handbook.entries), "entries")
    yield from _known("pack", ("decider_entry",), pack.cover.decider_entry, pack.entries, "entry")
    for place, entry in enumerate(pack.handbook.entries):
        where = ("entries", place, "page")
        yield from _known("handbook", where, entry.page, pack.cover.pages, "page")
    for place, phrase in enumerate(pack.words.phrases):
        yield from _phrase(pack, place, phrase.fact, phrase.values)
    for name, fact in pack.facts.items():
        if fact.kind in (Kind.CHOICE, Kind.YES_NO) and not fact.options:
            yield Problem("pack", ("facts", name), f"{name} is a {fact.kind} without options")
    for name, policy in pack.policies.items():
        yield from _policy(pack, name, policy)


def _phrase(pack: Pack, place: int, fact: str, values: Iterable[str]) -> Iterator[Problem]:
    where = ("phrases", place)
    yield from _known("words", where, fact, pack.facts, "fact")
    if fact in pack.facts:
        for value in values:
            options = pack.fact(fact).values
            yield from _known("words", (*where, "values"), value, options, f"value of {fact}")


def _policy(pack: Pack, name: str, policy: Policy) -> Iterator[Problem]:
    yield from _twice(name, (rule.id for rule in policy.rules), "rules")
    for place, fact in enumerate(policy.facts):
        yield from _known(name, ("facts", place), fact, pack.facts, "fact")
    for place, rule in enumerate(policy.rules):
        yield from _rule(pack, name, place, rule)
    for place, implication in enumerate(policy.implies):
        yield from _implication(pack, name, place, implication)


def _rule(pack: Pack, name: str, place: int, rule: Rule) -> Iterator[Problem]:
    where = ("rules", place)
    outcomes = pack.cover.outcomes
    yield from _known(name, (*where, "outcome"), rule.outcome, outcomes, "outcome")
    steps = [step.entry for step in rule.next if step.entry]
    for entry in (*rule.entries, *steps):
        yield from _known(name, (*where, "entry"), entry, pack.entries, "handbook entry")
    for test in tests(rule.when):
        yield from _test(pack, name, (*where, "when"), test)


def _implication(pack: Pack, name: str, place: int, implied: Implication) -> Iterator[Problem]:
    where = ("implies", place)
    yield from _known(name, (*where, "entry"), implied.entry, pack.entries, "handbook entry")
    yield from _known(name, (*where, "then"), implied.then.fact, pack.facts, "fact")
    for test in tests(implied.when):
        yield from _test(pack, name, (*where, "when"), test)


def _test(pack: Pack, name: str, where: Place, test: Test) -> Iterator[Problem]:
    yield from _known(name, where, test.fact, pack.facts, "fact")
    if test.fact not in pack.facts:
        return
    fact = pack.fact(test.fact)
    if bool(fact.options) == isinstance(test, AtLeast | Below):
        fits = "`is` or `one_of`" if fact.options else "`at_least` or `below`"
        yield Problem(name, where, f"{test.fact} is a {fact.kind}; use {fits}")
    for value in _options(test):
        yield from _known(name, where, value, fact.values, f"value of {test.fact}")


def _options(test: Test) -> tuple[str, ...]:
    match test:
        case Is(option=option):
            return (option,)
        case OneOf(one_of=options):
            return options
        case AtLeast() | Below():
            return ()


def _known(
    file: str, where: Place, name: str, names: Iterable[str], what: str
) -> Iterator[Problem]:
    known = list(names)
    if name not in known:
        near = get_close_matches(name, known, 1, 0.5)
        instead = f"did you mean {near[0]}?" if near else f"use one of {', '.join(known[:8])}"
        yield Problem(file, where, f"there is no {what} {name}; {instead}")


def _twice(file: str, ids: Iterable[str], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, id in enumerate(ids):
        if id in seen:
            yield Problem(file, (what, place, "id"), f"the id {id} is used twice; rename one")
        seen.add(id)


def _gaps(pack: Pack) -> Iterator[Problem]:
    for name, table in pack.tables.items():
        if -1 in table.winners:
            last = len(pack.policies[name].rules) - 1
            says = "some cases match no rule; let the last rule have no `when`"
            yield Problem(name, ("rules", last), says)


def _examples(pack: Pack) -> Iterator[Problem]:
    noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
    for name, policy in pack.policies.items():
        for place, example in enumerate(policy.examples):
            told = answer(Question(example.ask, noon), pack)
            wanted = example.outcome or f"a question for {example.needs}"
            if told.outcome != example.outcome or (example.needs and example.needs not in told.ask):
                says = f"the example “{example.ask}” gives {told.outcome or told.status}"
                yield Problem(name, ("examples", place), f"{says}, not {wanted}")
