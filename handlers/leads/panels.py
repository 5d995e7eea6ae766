"""Leads on somebody's Home."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.leads import lists
from handlers.leads.clocks import Clocks, has_clocks
from handlers.leads.controls import BOARD, LIST, assign_button
from policies.leads import SDR_ROLE, Lead, State
from policies.pack import Pack
from policies.rights import Standing
from storage import leads, members
from storage.members import Member

SHOWN, OTHERS_SHOWN = 3, 2
TAKING_PART = frozenset({Standing.ACCOUNT_EXECUTIVE, Standing.MANAGER, Standing.DIRECTOR})


def show(round: Round, member: Member) -> Iterator[Block]:
    """Their own by urgency, those in which they may step in, and how their team's stand."""
    clocks = Clocks(round)
    found = leads.under_way_of(round.session, round.workspace.id, [member.id])
    own, others = lists.sorted_for(clocks, found, member.id)
    ready = [each for each in others if clocks.may_step_in(each)]
    yield from (lists.one(clocks, each, member.id) for each in own[:SHOWN])
    yield from (lists.other(clocks, each, member.id) for each in ready[:OTHERS_SHOWN])
    yield from _team(clocks, member)
    if is_sdr(member) and not own:
        yield blocks.context(lists.NOTHING)
    if own or others or is_sdr(member):
        every = len(own) + len(others)
        rest = [blocks.button(f"All {every:,}", LIST)] if every else []
        yield blocks.actions(assign_button(), *rest)


def _team(clocks: Clocks, member: Member) -> Iterator[Block]:
    scene = clocks.scene
    if Standing.MANAGER not in map(scene.pack.standing, member.profile.confirmed):
        return
    where = (scene.session, scene.workspace.id)
    people = [each.id for each in members.below(*where, member.id)]
    found = leads.under_way_of(*where, people)
    clocks.learn({each.sdr for each in found})
    if found:
        yield blocks.section(_counts(clocks, found), blocks.button("Board", BOARD))


def _counts(clocks: Clocks, found: list[Lead]) -> str:
    late = sum(clocks.is_overdue(each) for each in found)
    fresh = sum(each.state is State.OPEN for each in found) - late
    rest = len(found) - late - fresh
    counts = ((late, "overdue"), (fresh, "waiting"), (rest, "with a step left"))
    said = " · ".join(f"{count:,} {name}" for count, name in counts if count)
    return f"*Your team's leads:* {said}"


def is_sdr(member: Member) -> bool:
    return SDR_ROLE in member.profile.roles


def takes_part(member: Member, pack: Pack) -> bool:
    roles = member.profile.roles
    sells = not TAKING_PART.isdisjoint(map(pack.standing, roles))
    return has_clocks(pack) and (not roles or sells or is_sdr(member))


LEADS = Panel("leads", "Leads", 32, show, takes_part)
