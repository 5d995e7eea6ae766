"""A reassignment is undone: the rank that it has ended is what it was."""

from collections.abc import Iterable

from handlers.kit import blocks, letters
from handlers.kit.acts import UNDOABLE
from handlers.kit.feature import Scene
from handlers.kit.reminding import replan
from handlers.ranking import words
from handlers.ranking.books import rules
from handlers.ranking.controls import rank_button
from handlers.ranking.saving import last_talk
from handlers.ranking.stamps import Kept, unspelt
from policies.ranking import Move, rules_of
from storage import audit, opportunities, rank_events, ranks
from storage.opportunity_changes import Change
from storage.rank_events import RETURNED

UNDO = "undo"
"""The source of a change of an opportunity that takes another one back."""
FULL = (
    "{account} is yours again, but not its {rank}: the ten best are full by now. "
    "Move one of them down, or give it another rank."
)


def bring_back(scene: Scene, undone: Iterable[Change]) -> None:
    """Unless the account has a rank again, or its rank is full by now."""
    for change in undone:
        deal = opportunities.find(scene.session, scene.workspace.id, change.opportunity)
        if deal is None or not deal.account or not deal.owner or deal.owner != change.after:
            continue
        ranks.hold(scene.session, scene.workspace.id, deal.owner)
        was = _was(scene, deal.owner, deal.account)
        if was is None:
            continue
        if _is_full(scene, was):
            _tell(scene, was, change)
        else:
            _restore(scene, was)
            replan(scene, [deal.owner])


def _was(scene: Scene, owner: str, account: str) -> Kept | None:
    where = (scene.session, scene.workspace.id, owner, account)
    if ranks.of_account(*where):
        return None
    return rank_events.given_up(*where, scene.now - UNDOABLE)


def _is_full(scene: Scene, was: Kept) -> bool:
    known = rules_of(scene.pack)
    if known is None or not known.is_best(was["segment"], was["rank"]):
        return False
    mine = ranks.of_people(scene.session, scene.workspace.id, [was["owner"]])
    return sum(known.is_best(each.segment, each.rank) for each in mine) >= known.ten_best


def _restore(scene: Scene, was: Kept) -> None:
    talked = last_talk(scene, was["owner"], was["account"])
    back = ranks.put(scene.session, unspelt(scene.workspace.id, was, talked))
    move = Move(back.account, "", back.rank, back.reason or back.notes, "", scene.now, RETURNED)
    rank_events.add_move(scene.session, scene.workspace.id, back.owner, move)
    audit.record(
        scene.session,
        workspace=scene.workspace.id,
        at=scene.now,
        actor="",
        kind="rank.returned",
        detail={"account": back.account, "rank": back.rank, "owner": back.owner},
    )


def _tell(scene: Scene, was: Kept, change: Change) -> None:
    owner, account = str(was["owner"]), str(was["account"])
    rank = words.rank(rules(scene), str(was["rank"]))
    said = FULL.format(account=words.title(account), rank=rank)
    press = blocks.actions(rank_button(owner, account, "", "Rank it…", "primary"))
    told = blocks.message(said.replace("*", ""), blocks.section(said), press)
    key = f"ranking/full/{change.opportunity}/{scene.now.isoformat()}"
    letters.post(scene, key, owner, told)
