"""A rank is given, changed, removed, taken back; the ten best are held whoever presses at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.kit import acts, homes, records, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.rights import insist
from handlers.ranking import words
from handlers.ranking.books import rules, today_of
from handlers.ranking.controls import RANKED
from handlers.ranking.stamps import spelt, stamp
from policies.ranking import Move, Ranked
from policies.rights import Action
from storage import rank_events, ranks

GONE = "{account} has no rank any more."
ROOM = "Made room for {account}"


class Crowded(Exception):
    """The best rank is full; `best` holds it."""

    def __init__(self, best: Sequence[Ranked]) -> None:
        super().__init__(f"{len(best)} hold it")
        self.best = tuple(best)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rank as somebody wants it, checked already; `down` makes room among the best."""

    owner: str
    account: str
    segment: str
    rank: str
    reason: str
    users: int | None = None
    notes: str = ""
    down: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """`act` can be undone; None if everything was so already. `down` has made room."""

    ranked: Ranked
    act: int | None
    before: str = ""
    down: Ranked | None = None


def save(turn: Turn, wanted: Wanted) -> Saved:
    """Raises Crowded, and Refused for whoever may not."""
    insist(turn, Action.CHANGE, owner=wanted.owner)
    ranks.hold(turn.session, turn.workspace.id, wanted.owner)
    where = (turn.session, turn.workspace.id, wanted.owner)
    kept = ranks.of_account(*where, wanted.account)
    if kept is not None and _is_same(turn, kept, wanted):
        return Saved(kept, None, kept.rank)
    down = _make_room(turn, wanted, kept)
    new = put(turn, _values(turn, wanted, kept), kept, wanted.reason or wanted.notes)
    before, after = [kept] if kept else [], [new]
    if down:
        before, after = [*before, down[0]], [*after, down[1]]
    stamps = [stamp(each.owner, each.account, each.ranked_at) for each in after]
    detail = {"before": [spelt(each) for each in before], "after": stamps}
    act = acts.keep(turn, RANKED, f"rank of {wanted.account}", detail)
    follow(turn, [wanted.owner])
    return Saved(new, act, kept.rank if kept else "", down[1] if down else None)


def _is_same(turn: Turn, kept: Ranked, wanted: Wanted) -> bool:
    """Of an earlier fiscal year it is given anew, though it stays what it was."""
    told = (wanted.segment, wanted.rank, wanted.reason, wanted.users, wanted.notes)
    same = told == (kept.segment, kept.rank, kept.reason, kept.users, kept.notes)
    return same and kept.ranked_on >= rules(turn).year_of(today_of(turn, kept.owner))


def _make_room(turn: Turn, wanted: Wanted, kept: Ranked | None) -> tuple[Ranked, Ranked] | None:
    """Which one moved down, before and after; None where there was room. Raises Crowded."""
    known = rules(turn)
    if not known.is_best(wanted.segment, wanted.rank):
        return None
    mine = ranks.of_people(turn.session, turn.workspace.id, [wanted.owner])
    best = [each for each in mine if known.is_best(each.segment, each.rank)]
    if kept in best or len(best) < known.ten_best:
        return None
    chosen = next((each for each in best if each.id == wanted.down), None)
    if chosen is None or len(best) > known.ten_best:
        raise Crowded(best)
    lower = known.next_down(chosen.segment, chosen.rank)
    given = Wanted(
        *(chosen.owner, chosen.account, chosen.segment, lower, chosen.reason),
        *(chosen.users, chosen.notes),
    )
    why = ROOM.format(account=wanted.account)
    return chosen, put(turn, _values(turn, given, chosen), chosen, why)


def _values(turn: Turn, wanted: Wanted, kept: Ranked | None) -> dict[str, Any]:
    """The month of a rank that asks for none before counts from the last talk, or from today."""
    known, today = rules(turn), today_of(turn, wanted.owner)
    named = ("owner", "account", "segment", "rank", "reason", "users", "notes")
    values = {name: getattr(wanted, name) for name in named}
    values |= {"account": kept.account} if kept else {}
    values |= {"workspace": turn.workspace.id, "ranked_on": today}
    values |= {"ranked_by": turn.actor.id, "ranked_at": turn.now}
    talked = kept.talked_on if kept else last_talk(turn, wanted.owner, wanted.account)
    since = kept.since if kept and known.contact(kept) else talked or today
    return values | {"talked_on": talked, "since": since}


def last_talk(scene: Scene, owner: str, account: str) -> date | None:
    found = rank_events.talks(scene.session, scene.workspace.id, owner, account)
    return found[0].day if found else None


def put(
    turn: Turn, values: Mapping[str, Any], kept: Ranked | None, why: str, source: str = ""
) -> Ranked:
    new = ranks.put(turn.session, values)
    record(turn, new.owner, new.account, kept.rank if kept else "", new.rank, why, source)
    return new


def record(
    turn: Turn, owner: str, account: str, before: str, after: str, why: str, source: str = ""
) -> None:
    """In the account's history and in the audit log."""
    move = Move(account, before, after, why, turn.actor.id, turn.now, source)
    rank_events.add_move(turn.session, turn.workspace.id, owner, move)
    detail = {"owner": owner, "account": account, "before": before, "after": after}
    records.keep(turn, "rank.changed", detail | {"why": why, "source": source})


def remove(turn: Turn, owner: str, account: str) -> Saved:
    """Raises Refused if it has none."""
    insist(turn, Action.CHANGE, owner=owner)
    ranks.hold(turn.session, turn.workspace.id, owner)
    kept = ranks.of_account(turn.session, turn.workspace.id, owner, account)
    if kept is None:
        raise Refused(GONE.format(account=account))
    ranks.remove(turn.session, turn.workspace.id, [kept.id])
    record(turn, owner, kept.account, kept.rank, "", "")
    detail = {"before": [spelt(kept)], "after": [stamp(owner, kept.account, None)]}
    act = acts.keep(turn, RANKED, f"rank of {kept.account}", detail)
    follow(turn, [owner])
    return Saved(kept, act, kept.rank)


def follow(turn: Turn, people: Collection[str]) -> None:
    """Home and what is planned of these people."""
    homes.follow(turn, people)
    reminding.replan(turn, people)


def said(turn: Turn, saved: Saved) -> str:
    """`✔ *Acme* is Rank 1.5, before Rank 2.`"""
    known, one = rules(turn), saved.ranked
    if saved.act is None:
        return f"{words.title(one.account)} is as it was: {words.rank(known, one.rank)}."
    was = (
        f", before {words.rank(known, saved.before)}" if saved.before not in ("", one.rank) else ""
    )
    lines = [f"✔ {words.title(one.account)} is {words.rank(known, one.rank)}{was}."]
    if saved.down:
        lower = words.rank(known, saved.down.rank)
        lines.append(f"{words.title(saved.down.account)} moved down to {lower}.")
    return "\n".join(lines)
