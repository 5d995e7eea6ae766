"""Handoffs on somebody's Home."""

from collections.abc import Iterator

from handlers.handoffs.controls import LIST, start_button
from handlers.handoffs.lists import NOTHING, one
from handlers.handoffs.records import cases
from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from policies.pack import Pack
from storage import handoffs
from storage.members import Member

SHOWN = 4


def show(round: Round, member: Member) -> Iterator[Block]:
    """What waits for an acceptance first."""
    found = cases(round, handoffs.open_of(round.session, round.workspace.id, [member.id]))
    found.sort(key=lambda each: (each.handoff.state != "signed", each.id))
    for each in found[:SHOWN]:
        yield one(round, each, member.id)
    if not found:
        yield blocks.context(NOTHING)
    rest = [blocks.button(f"All {len(found):,}", LIST)] if len(found) > SHOWN else []
    yield blocks.actions(start_button(), *rest)


def takes_part(member: Member, pack: Pack) -> bool:
    """Whoever has a role that hands over or takes over, or has told none."""
    own, kinds = set(member.profile.roles), pack.handoffs.types.values()
    return not own or any(own & {*kind.giver.roles, *kind.receiver.roles} for kind in kinds)


HANDOFFS = Panel("handoffs", "Handoffs", 31, show, takes_part)
