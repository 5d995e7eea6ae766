"""Channels with customers on somebody's Home."""

from collections.abc import Iterator

from handlers.channels.controls import LIST, ask_button
from handlers.channels.lists import one
from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from policies.channels import State
from storage import customer_channels
from storage.members import Member

SHOWN = 3


def show(round: Round, member: Member) -> Iterator[Block]:
    """What waits for an approval first; nothing for whoever has no part in one."""
    found = customer_channels.live_of(round.session, round.workspace.id, [member.id])
    found.sort(key=lambda each: (each.state is not State.ASKED, each.close_by is None, each.id))
    for each in found[:SHOWN]:
        yield one(round, each, member.id)
    if found:
        rest = [blocks.button(f"All {len(found):,}", LIST)] if len(found) > SHOWN else []
        yield blocks.actions(ask_button(), *rest)


CHANNELS = Panel("customer-slack", "Customer channels", 35, show)
