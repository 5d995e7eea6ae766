"""A handbook entry: its title, all of what it says, for whom, when, and what to watch."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Block
from handlers.kit.texts import escape
from policies.answer import Answer, Citation
from policies.pack import Pack
from policies.vocabulary import Entry

ENTRY = "answer.entry"
ALSO_SHOWN = 2


def found(answer: Answer, pack: Pack) -> Iterator[Block]:
    """The entry that answers; a page of the company's own is no entry, so its words are shown."""
    entry = pack.entries.get(answer.outcome or "")
    if entry is not None:
        yield from page(entry, pack.citation(entry.id))
        warnings = [each for each in answer.warnings if each != entry.watch]
    else:
        yield blocks.section(escape(str(answer.values.get("answer", answer.headline))))
        yield from shelf(places(answer.citations[:1]))
        warnings = list(answer.warnings)
    if warnings:
        yield blocks.context("\n".join(f"⚠️ {escape(each)}" for each in warnings))


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
