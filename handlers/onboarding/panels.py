"""A new hire's next items on their Home, and a manager's new hires on theirs."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.texts import escape, excerpt
from handlers.onboarding import words
from handlers.onboarding.cards import following
from handlers.onboarding.controls import BOARD, PAGED, done_button, list_button
from handlers.onboarding.records import Case, cases, find
from policies.onboarding import State
from policies.onboarding.progress import Step, open_of
from policies.pack import Pack
from policies.rights import Standing
from storage import members, onboardings
from storage.members import Member

NEXT, HIRES = 3, 4
OVER = (Standing.MANAGER, Standing.DIRECTOR)


def show(round: Round, member: Member) -> Iterator[Block]:
    """Nothing once it is done or stopped."""
    found = find(round, member.id)
    if found is None or found.kept.state is not State.OPEN:
        return
    yield blocks.section(words.progress(found, words.today(round, member.id)))
    for each in open_of(found.steps)[:NEXT]:
        yield _one(round, found, each)
    yield blocks.actions(list_button(member.id, f"All {len(found.steps):,}"))


def _one(round: Round, found: Case, step: Step) -> Block:
    linked = words.link(round, step.thing)
    due = words.due(step, words.today(round, found.person))
    said = f"{escape(step.thing.says)}\n_{due}_" + (f" · {linked}" if linked else "")
    verb = following(found, step) if step.thing.follows else None
    return blocks.section(said, verb or done_button(found.person, step.id, PAGED))


def team(round: Round, member: Member) -> Iterator[Block]:
    """Those with an open list, the longest here first."""
    where = (round.session, round.workspace.id)
    theirs = {each.id: each for each in members.below(*where, member.id)}
    found = cases(round, onboardings.of(*where, theirs.keys()), theirs)
    on = words.today(round, member.id)
    for each in found[:HIRES]:
        said = f"*{excerpt(each.member.name)}*\n{words.progress(each, on)}"
        yield blocks.section(said, list_button(each.person))
    if found:
        yield blocks.actions(blocks.button("Board", BOARD))


def is_over_somebody(member: Member, pack: Pack) -> bool:
    return any(pack.standing(role) in OVER for role in member.profile.roles)


OWN = Panel("onboarding", "Onboarding", 18, show)
TEAM = Panel("onboarding.team", "New hires", 54, team, is_over_somebody)
