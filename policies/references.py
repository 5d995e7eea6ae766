"""Names in a pack that lead nowhere, or to something that does not fit."""

from collections.abc import Iterable, Iterator
from datetime import date

from policies.conditions import AtLeast, Below, Is, OneOf, Test, tests
from policies.disputes.sheet import dispute_problems
from policies.edition import Handbook, Pack
from policies.engagement.sheet import engagement_problems
from policies.handoffs.sheet import handoff_problems
from policies.onboarding.sheet import onboarding_problems
from policies.problems import Problem, twice, unknown
from policies.programs.sheet import program_problems
from policies.ranking.sheet import ranking_problems
from policies.recordings.sheet import recording_problems
from policies.rule import Implication, Policy, Rule
from policies.sheet_checks import fact_problems, sheet_problems
from policies.skills.sheet import skills_problems
from policies.subjects import SUBJECTS
from policies.trips.sheet import trip_problems
from policies.vocabulary import Kind
from policies.yaml_lines import Place

FACTS = ("employees", "potential_users", "direction", "region", "owner_team", "created")
ENTRIES = ("ent-overview", "segment-basis-global-headcount")
"""What the program itself speaks of, whatever the rules say."""

_EARLIEST = date(1900, 1, 1).toordinal()


def references(pack: Pack) -> Iterator[Problem]:
    yield from _cover(pack)
    yield from _handbook(pack)
    for place, phrase in enumerate(pack.words.phrases):
        yield from _values(pack, "words", ("phrases", place), phrase.fact, phrase.values)
    for name, fact in pack.facts.items():
        yield from fact_problems("pack", name, fact)
    for name, policy in pack.policies.items():
        yield from _policy(pack, name, policy)
    yield from sheet_problems(pack)
    yield from trip_problems(pack.trips, pack.entries)
    yield from dispute_problems(pack.disputes, pack.entries)
    printed = pack.sheets.get("handoff")
    yield from handoff_problems(pack.handoffs, printed, pack.entries, pack.roles)
    yield from program_problems(pack.programs, pack.entries)
    yield from onboarding_problems(pack.onboarding, pack.entries, pack.roles)
    yield from skills_problems(pack.skills, pack.entries, pack.roles)
    ranks = pack.sheets.get("rank")
    yield from ranking_problems(pack.ranking, ranks, pack.entries, pack.roles)
    yield from engagement_problems(pack.engagement, pack.entries)
    yield from recording_problems(pack.recordings, pack.entries)


def _cover(pack: Pack) -> Iterator[Problem]:
    cover = pack.cover
    yield from unknown("pack", ("decider_entry",), cover.decider_entry, pack.entries, "entry")
    for place, outcome in enumerate(cover.outside):
        yield from unknown("pack", ("outside", place), outcome, cover.outcomes, "outcome")
    for role in cover.standings:
        yield from unknown("pack", ("standings", role), role, cover.roles, "role")
    for role in cover.roles:
        if len(role.split()) != 1:
            yield Problem("pack", ("roles", role), f"write the role {role} in one word, with -")
    for name in FACTS:
        if name not in pack.facts:
            yield Problem("pack", ("facts",), f"the fact {name} is missing; Handrail asks for it")


def _handbook(pack: Pack) -> Iterator[Problem]:
    homes: dict[str, str] = {}
    for name, book in sorted(pack.handbooks.items()):
        yield from twice(name, ("entries",), (entry.id for entry in book.entries), "id")
        yield from _elsewhere(name, book, homes)
        for place, entry in enumerate(book.entries):
            where = ("entries", place, "page")
            yield from unknown(name, where, entry.page, pack.cover.pages, "page")
            for at, other in enumerate(entry.see):
                see = ("entries", place, "see", at)
                yield from unknown(name, see, other, pack.entries, "entry")
    for id in ENTRIES:
        if id not in pack.entries:
            says = f"the entry {id} is missing; Handrail cites it"
            yield Problem(next(iter(pack.handbooks), "pack"), ("entries",), says)


def _elsewhere(name: str, book: Handbook, homes: dict[str, str]) -> Iterator[Problem]:
    """An entry stands in one file; `homes` grows by those of this one."""
    for place, entry in enumerate(book.entries):
        home = homes.setdefault(entry.id, name)
        if home != name:
            says = f"the entry {entry.id} is in {home}.yml already; remove one of the two"
            yield Problem(name, ("entries", place, "id"), says)


def _values(
    pack: Pack, file: str, where: Place, name: str, values: Iterable[str]
) -> Iterator[Problem]:
    yield from unknown(file, (*where, "fact"), name, pack.facts, "fact")
    for value in values if name in pack.facts else ():
        options = pack.fact(name).values
        yield from unknown(file, (*where, "values"), value, options, f"value of {name}")


def _policy(pack: Pack, name: str, policy: Policy) -> Iterator[Problem]:
    subjects = [subject.policy for subject in SUBJECTS]
    yield from unknown(name, ("policy",), policy.policy, subjects, "policy")
    yield from twice(name, ("rules",), (rule.id for rule in policy.rules), "id")
    for place, fact in enumerate(policy.facts):
        yield from unknown(name, ("facts", place), fact, pack.facts, "fact")
    for place, fact in enumerate(policy.ask_first):
        yield from unknown(name, ("ask_first", place), fact, policy.facts, "fact of this policy")
    for outcome in policy.headlines:
        where = ("headlines", outcome)
        yield from unknown(name, where, outcome, pack.cover.outcomes, "outcome")
    for place, rule in enumerate(policy.rules):
        yield from _rule(pack, name, ("rules", place), rule)
    for place, implication in enumerate(policy.implies):
        yield from _implication(pack, name, ("implies", place), implication)


def _rule(pack: Pack, name: str, where: Place, rule: Rule) -> Iterator[Problem]:
    outcomes, about = pack.cover.outcomes, pack.policies[name].facts
    yield from unknown(name, (*where, "outcome"), rule.outcome, outcomes, "outcome")
    for key, entry in _cited(rule):
        yield from unknown(name, (*where, *key), entry, pack.entries, "handbook entry")
    for test in tests(rule.when):
        yield from _test(pack, name, (*where, "when"), test)
        if test.fact in pack.facts and test.fact not in about:
            says = f"{test.fact} is not among the `facts` at the top of this file; add it there"
            yield Problem(name, (*where, "when"), says)


def _cited(rule: Rule) -> Iterator[tuple[Place, str]]:
    yield ("entry",), rule.entry
    yield from ((("also", place), entry) for place, entry in enumerate(rule.also))
    for place, step in enumerate(rule.next):
        if step.entry:
            yield ("next", place, "entry"), step.entry


def _implication(pack: Pack, name: str, where: Place, implied: Implication) -> Iterator[Problem]:
    then = implied.then
    yield from unknown(name, (*where, "entry"), implied.entry, pack.entries, "handbook entry")
    yield from _values(pack, name, (*where, "then"), then.fact, then.values)
    if implied.unless:
        yield from unknown(name, (*where, "unless"), implied.unless, pack.facts, "fact")
    for test in tests(implied.when):
        yield from _test(pack, name, (*where, "when"), test)


def _test(pack: Pack, name: str, where: Place, test: Test) -> Iterator[Problem]:
    yield from unknown(name, where, test.fact, pack.facts, "fact")
    if test.fact not in pack.facts:
        return
    fact = pack.fact(test.fact)
    if bool(fact.options) == isinstance(test, AtLeast | Below):
        fits = "`is` or `one_of`" if fact.options else "`at_least` or `below`"
        yield Problem(name, where, f"{test.fact} is a {fact.kind}; use {fits}")
    for value in _options(test):
        yield from unknown(name, where, value, fact.values, f"value of {test.fact}")
    if fact.kind is Kind.DATE and _bound(test) < _EARLIEST:
        says = f"{test.fact} is a date; write a day such as 2022-02-25, not {_bound(test)}"
        yield Problem(name, where, says)


def _bound(test: Test) -> int:
    match test:
        case AtLeast(at_least=bound) | Below(below=bound):
            return bound
        case Is() | OneOf():
            return _EARLIEST


def _options(test: Test) -> tuple[str, ...]:
    match test:
        case Is(option=option):
            return (option,)
        case OneOf(one_of=options):
            return options
        case AtLeast() | Below():
            return ()
