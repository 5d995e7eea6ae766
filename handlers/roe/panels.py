"""Disputes on somebody's Home: what waits for their decision, and their own that wait."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.menus import DISPUTES
from handlers.kit.panels import Panel
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import counted, excerpt
from handlers.kit.times import when_there
from handlers.roe import cases, reminding
from handlers.roe.queues import MINE
from policies.disputes.reminders import ROUTINE
from storage import disputes
from storage.disputes import Dispute
from storage.members import Member

SHOWN = 3


def show(round: Round, member: Member) -> Iterator[Block]:
    """From one statement: what waits is little."""
    waiting = disputes.find_open(round.session, round.workspace.id)
    if member.id in round.deciders:
        yield from _queue(round, member, waiting)
    own = [each for each in waiting if each.asker == member.id]
    yield from (_own(round, member, each) for each in own[:SHOWN])
    if own:
        yield blocks.actions(blocks.button("My disputes", f"{MINE}.2", "0"))


def _queue(round: Round, member: Member, waiting: list[Dispute]) -> Iterator[Block]:
    if not waiting:
        return
    rhythm = rhythm_of(round, member)
    waiting.sort(key=lambda each: each.waits_since)
    verb = "wait" if len(waiting) > 1 else "waits"
    yield blocks.context(f"{counted(len(waiting), 'dispute')} {verb} for a decision.")
    for each in waiting[:SHOWN]:
        said = f"*{reminding.head(round, each)}*\n{reminding.age(round, each, rhythm)}"
        yield blocks.section(said, cases.decision(each, cases.ASIDE))
    yield blocks.actions(blocks.button("All disputes", DISPUTES))


def _own(round: Round, member: Member, dispute: Dispute) -> Block:
    since = when_there(round, member.id, dispute.waits_since)
    account = f" · {excerpt(dispute.account)}" if dispute.account else ""
    said = f"Your {cases.title(dispute).lower()}{account} waits for a decision since {since}."
    return blocks.section(said, cases.opening(dispute))


PANEL = Panel(ROUTINE, "Disputes", 38, show)
