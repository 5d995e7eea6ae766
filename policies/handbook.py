"""Any other question: the entry that answers it, or an honest no."""

import re

from policies.answer import Answer, Looked, Result, Status
from policies.edition import Pack
from policies.reading.cleaning import excerpt
from policies.vocabulary import Entry
from policies.wording import sentence, stopped

_SENTENCE = re.compile(r".+?[.!?](?=\s+[A-Z]|\s*$)", re.DOTALL)
_TWO = re.compile(rf"{_SENTENCE.pattern}\s+{_SENTENCE.pattern}", re.DOTALL)
NOTHING = "Nothing in these pages speaks of that."


def look_up(question: str, pack: Pack) -> Answer | None:
    hits = pack.index.find(question)
    if not hits:
        return None
    entry = pack.entry(hits[0].entry)
    return Answer(
        "handbook",
        Status.DECIDED,
        sentence(_headline(entry)),
        pack.edition,
        outcome=entry.id,
        read_as=excerpt(question),
        rules=(Looked(entry.id, Result.MATCHED, entry.title),),
        values={"answer": entry.answer, "also": tuple(hit.entry for hit in hits[1:])},
        warnings=(entry.watch,) if entry.watch else (),
        next=_further(entry, pack),
        citations=tuple(pack.citation(hit.entry) for hit in hits),
    )


def _further(entry: Entry, pack: Pack) -> tuple[str, ...]:
    """Pages that help, then entries that a reader goes to next."""
    links = tuple(f"{link.title}: {link.url}" for link in entry.links)
    titles = (pack.entry(id).title for id in entry.see if id in pack.entries)
    return (*links, *(f"See also: {title}" for title in titles))


def _headline(entry: Entry) -> str:
    """The first sentence; with its answer if it asks, and the title if it begins a list."""
    if entry.answer[:1].isdigit() and entry.answer[1:3].strip(". ")[:1].isupper():
        return stopped(entry.title)
    found = _SENTENCE.match(entry.answer)
    if found and found[0].endswith("?"):
        found = _SENTENCE.match(entry.answer, found.end()) and _TWO.match(entry.answer)
    return found[0] if found else stopped(entry.answer)


def nothing(question: str, pack: Pack) -> Answer:
    example = "For example: /roe 480 employees, 130 potential users, inbound"
    return Answer(
        "handbook",
        Status.UNKNOWN,
        NOTHING,
        pack.edition,
        read_as=excerpt(question),
        next=(example,),
    )
