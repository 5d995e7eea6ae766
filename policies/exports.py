"""An edition as one Markdown handbook: every entry, and every rule that decides."""

from collections.abc import Iterator
from itertools import groupby

from policies.edition import Pack
from policies.reading.amounts import shown
from policies.rule import Policy
from policies.sheets import Sheet
from policies.vocabulary import Entry


def markdown(pack: Pack) -> str:
    return "\n".join([*_head(pack), *_pages(pack), *_rules(pack)]) + "\n"


def _head(pack: Pack) -> Iterator[str]:
    day = f", in force from {pack.effective:%d %B %Y}" if pack.effective else ""
    yield f"# {pack.title}"
    yield ""
    yield f"Edition {pack.edition}{day}. {len(pack.entries)} entries, in our own words."
    for says in dict.fromkeys(pack.cover.absent.values()):
        yield ""
        yield f"> {says}"


def _pages(pack: Pack) -> Iterator[str]:
    for id, page in pack.cover.pages.items():
        entries = [entry for entry in pack.entries.values() if entry.page == id]
        yield ""
        yield f"## [{page.title}]({page.url})"
        for heading, group in groupby(entries, key=lambda entry: entry.heading):
            yield ""
            yield f"### {heading}"
            for entry in group:
                yield from _entry(pack, entry)


def _entry(pack: Pack, entry: Entry) -> Iterator[str]:
    yield ""
    yield f"#### {entry.title}"
    yield ""
    yield entry.answer.strip()
    told = {"For": entry.who, "When": entry.when, "Mind": entry.watch}
    links = ", ".join(f"[{link.title}]({link.url})" for link in entry.links)
    source = f"[{entry.heading}]({pack.citation(entry.id).url}) (`{entry.id}`)"
    rows = {**told, "Links": links, "See": ", ".join(entry.see), "Source": source}
    yield ""
    yield from (f"- {name}: {text.strip()}" for name, text in rows.items() if text)


def _rules(pack: Pack) -> Iterator[str]:
    yield ""
    yield "## The rules"
    for name, policy in pack.policies.items():
        yield from _policy(name, policy)
    for name, sheet in pack.sheets.items():
        yield from _sheet(name, sheet)


def _policy(name: str, policy: Policy) -> Iterator[str]:
    yield ""
    yield f"### {name}: {policy.what}"
    yield ""
    for number, rule in enumerate(policy.rules, 1):
        yield f"{number}. {rule.says} → {rule.outcome} (`{rule.entry}`)"


def _sheet(name: str, sheet: Sheet) -> Iterator[str]:
    yield ""
    yield f"### {name}: {sheet.what}"
    yield ""
    for id, limit in sheet.limits.items():
        yield f"- {id} = {shown(limit.value)}: {limit.says} (`{limit.entry}`)"
    for id, outcome in sheet.outcomes.items():
        yield f"- outcome {id}: {outcome.label} (`{outcome.entry}`)"
