"""Names in a calculating policy's sheet that lead nowhere, or that its code looks up in vain."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from string import Formatter

from policies.desks import DESKS
from policies.desks.desk import Desk
from policies.edition import Pack
from policies.problems import Problem, twice, unknown
from policies.recordings.sheet import FILE as RECORDINGS
from policies.sheets import Outcome, Sheet
from policies.vocabulary import Fact, Kind
from policies.yaml_lines import Place

SPOKEN = (Kind.NUMBER, Kind.MONEY)
"""Kinds of facts that are told by a figure with a word beside it."""

RULED = ("segment", "roe", "moves", "source")
"""Policies whose files hold rules instead of figures."""

Cited = tuple[str, Place, str]


def sheet_problems(pack: Pack) -> Iterator[Problem]:
    for desk in DESKS:
        if desk.policy in pack.sheets:
            yield from _sheet(pack, desk, pack.sheets[desk.policy])
    yield from _absences(pack)


def _sheet(pack: Pack, desk: Desk, sheet: Sheet) -> Iterator[Problem]:
    yield from unknown(desk.policy, ("policy",), sheet.policy, (desk.policy,), "policy")
    for group, names, there in _wanted(desk, sheet):
        yield from _missing(pack, desk.policy, group, names, there)
    for part, place, entry in _cited(sheet):
        if not pack.lacks(desk.policy, part):
            yield from unknown(desk.policy, place, entry, pack.entries, "handbook entry")
    for name in sheet.shared:
        yield from unknown(desk.policy, ("shared",), name, pack.facts, "fact")
    for name, fact in sheet.facts.items():
        yield from fact_problems(desk.policy, name, fact)
        yield from _spoken(desk.policy, name, fact)
    yield from _worded(desk.policy, sheet)
    yield from _lists(desk.policy, sheet)
    yield from _templates(desk.policy, sheet)
    yield from _examples(pack, desk.policy, sheet)


Wanted = tuple[str, tuple[str, ...], Mapping[str, object]]


def _wanted(desk: Desk, sheet: Sheet) -> Iterator[Wanted]:
    yield "limits", desk.limits, sheet.limits
    yield "outcomes", desk.outcomes, sheet.outcomes
    yield "facts", desk.facts, sheet.facts | dict.fromkeys(sheet.shared)
    yield "words", desk.words, sheet.words
    yield "texts", desk.texts, sheet.texts
    yield "lists", desk.lists, sheet.lists


def _missing(
    pack: Pack, file: str, group: str, names: tuple[str, ...], there: Mapping[str, object]
) -> Iterator[Problem]:
    for name in names:
        if name in there or pack.lacks(file, name):
            continue
        near = get_close_matches(name, [each for each in there if each not in names], 1, 0.7)
        if near:
            says = f"{near[0]} is looked up by nobody; did you mean {name}?"
            yield Problem(file, (group, near[0]), says)
        else:
            says = f"{name} is missing among the {group}; Handrail looks it up"
            yield Problem(file, (group,), says)


def _cited(sheet: Sheet) -> Iterator[Cited]:
    for name, limit in sheet.limits.items():
        yield name, ("limits", name, "entry"), limit.entry
    for name, outcome in sheet.outcomes.items():
        for place, entry in _entries(outcome):
            yield name, ("outcomes", name, *place), entry
    for name, items in sheet.lists.items():
        for at, item in enumerate(items):
            yield name, ("lists", name, at, "entry"), item.entry


def _entries(outcome: Outcome) -> Iterator[tuple[Place, str]]:
    yield ("entry",), outcome.entry
    yield from ((("also", at), entry) for at, entry in enumerate(outcome.also))
    for at, step in enumerate(outcome.next):
        if step.entry:
            yield ("next", at, "entry"), step.entry


def fact_problems(file: str, name: str, fact: Fact) -> Iterator[Problem]:
    where = ("facts", name)
    chosen = fact.kind in (Kind.CHOICE, Kind.YES_NO)
    if chosen != bool(fact.options):
        says = "is missing its options" if chosen else "takes no options"
        yield Problem(file, where, f"{name} is a {fact.kind} and {says}")
    yield from twice(file, (*where, "options"), fact.values, "value")
    for value in fact.default:
        yield from unknown(file, (*where, "default"), value, fact.values, f"value of {name}")
    if fact.least > fact.most:
        says = f"the least, {fact.least}, is more than the most, {fact.most}"
        yield Problem(file, (*where, "least"), says)


def _spoken(file: str, name: str, fact: Fact) -> Iterator[Problem]:
    if fact.kind in SPOKEN and not fact.words:
        says = f"{name} has no words, so nobody can say it; add `words: [{fact.many or name}]`"
        yield Problem(file, ("facts", name), says)


def _worded(file: str, sheet: Sheet) -> Iterator[Problem]:
    """`segment=smb` are words for an option, `segment=?` for not knowing it."""
    for key in sheet.words:
        name, _, value = key.partition("=")
        fact = sheet.facts.get(name)
        if value not in ("", "?") and fact is not None and fact.options:
            yield from unknown(file, ("words", key), value, fact.values, f"value of {name}")


def _lists(file: str, sheet: Sheet) -> Iterator[Problem]:
    for name, items in sheet.lists.items():
        ids = (f"{item.id} {item.side or ''}".strip() for item in items)
        yield from twice(file, ("lists", name), ids, "id")


def _templates(file: str, sheet: Sheet) -> Iterator[Problem]:
    """A name that nothing else uses, and that is nearly one of a fact or limit, is mistyped."""
    texts = list(_texts(sheet))
    found = [(place, text, _names(text)) for place, text in texts]
    known = {*sheet.facts, *sheet.shared, *sheet.limits}
    for place, text, names in found:
        if names is None:
            says = f"a curly bracket in “{text[:60]}” has no partner; write names as {{count}}"
            yield Problem(file, place, says)
        others = known | {each for at, _, more in found if at != place for each in more or ()}
        for name in names or ():
            near = next((other for other in sorted(others) if _slipped(name, other)), None)
            if near and name not in others:
                yield Problem(file, place, f"nothing fills in {{{name}}}; did you mean {{{near}}}?")


def _slipped(name: str, other: str) -> bool:
    """Letters swapped, or one missing within; `ranks` beside `rank` is meant."""
    if name.startswith(other) or other.startswith(name) or name.endswith(other):
        return False
    return sorted(name) == sorted(other) or bool(get_close_matches(name, [other], 1, 0.87))


def _texts(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    for name, outcome in sheet.outcomes.items():
        where = ("outcomes", name)
        yield (*where, "headline"), outcome.headline
        yield (*where, "warns"), outcome.warns or ""
        yield from (((*where, "next", at), step.do) for at, step in enumerate(outcome.next))
    for name, text in sheet.texts.items():
        yield ("texts", name), text


def _names(text: str) -> list[str] | None:
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return None


def _examples(pack: Pack, file: str, sheet: Sheet) -> Iterator[Problem]:
    for at, example in enumerate(sheet.examples):
        where = ("examples", at)
        if example.outcome:
            yield from unknown(file, where, example.outcome, sheet.outcomes, "outcome")
        if example.needs:
            names = (*sheet.facts, *pack.facts)
            yield from unknown(file, where, example.needs, names, "fact")


def _absences(pack: Pack) -> Iterator[Problem]:
    policies = (*RULED, *(desk.policy for desk in DESKS), RECORDINGS)
    for key in pack.cover.absent:
        policy, _, part = key.partition(".")
        where = ("absent", key)
        yield from unknown("pack", where, policy, policies, "policy")
        if part and policy in pack.sheets:
            sheet = pack.sheets[policy]
            desk = next(desk for desk in DESKS if desk.policy == policy)
            parts = (*sheet.limits, *sheet.outcomes, *sheet.lists, *desk.limits, *desk.outcomes)
            yield from unknown("pack", where, part, parts, f"limit, outcome or list of {policy}")
