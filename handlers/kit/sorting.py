"""A file that somebody sent without saying what it is: known by its headings, or asked about."""

from collections.abc import Mapping

from handlers.kit import blocks
from handlers.kit.feature import Fetched, File, Message
from handlers.kit.texts import excerpt
from policies.imports.columns import first_lines
from policies.imports.files import open_file
from policies.imports.tables import LARGEST_BYTES
from policies.pack import Pack

DROPPED = "files.dropped"
"""What a dropped file is fetched for."""
TAKE_AS = "files.take"
MOST = LARGEST_BYTES
WHICH = "I can't tell from its headings what {name} is. What shall I read it as?"


def sort(kinds: Mapping[str, Fetched], data: bytes, pack: Pack) -> Fetched | None:
    """What the file most looks like; None if two are as likely, or none is. Raises Unreadable."""
    lines = first_lines(open_file(data))
    scores = {
        kind.id: max((kind.fits(line, pack) for line in lines), default=0)
        for kind in kinds.values()
        if kind.fits
    }
    best = max(scores.values(), default=0)
    likely = [id for id, score in scores.items() if score == best and best > 0]
    return kinds[likely[0]] if len(likely) == 1 else None


def question(kinds: Mapping[str, Fetched], file: File, errand: int) -> Message:
    """One button for everything that it could be; the errand knows which file it was."""
    asked = WHICH.format(name=excerpt(file.name))
    shown = [
        blocks.button(kind.name, f"{TAKE_AS}.{place}", f"{errand} {kind.id}")
        for place, kind in enumerate(each for each in kinds.values() if each.fits)
    ]
    return blocks.message(asked, blocks.section(asked), blocks.actions(*shown))
