"""Today's and tomorrow's calls on somebody's Home."""

from collections.abc import Iterator
from datetime import time, timedelta

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.reminding.planning import rhythm_of
from handlers.recordings import words
from handlers.recordings.controls import TITLE, add_button, list_button, show_button
from handlers.recordings.records import sheet_of
from policies.clocks import day_in, instant_of
from policies.pack import Pack
from storage import recorded_calls
from storage.members import Member

SHOWN = 5
MORE = "More stand under *Coming calls*."


def show(round: Round, member: Member) -> Iterator[Block]:
    """Nothing if there are none."""
    sheet, reader = sheet_of(round), rhythm_of(round, member)
    after = day_in(round.now, reader.zone) + timedelta(days=2)
    last = instant_of(after, time(), reader.zone) - timedelta(seconds=1)
    since = round.now - sheet.lasts
    found = recorded_calls.between(round.session, round.workspace.id, [member.id], since, last)
    if not found:
        return
    for each in found[:SHOWN]:
        said = f"{words.line(round, reader, each)}\n{words.ticked(sheet, each)}"
        yield blocks.section(said, show_button(each))
    if len(found) > SHOWN:
        yield blocks.context(MORE)
    yield blocks.actions(add_button(), list_button())


def in_force(member: Member, pack: Pack) -> bool:
    return pack.recordings is not None


CALLS = Panel("recordings", TITLE, 15, show, in_force)
