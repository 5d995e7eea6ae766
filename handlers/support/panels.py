"""Requests for an SA or TAM on somebody's Home."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.texts import capital
from handlers.support import words
from handlers.support.controls import LIST, ask_button, show_button
from storage import support_requests
from storage.members import Member

SHOWN = 3


def show(round: Round, member: Member) -> Iterator[Block]:
    """Nothing for whoever waits for nobody."""
    found = support_requests.open_of(round.session, round.workspace.id, [member.id])
    if not found:
        return
    reader, on = words.rhythm(round, member.id), words.today(round, member.id)
    for each in reversed(found[-SHOWN:]):
        told = capital(words.state(round, reader, each, on))
        yield blocks.section(f"{words.line(each)}\n{told}", show_button(each))
    rest = [blocks.button(f"All {len(found):,}", LIST)] if len(found) > SHOWN else []
    yield blocks.actions(ask_button(), *rest)


SUPPORT = Panel("support", "Support from SAs and TAMs", 34, show)
