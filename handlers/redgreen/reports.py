"""The period so far: who reviewed what, green and red with their Net ARR, and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.kit import blocks, rights
from handlers.kit.feature import Block, Message, Turn
from handlers.kit.texts import counted, cut, escape
from handlers.redgreen import facts, teams, terms, words
from handlers.redgreen.teams import Deck
from policies.rights import Subject
from storage import profiles, review_sessions, reviews
from storage.members import Member
from storage.review_sessions import Sitting
from storage.reviews import Review

HEAD = ("Who", "Sessions", "Green", "Green Net ARR", "Red", "Parked", "Not reviewed")
ALIGNED = ("left", *("right",) * 6)
NOBODY = (
    "There is nobody whose Red/Green sessions you can see: a report is for managers, directors, "
    "and of your own sessions."
)
ONCE = "Each opportunity counts once, by its last review."
ROWS_AT_MOST, TALLIES = 90, 30


@dataclass(frozen=True, slots=True)
class Told:
    """A team's period: its rows, and what they come to."""

    manager: str
    period: str
    rows: Sequence[tuple[str, ...]]
    tally: str


def report(turn: Turn) -> Message:
    terms.insist_on_reviews(turn)
    found = [_team(turn, manager, people) for manager, people in _managers(turn)]
    if not found:
        return blocks.message(NOBODY, blocks.section(NOBODY))
    shown = _one(found[0]) if len(found) == 1 else _several(found)
    return blocks.message("Red/Green report", *shown)


def _one(team: Told) -> Iterator[Block]:
    yield blocks.header(f"Red/Green, {team.period}: {team.manager}")
    yield blocks.table([HEAD, *team.rows[:ROWS_AT_MOST]], ALIGNED)
    yield from _left_out(len(team.rows))
    yield blocks.context(f"{team.tally} {ONCE}")


def _several(found: Sequence[Told]) -> Iterator[Block]:
    """In one table, for Slack takes no second one in a message."""
    rows = [(cut(team.manager, 60), *row) for team in found for row in team.rows]
    yield blocks.header("Red/Green, every team")
    yield blocks.table([("Manager", *HEAD), *rows[:ROWS_AT_MOST]], ("left", *ALIGNED))
    yield from _left_out(len(rows))
    for team in found[:TALLIES]:
        yield blocks.context(f"*{escape(team.manager)}*, {escape(team.period)}: {team.tally}")
    more = len(found) - TALLIES
    yield blocks.context(f"And {counted(more, 'team')} more. {ONCE}" if more > 0 else ONCE)


def _left_out(rows: int) -> Iterator[Block]:
    if rows > ROWS_AT_MOST:
        more = counted(rows - ROWS_AT_MOST, "person", "people")
        yield blocks.context(f"And {more} more, who are counted below.")


def _managers(turn: Turn) -> Iterator[tuple[Member, list[Member]]]:
    """Their own team; for a director every team; for anybody else themselves alone."""
    mine = teams.team(turn, turn.actor.id)
    me = terms.member(turn, turn.actor.id)
    if Subject.DIRECTOR in rights.subjects_of(turn):
        for manager in sorted(profiles.managers(turn.session, turn.workspace.id)):
            found, people = terms.member(turn, manager), teams.team(turn, manager)
            if found and people:
                yield found, people
    elif me and mine:
        yield me, mine
    elif me and me.profile.manager and (manager_of := terms.member(turn, me.profile.manager)):
        yield manager_of, [me]


def _team(turn: Turn, manager: Member, people: list[Member]) -> Told:
    theirs = terms.terms(turn, manager)
    ids = [each.id for each in people]
    period = (theirs.period.starts, theirs.period.ends)
    held = review_sessions.in_period(turn.session, turn.workspace.id, *period, ids)
    seen = reviews.reviews_of(turn.session, turn.workspace.id, [each.id for each in held])
    rows = [_row(deck, held, seen) for deck in teams.decks(turn, theirs, people)]
    latest = list(_latest(held, seen).values())
    tally = f"{counted(len(held), 'session')} held. {facts.tally(latest)}."
    return Told(manager.name, theirs.period.name, rows, tally)


def _row(deck: Deck, held: Sequence[Sitting], seen: Sequence[Review]) -> tuple[str, ...]:
    mine = [each for each in held if each.ae == deck.ae.id]
    latest = _latest(mine, seen)
    green = [each for each in latest.values() if each.verdict == "green" and each.state == "done"]
    red = [each for each in latest.values() if each.verdict == "red" and each.state == "done"]
    parked = sum(each.state == "parked" for each in latest.values())
    unseen = sum(each.id not in latest for each in deck.picked.deals)
    dollars = sum(each.net_arr or 0 for each in green)
    figures = (len(mine), len(green), words.money(dollars), len(red), parked, unseen)
    return (cut(deck.ae.name, 60), *map(str, figures))


def _latest(held: Sequence[Sitting], seen: Sequence[Review]) -> dict[int, Review]:
    """Of each opportunity the last review in which somebody gave answers."""
    order = {each.id: place for place, each in enumerate(held)}
    talked = [each for each in seen if each.session in order and each.state in reviews.TALKED]
    ordered = sorted(talked, key=lambda each: (order[each.session], each.id))
    return {each.opportunity: each for each in ordered}
