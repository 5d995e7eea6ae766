"""Where the handbook says so: each place named and linked once, however many rules rest on it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from handlers.kit import blocks
from handlers.kit.feature import Block
from handlers.kit.texts import escape
from policies.answer import Citation

Place = tuple[str, str, str, str]
"""Page, edition, heading and address: what several entries of the handbook may share."""
PLACES_SHOWN = 5


def places(citations: Iterable[Citation]) -> tuple[Place, ...]:
    """Each once, those of one page together, in the order in which they were first cited."""
    unique = list(dict.fromkeys(map(_place, citations)))
    pages = list(dict.fromkeys(place[:2] for place in unique))
    return tuple(sorted(unique, key=lambda place: pages.index(place[:2])))


def mark(known: Sequence[Place], citation: Citation) -> str:
    """` [2]`, linked, behind what a citation stands for; nothing when there is one place only."""
    number = known.index(_place(citation)) + 1
    return f" {_linked(f'[{number}]', citation.url)}" if len(known) > 1 else ""


def shelf(known: Sequence[Place], *, numbered: bool = False) -> Iterator[Block]:
    """`📖 Commercial Sales (FY23) › [1] Inbound · [2] Outbound`, a line for each page."""
    named = [(place, f"[{n}] " if numbered else "") for n, place in enumerate(known, 1)]
    pages = groupby(named[:PLACES_SHOWN], key=lambda each: each[0][:2])
    lines = [f"📖 {_page(*page)} › {_headings(each)}" for page, each in pages]
    if lines:
        yield blocks.context("\n".join(lines))


def source(citation: Citation) -> str:
    """`Commercial Sales (FY23) › Inbound`, linked."""
    return f"{_page(citation.page, citation.edition)} › {_linked(citation.heading, citation.url)}"


def _place(citation: Citation) -> Place:
    return (citation.page, citation.edition, citation.heading, citation.url)


def _page(page: str, edition: str) -> str:
    return f"{escape(page)} ({escape(edition.upper())})"


def _headings(named: Iterable[tuple[Place, str]]) -> str:
    return " · ".join(f"{number}{_linked(place[2], place[3])}" for place, number in named)


def _linked(text: str, url: str) -> str:
    safe = url.startswith("https://") and not set(url) & set("<>| ")
    return f"<{url}|{escape(text)}>" if safe else escape(text)
