"""Everything in a pack that has an id, with its text, what it cites and what uses it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policies.conditions import AtLeast, Below, Condition, Is, OneOf, tests
from policies.disputes import DisputeSheet
from policies.edition import Pack
from policies.reading.amounts import shown
from policies.rule import Policy, Rule
from policies.sheets import Item, Limit, Sheet
from policies.trips import TripSheet

KINDS = ("policy", "rule", "limit", "outcome", "list", "text", "fact", "entry", "name", "absent")


@dataclass(frozen=True, slots=True)
class Thing:
    """`more` are further keys; `where` is the file; `cites` are ids of entries."""

    kind: str
    id: str
    text: str
    where: str
    more: Mapping[str, str] = field(default_factory=dict)
    cites: tuple[str, ...] = ()


def things(pack: Pack) -> Iterator[Thing]:
    for name, policy in pack.policies.items():
        yield from _policy(name, policy)
    for name, sheet in pack.sheets.items():
        yield from _sheet(name, sheet)
    yield from _trips(pack.trips)
    yield from _disputes(pack.disputes)
    yield from _cover(pack)
    yield from _entries(pack)


def named(pack: Pack, id: str) -> list[Thing]:
    """Those of the id, alone or after the name of their policy: `deck_smb`, `deal/deck_smb`."""
    return [each for each in things(pack) if id in (each.id, each.id.rpartition("/")[2])]


def users(pack: Pack, thing: Thing) -> list[Thing]:
    """What cites an entry, or comes to an outcome."""
    bare = thing.id.rpartition("/")[2]
    found = [each for each in things(pack) if each.id != thing.id]
    if thing.kind == "entry":
        return [each for each in found if thing.id in each.cites]
    if thing.kind == "outcome":
        return [each for each in found if each.more.get("outcome") == bare]
    return [each for each in found if thing.kind == "fact" and bare in each.more.get("when", "")]


def _policy(name: str, policy: Policy) -> Iterator[Thing]:
    asked = _told({"facts": ", ".join(policy.facts), "asks first": ", ".join(policy.ask_first)})
    yield Thing("policy", name, policy.what, name, asked)
    yield from (_rule(name, rule) for rule in policy.rules)
    for implied in policy.implies:
        more = {"when": _condition(implied.when)}
        yield Thing("rule", f"{name}/{implied.id}", implied.says, name, more, (implied.entry,))


def _rule(name: str, rule: Rule) -> Thing:
    more = {"when": _condition(rule.when), "outcome": rule.outcome, "because": rule.because}
    steps = [step.entry for step in rule.next if step.entry]
    cites = tuple(dict.fromkeys([*rule.entries, *steps]))
    return Thing("rule", f"{name}/{rule.id}", rule.says, name, _told(more), cites)


def _condition(condition: Condition) -> str:
    """The tests in words; how they are joined stands in the file."""
    return ", ".join(map(_test, tests(condition)))


def _test(test: AtLeast | Below | Is | OneOf) -> str:
    match test:
        case AtLeast(at_least=bound):
            return f"{test.fact} at least {bound:,}"
        case Below(below=bound):
            return f"{test.fact} below {bound:,}"
        case Is(option=option):
            return f"{test.fact} is {option}"
        case OneOf(one_of=options):
            return f"{test.fact} is one of {', '.join(options)}"


def _sheet(name: str, sheet: Sheet) -> Iterator[Thing]:
    yield Thing("policy", name, sheet.what, name)
    yield from _limits(name, sheet.limits)
    for id, outcome in sheet.outcomes.items():
        steps = [step.entry for step in outcome.next if step.entry]
        cites = (outcome.entry, *outcome.also, *steps)
        more = _told({"label": outcome.label, "warns": outcome.warns or ""})
        yield Thing("outcome", f"{name}/{id}", outcome.headline, name, more, cites)
    yield from _lists(name, sheet.lists)
    for id, text in sheet.texts.items():
        yield Thing("text", f"{name}/{id}", text, name)
    for id, fact in sheet.facts.items():
        more = _told({"hint": fact.hint or "", "options": ", ".join(fact.values)})
        yield Thing("fact", f"{name}/{id}", fact.ask, name, {"label": fact.label, **more})


def _limits(name: str, limits: Mapping[str, Limit]) -> Iterator[Thing]:
    for id, limit in limits.items():
        more = {"is": shown(limit.value)}
        yield Thing("limit", f"{name}/{id}", limit.says, name, more, (limit.entry,))


def _lists(name: str, lists: Mapping[str, tuple[Item, ...]]) -> Iterator[Thing]:
    for id, items in lists.items():
        says = "\n".join(f"{item.id}: {item.says}" for item in items)
        entries = tuple(dict.fromkeys(item.entry for item in items))
        yield Thing("list", f"{name}/{id}", says, name, cites=entries)


def _trips(sheet: TripSheet) -> Iterator[Thing]:
    links = (sheet.template, sheet.folder, sheet.feedback)
    more = {link.title: link.url for link in links}
    more |= {"hosts": ", ".join(sheet.hosts), "channel": sheet.channel}
    yield Thing("policy", "trips", sheet.what, "trips", more)
    yield from _limits("trips", sheet.limits)
    yield from _lists("trips", sheet.lists)


def _disputes(sheet: DisputeSheet) -> Iterator[Thing]:
    yield Thing("policy", "disputes", sheet.what, "disputes")
    yield from _limits("disputes", sheet.limits)


def _cover(pack: Pack) -> Iterator[Thing]:
    for id, label in pack.cover.outcomes.items():
        yield Thing("outcome", id, label, "pack")
    for id, fact in pack.facts.items():
        more = {"label": fact.label, "hint": fact.hint or "", "options": ", ".join(fact.values)}
        more["assume"] = fact.assume or ""
        yield Thing("fact", id, fact.ask, "pack", _told(more))
    for group in ("roles", "channels", "links", "people"):
        for id, text in getattr(pack.cover, group).items():
            yield Thing("name", f"{group}/{id}", text, "pack")
    for id, page in pack.cover.pages.items():
        yield Thing("name", f"pages/{id}", page.title, "pack", {"url": page.url})
    for id, says in pack.cover.absent.items():
        yield Thing("absent", id, says, "pack")


def _entries(pack: Pack) -> Iterator[Thing]:
    for id, entry in pack.entries.items():
        links = " ".join(link.url for link in entry.links)
        more = {"title": entry.title, "heading": entry.heading, "who": entry.who}
        more |= {"when": entry.when, "watch": entry.watch, "links": links}
        cites = tuple(entry.see)
        yield Thing("entry", id, entry.answer.strip(), "handbook", _told(more), cites)


def _told(more: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in more.items() if text}
