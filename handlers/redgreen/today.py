"""What Home shows of Red/Green on a day of sessions, or while one is open."""

from collections.abc import Iterable, Iterator, Sequence

from handlers.kit import blocks
from handlers.kit.feature import Ask, Block, Message, Round, Turn
from handlers.kit.panels import Panel
from handlers.kit.texts import counted, excerpt
from handlers.redgreen import boards, facts, teams, terms, words
from handlers.redgreen.terms import Terms
from handlers.redgreen.words import press
from policies.pack import Pack
from policies.rights import Standing
from storage import review_sessions
from storage.members import Member
from storage.review_sessions import Sitting

MANAGER = "manager"
HOLDS = "Today is a Red/Green day of {period}: {held}."
YOURS = "Your session with {manager} is {state}."
WAITS = "{manager} holds today's session with you."


def see_board(turn: Turn, ask: Ask) -> Message:
    return boards.board(turn)


def show(round: Round, member: Member) -> Iterator[Block]:
    team = teams.team(round, member.id) if _manages(round, member) else []
    if team:
        yield from _held(round, terms.terms(round, member), team)
    manager = terms.member(round, member.profile.manager) if member.profile.manager else None
    if manager:
        yield from _own(round, terms.terms(round, manager), member)


def _held(round: Round, mine: Terms, team: Sequence[Member]) -> Iterator[Block]:
    ids = [each.id for each in team]
    there = review_sessions.on(round.session, round.workspace.id, mine.today, ids)
    if not there and not mine.calendar.is_session(mine.today):
        return
    said = HOLDS.format(period=mine.period.name, held=_count(there.values(), len(team)))
    yield blocks.section(said, press("See the team", words.BOARD, MANAGER))
    for each in team:
        if (sitting := there.get(each.id)) and sitting.state == "open":
            name = excerpt(each.name)
            yield blocks.section(f"{name}: open", press("Resume", words.RESUME, sitting.id))
    yield blocks.context(f"📖 {facts.cited(round, 'rg-dates')}")


def _count(sittings: Iterable[Sitting], people: int) -> str:
    states = [each.state for each in sittings]
    held = f"{states.count('ended')} of {counted(people, 'session')} held"
    return f"{held}, {states.count('open')} open" if "open" in states else held


def _own(round: Round, theirs: Terms, member: Member) -> Iterator[Block]:
    found = review_sessions.on(round.session, round.workspace.id, theirs.today, [member.id])
    sitting, manager = found.get(member.id), excerpt(theirs.manager.name)
    if sitting:
        state = "open" if sitting.state == "open" else "over"
        said = YOURS.format(manager=manager, state=state)
        yield blocks.section(said, press("Show the card", words.SEE, sitting.id))
    elif theirs.calendar.is_session(theirs.today):
        said = WAITS.format(manager=manager)
        yield blocks.section(said, press("See my list", words.BOARD, "own"))


def _manages(round: Round, member: Member) -> bool:
    return Standing.MANAGER in map(round.pack.standing, member.profile.confirmed)


def _has(member: Member, pack: Pack) -> bool:
    return not pack.lacks("redgreen") and bool(member.profile.roles)


PANEL = Panel("redgreen", "Red/Green", 12, show, _has)
