"""A table of ranks is taken back whole, but for what was changed since."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.kit import records
from handlers.kit.feature import Refused, Turn
from handlers.kit.rights import insist, may
from handlers.kit.texts import excerpt, listed
from handlers.ranking.books import rules
from handlers.ranking.saving import follow
from handlers.ranking.stamps import Kept, is_as_left, key, unspelt
from handlers.ranking.undoing import UNDONE
from policies.ranking import Move, Ranked
from policies.rights import Action
from storage import rank_events, ranks

ALL_STAY = "Every account of that table has been changed since, so nothing is taken back."
BACK_ONE = "The rank of 1 account is what it was before the table."
BACK = "The ranks of {count} accounts are what they were before the table."
CHANGED = (
    "{accounts} has been changed since, so it stays.",
    "{accounts} have been changed since, so they stay.",
)
FULL = (
    "{accounts} stays as it is, for the ten best are full by now.",
    "{accounts} stay as they are, for the ten best are full by now.",
)
"""Of one, and of several."""
NAMED = 8
Pair = tuple[str, str]


@dataclass(frozen=True)
class Sorted:
    """Rows of the act that go back, and those that stay as they are."""

    back: list[Kept] = field(default_factory=list)
    changed: list[Kept] = field(default_factory=list)
    full: list[Kept] = field(default_factory=list)


def undo(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Raises Refused if all of it was changed since."""
    owners = sorted({str(each["owner"]) for each in detail["rows"]})
    for owner in owners:
        if not may(turn, Action.IMPORT):
            insist(turn, Action.CHANGE, owner=owner)
        ranks.hold(turn.session, turn.workspace.id, owner)
    kept = ranks.of_people(turn.session, turn.workspace.id, owners)
    now = {(each.owner, each.key): each for each in kept}
    found = _sorted(turn, detail["rows"], now)
    if not found.back:
        raise Refused(ALL_STAY)
    talks = [each["talk"] for each in found.back if each["talk"] is not None]
    rank_events.forget_talks(turn.session, turn.workspace.id, talks)
    _put_back(turn, found.back, now)
    stayed = len(found.changed) + len(found.full)
    counts = {"back": len(found.back), "stayed": stayed, "talks": len(talks)}
    records.keep(turn, "rank.unimported", counts | {"owners": owners})
    follow(turn, owners)
    return _said(found)


def _sorted(turn: Turn, rows: Iterable[Kept], now: Mapping[Pair, Ranked]) -> Sorted:
    """Of the ten best those that move down are counted out before others move in."""
    known, found, same = rules(turn), Sorted(), list[Kept]()
    best = Counter(each.owner for each in now.values() if known.is_best(each.segment, each.rank))
    for row in rows:
        (same if is_as_left(row, now.get(key(row))) else found.changed).append(row)
    moves = {key(row): _best(turn, row["before"]) - _best(turn, now.get(key(row))) for row in same}
    for row in sorted(same, key=lambda row: moves[key(row)]):
        owner, more = str(row["owner"]), moves[key(row)]
        if more > 0 and best[owner] >= known.ten_best:
            found.full.append(row)
        else:
            best[owner] += more
            found.back.append(row)
    return found


def _best(turn: Turn, one: Kept | Ranked | None) -> int:
    """One for a rank among the ten best."""
    if one is None:
        return 0
    segment, rank = (
        (one.segment, one.rank) if isinstance(one, Ranked) else (one["segment"], one["rank"])
    )
    return int(rules(turn).is_best(segment, rank))


def _put_back(turn: Turn, rows: Sequence[Kept], now: Mapping[Pair, Ranked]) -> None:
    """As they were, but for the talks that were logged since."""
    owners = sorted({str(row["owner"]) for row in rows})
    talked = rank_events.latest(turn.session, turn.workspace.id, owners)
    values = [
        unspelt(turn.workspace.id, row["before"], talked.get(key(row)))
        for row in rows
        if row["before"]
    ]
    ranks.put_all(turn.session, values, {whose: each.id for whose, each in now.items()})
    fresh = [now[key(row)].id for row in rows if not row["before"] and key(row) in now]
    ranks.remove(turn.session, turn.workspace.id, fresh)
    moved = [_moved(turn, row, now.get(key(row))) for row in rows if _is_moved(row, now)]
    rank_events.add_moves(turn.session, moved)


def _is_moved(row: Kept, now: Mapping[Pair, Ranked]) -> bool:
    """Of those that the table only logged a talk of nothing was moved."""
    before, current = row["before"], now.get(key(row))
    return not before or current is None or before["ranked_at"] != row["at"]


def _moved(turn: Turn, row: Kept, current: Ranked | None) -> dict[str, Any]:
    before, after = current.rank if current else "", row["before"] or {"rank": ""}
    why = after.get("reason") or after.get("notes") or ""
    move = Move(row["account"], before, after["rank"], why, turn.actor.id, turn.now, UNDONE)
    return rank_events.moved(turn.workspace.id, str(row["owner"]), move)


def _said(found: Sorted) -> str:
    said = [BACK_ONE if len(found.back) == 1 else BACK.format(count=f"{len(found.back):,}")]
    for (one, many), rows in ((CHANGED, found.changed), (FULL, found.full)):
        if rows:
            said.append((one if len(rows) == 1 else many).format(accounts=_named(rows)))
    return " ".join(said)


def _named(rows: Sequence[Kept]) -> str:
    names = [excerpt(str(row["account"])) for row in rows[:NAMED]]
    more = len(rows) - len(names)
    return listed([*names, *([f"{more:,} more"] if more else [])], "and")
