"""A handbook entry: its title, all of what it says, for whom, when, and what to watch."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.citations import places, shelf, source
from handlers.kit.feature import Block
from handlers.kit.texts import escape
from policies.answer import Answer, Citation
from policies.pack import Pack
from policies.vocabulary import Entry

ENTRY = "answer.entry"
ALSO_SHOWN = 2


def found(answer: Answer, pack: Pack) -> Iterator[Block]:
    """The entry that answers, or a section of the company's own pages."""
    entry = pack.entries.get(answer.outcome or "")
    watched = entry.watch if entry else ""
    yield from page(entry, pack.citation(entry.id)) if entry else _section(answer)
    if warnings := [f"⚠️ {escape(each)}" for each in answer.warnings if each != watched]:
        yield blocks.context("\n".join(warnings))


def _section(answer: Answer) -> Iterator[Block]:
    """A section is no entry: its title is its place, and the next best are links."""
    title = answer.rules[0].says if answer.rules else answer.headline
    told = str(answer.values.get("answer", answer.headline))
    yield blocks.section(f"*{escape(title)}*\n{escape(told)}")
    yield from shelf(places(answer.citations[:1]))
    also = [source(each) for each in answer.citations[1 : 1 + ALSO_SHOWN]]
    if also:
        yield blocks.context(f"Also: {' · '.join(also)}")


def page(entry: Entry, citation: Citation) -> Iterator[Block]:
    yield blocks.section(f"*{escape(entry.title)}*\n{escape(entry.answer)}")
    told = [("Who", entry.who), ("When", entry.when)]
    lines = [f"*{label}:* {escape(text)}" for label, text in told if text]
    if lines:
        yield blocks.context(" · ".join(lines))
    if entry.watch:
        yield blocks.section(f"⚠️ {escape(entry.watch)}")
    links = [f"<{link.url}|{escape(link.title)}>" for link in entry.links]
    if links:
        yield blocks.context(f"🔗 {' · '.join(links)}")
    yield from shelf(places([citation]))


def others(answer: Answer, pack: Pack) -> tuple[tuple[str, str], ...]:
    """The next best entries, by id and title."""
    named = [id for id in answer.values.get("also", ()) if id in pack.entries]
    return tuple((id, pack.entries[id].title) for id in named[:ALSO_SHOWN])
