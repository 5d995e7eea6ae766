"""A rank is taken back: everything that one act has ranked is what it was before."""

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.kit.feature import Refused, Turn
from handlers.kit.rights import insist
from handlers.kit.texts import counted, excerpt
from handlers.ranking.books import rules
from handlers.ranking.saving import follow, last_talk, put, record
from handlers.ranking.stamps import is_as_left, key, unspelt
from policies.ranking import Ranked
from policies.rights import Action
from storage import ranks

CHANGED_AGAIN = "{account} has been ranked again since, so it stays. Change it by hand."
FULL = "{rank} holds the ten best accounts by now, so that can't be taken back."
UNDONE = "undo"


def undo(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Raises Refused once one of it was ranked again, or the best rank has no room."""
    owners = sorted({str(each["owner"]) for each in detail["after"]})
    for owner in owners:
        insist(turn, Action.CHANGE, owner=owner)
        ranks.hold(turn.session, turn.workspace.id, owner)
    now = [found for each in detail["after"] if (found := _as_left(turn, each))]
    before = {key(each): each for each in detail["before"]}
    _refuse_full(turn, now, before.values())
    _remove(turn, [one for one in now if (one.owner, one.key) not in before])
    current = {(one.owner, one.key): one for one in now}
    for whose, row in before.items():
        why = str(row["reason"] or row["notes"])
        put(turn, _back(turn, row, current.get(whose)), current.get(whose), why, UNDONE)
    follow(turn, owners)
    return _said([str(each["account"]) for each in detail["after"]])


def _said(names: list[str]) -> str:
    if len(names) == 1:
        return f"The rank of {excerpt(names[0])} is what it was before."
    return f"{counted(len(names), 'rank')} are what they were before."


def _remove(turn: Turn, gone: list[Ranked]) -> None:
    ranks.remove(turn.session, turn.workspace.id, [each.id for each in gone])
    for each in gone:
        record(turn, each.owner, each.account, each.rank, "", "", UNDONE)


def _as_left(turn: Turn, stamp: Mapping[str, Any]) -> Ranked | None:
    where = (turn.session, turn.workspace.id)
    found = ranks.of_account(*where, str(stamp["owner"]), str(stamp["account"]))
    if not is_as_left(stamp, found):
        raise Refused(CHANGED_AGAIN.format(account=stamp["account"]))
    return found


def _refuse_full(turn: Turn, now: Iterable[Ranked], before: Iterable[Mapping[str, Any]]) -> None:
    """The ten best are held also by what is taken back."""
    known, ids = rules(turn), {each.id for each in now}
    back = [row for row in before if known.is_best(row["segment"], row["rank"])]
    for owner in {str(row["owner"]) for row in back}:
        mine = ranks.of_people(turn.session, turn.workspace.id, [owner])
        best = [
            each for each in mine if known.is_best(each.segment, each.rank) and each.id not in ids
        ]
        if len(best) + sum(row["owner"] == owner for row in back) > known.ten_best:
            label = f"{known.sheet.word} {known.ranks[0]}"
            raise Refused(FULL.format(rank=label))


def _back(turn: Turn, row: Mapping[str, Any], current: Ranked | None) -> dict[str, Any]:
    """As it was, but for the talks that were logged since."""
    talked = last_talk(turn, str(row["owner"]), str(row["account"]))
    values = unspelt(turn.workspace.id, row, talked)
    return values | {"since": max(values["since"], current.since) if current else values["since"]}
