"""An account changes hands: its former owner's rank ends, for the new one ranks it anew."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from handlers.kit.feature import Round, Scene
from handlers.kit.people import name_in
from handlers.kit.reminding import replan
from handlers.ranking import returning
from handlers.ranking.stamps import spelt
from policies.ranking import Move, Ranked
from storage import audit, opportunities, opportunity_changes, rank_events, ranks
from storage.opportunity_changes import Change
from storage.rank_events import MOVED

LATELY = timedelta(hours=2)
"""Twice as long as the job takes to come round."""
NOW_WITH = "now with {name}"


def look(round: Round) -> int:
    """How many ranks have ended because of what was reassigned or imported since the last look."""
    since = round.now - LATELY
    found = opportunity_changes.changes_since(
        round.session, round.workspace.id, since, field="owner"
    )
    ended = _end(round, list(found))
    replan(round, sorted({each.owner for each in ended}))
    return len(ended)


def follow(scene: Scene, people: Collection[str]) -> None:
    """What was reassigned in this very turn."""
    changes = opportunity_changes.changes_since(
        scene.session, scene.workspace.id, scene.now, field="owner"
    )
    given = [each for each in changes if each.before in people]
    _end(scene, given)
    returning.bring_back(scene, [each for each in given if each.source == returning.UNDO])


def _end(scene: Scene, changes: Iterable[Change]) -> list[Ranked]:
    given = [each for each in changes if each.before and each.after]
    deals = opportunities.of_ids(
        scene.session, scene.workspace.id, {each.opportunity for each in given}
    )
    ended: dict[int, Ranked] = {}
    for change in given:
        deal = deals.get(change.opportunity)
        if deal is None or not deal.account or deal.owner is None:
            continue
        one = ranks.of_account(scene.session, scene.workspace.id, str(change.before), deal.account)
        if one and one.id not in ended and not _is_still_theirs(scene, one, deal.account):
            _give_up(scene, one, deal.owner)
            ended[one.id] = one
    return list(ended.values())


def _is_still_theirs(scene: Scene, one: Ranked, account: str) -> bool:
    """As long as one opportunity of it is."""
    return one.owner in ranks.owners_of(scene.session, scene.workspace.id, account)


def _give_up(scene: Scene, one: Ranked, owner: str) -> None:
    ranks.remove(scene.session, scene.workspace.id, [one.id])
    why = NOW_WITH.format(name=name_in(scene.session, scene.workspace.id, owner))
    move = Move(one.account, one.rank, "", why, "", scene.now, MOVED)
    rank_events.give_up(scene.session, scene.workspace.id, one.owner, move, spelt(one))
    audit.record(
        scene.session,
        workspace=scene.workspace.id,
        at=scene.now,
        actor="",
        kind="rank.moved",
        detail={"account": one.account, "rank": one.rank, "from": one.owner, "to": owner},
    )
