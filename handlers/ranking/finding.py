"""Which account, and whose, somebody means by a name."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from handlers.kit import blocks
from handlers.kit.feature import Message, Refused, Turn
from handlers.kit.teams import team_of
from handlers.kit.texts import excerpt
from handlers.ranking import words
from handlers.ranking.controls import SHOW
from handlers.ranking.specs import one_spec
from policies.ranking import Ranked, folded
from storage import members, ranks

FOUND = 10
LOOKED_AT = 50
NONE_FOUND = "I know no account of yours with “{name}” in its name. `/handrail rank` lists them."
WHICH = "Which “{name}” do you mean?"
NOBODY = "I know nobody called {name} here. Write the name as Slack shows it, such as @Ben Okafor."


@dataclass(frozen=True, slots=True)
class Spot:
    """An account and whose it is."""

    owner: str
    account: str


def exactly(turn: Turn, name: str) -> list[Spot]:
    """Of that very name: one's own, or else those of one's team."""
    return _exactly(turn, [turn.actor.id], name) or _exactly(turn, _team(turn), name)


def _exactly(turn: Turn, owners: Collection[str], name: str) -> list[Spot]:
    ranked = ranks.named(turn.session, turn.workspace.id, owners, name) if name else []
    unranked = [
        each for each in _unranked(turn, owners, name) if folded(each.account) == folded(name)
    ]
    return _both(ranked, unranked)


def meant(turn: Turn, name: str) -> list[Spot]:
    """Of that name, or with all its words: one's own, or else those of one's team."""
    if found := exactly(turn, name):
        return found
    return _with(turn, [turn.actor.id], name) or _with(turn, _team(turn), name)


def _with(turn: Turn, owners: Collection[str], name: str) -> list[Spot]:
    wanted = folded(name).split()
    if not wanted:
        return []
    ranked = ranks.search(turn.session, turn.workspace.id, owners, name, LOOKED_AT)
    unranked = [
        each
        for each in _unranked(turn, owners, name)
        if all(word in folded(each.account) for word in wanted)
    ]
    return _both(ranked, unranked)


def _both(ranked: Iterable[Ranked], unranked: Iterable[Spot]) -> list[Spot]:
    """An account that is ranked as it is kept, any other as its opportunity spells it."""
    found = {(each.owner, each.key): Spot(each.owner, each.account) for each in ranked}
    for spot in unranked:
        found.setdefault((spot.owner, folded(spot.account)), spot)
    return list(found.values())


def _unranked(turn: Turn, owners: Collection[str], name: str) -> Iterator[Spot]:
    known = ranks.known_accounts(turn.session, turn.workspace.id, owners, name)
    for owner, accounts in known.items():
        yield from (Spot(owner, account) for account in accounts.values())


def _team(turn: Turn) -> list[str]:
    return [each.id for each in team_of(turn)]


def the_one(turn: Turn, name: str) -> Spot | Message:
    """Or the choice between several. Raises Refused where there is none."""
    found = meant(turn, name)
    if not found:
        raise Refused(NONE_FOUND.format(name=name[:60]))
    return found[0] if len(found) == 1 else _which(turn, name, found)


def _which(turn: Turn, name: str, found: list[Spot]) -> Message:
    head = WHICH.format(name=excerpt(name))
    rows = [
        blocks.section(
            f"{words.title(each.account)}{_whose(turn, each)}",
            blocks.button("This one", SHOW, one_spec(each.owner, each.account)),
        )
        for each in found[:FOUND]
    ]
    more = len(found) - FOUND
    hidden = [blocks.context(f"{more:,} more. Write more of the name.")] if more > 0 else []
    return blocks.message(head, blocks.section(head), *rows, *hidden)


def _whose(turn: Turn, spot: Spot) -> str:
    return "" if spot.owner == turn.actor.id else f" · {words.name(turn, spot.owner)}"


def person(turn: Turn, id: str, name: str) -> str:
    """By a mention, or by the name as Slack shows it."""
    if id:
        return id
    wanted = name.strip().casefold()
    everybody = members.members(turn.session, turn.workspace.id)
    exact = [each.id for each in everybody if each.name.casefold() == wanted]
    first = [each.id for each in everybody if each.name.casefold().split()[:1] == [wanted]]
    found = exact or first
    if len(found) != 1:
        raise Refused(NOBODY.format(name=name.strip()[:60]))
    return found[0]
