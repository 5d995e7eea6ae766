"""What a table of ranks would change of what is kept, and the change itself, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.kit import acts, records, rights
from handlers.kit.feature import Turn
from handlers.kit.texts import counted
from handlers.ranking.books import rules, segment_of
from handlers.ranking.controls import IMPORTED
from handlers.ranking.saving import follow
from handlers.ranking.stamps import spelt, stamp
from policies.clocks import day_in, zone_of
from policies.imports.owners import Named, owners
from policies.ranking import Contact, Move, Ranked, folded
from policies.ranking.plans import Change, Desk, Plan, plan_of
from policies.ranking.tables import Row
from policies.rights import Action
from storage import members, people, rank_events, ranks
from storage.members import Member

SOURCE = "import"


def draw_up(turn: Turn, rows: Sequence[Row], *, held: bool = False) -> Plan:
    """With `held`, nobody else ranks for these owners before the transaction ends."""
    everybody = members.members(turn.session, turn.workspace.id)
    desk = _desk(turn, everybody)
    named = {desk.owners.find(row.owner) if row.owner else turn.actor.id for row in rows}
    concerned = sorted(each for each in named if each)
    if held:
        for owner in concerned:
            ranks.hold(turn.session, turn.workspace.id, owner)
    kept = ranks.of_people(turn.session, turn.workspace.id, concerned)
    talked = rank_events.latest(turn.session, turn.workspace.id, concerned)
    by_account = {(each.owner, each.key): each for each in kept}
    return plan_of(rows, replace(desk, kept=by_account, talked=talked))


def _desk(turn: Turn, everybody: Sequence[Member]) -> Desk:
    said = people.names(turn.session, turn.workspace.id)
    mine = next((each for each in everybody if each.id == turn.actor.id), None)
    return Desk(
        rules(turn),
        owners(Named(each.id, (each.name, said.get(each.id, ""))) for each in everybody),
        {each.id: each.name for each in everybody},
        {each.id: segment_of(turn, each) for each in everybody},
        _scope(turn),
        turn.actor.id,
        {},
        {},
        day_in(turn.now, zone_of(mine.zone if mine else "UTC")),
    )


def _scope(turn: Turn) -> list[str] | None:
    """Everybody's for who imports for the company; else their own, and of who reports to them."""
    if rights.may(turn, Action.IMPORT):
        return None
    theirs = members.below(turn.session, turn.workspace.id, turn.actor.id)
    return [turn.actor.id, *(each.id for each in theirs)]


def lacking(turn: Turn, plan: Plan) -> int:
    """How many would lack what their rank asks for."""
    known = rules(turn)
    return sum(
        (not (each.reason or each.notes))
        or ((each.segment, each.rank) in known.with_users and each.users is None)
        for each in plan.changes
        if each.rank
    )


def apply(turn: Turn, plan: Plan) -> int:
    """The number of the act that can be undone. The owners are on `hold`."""
    ranked = [each for each in plan.changes if each.rank]
    ids = {(each.owner, folded(each.account)): each.before.id for each in ranked if each.before}
    ranks.put_all(turn.session, [_row(turn, each) for each in ranked], ids)
    gone = [each.before.id for each in plan.removed if each.before]
    ranks.remove(turn.session, turn.workspace.id, gone)
    moves = [_moved(turn, each) for each in plan.changes if each.ranks_anew]
    rank_events.add_moves(turn.session, moves)
    talks = rank_events.log_all(turn.session, [_talk(turn, each) for each in plan.talks])
    concerned = sorted({each.owner for each in plan.changes})
    counts = {"new": len(plan.new), "changed": len(plan.changed), "removed": len(plan.removed)}
    records.keep(turn, "rank.imported", counts | {"talks": len(plan.talks), "owners": concerned})
    rows = [_kept(turn, each, talks) for each in plan.changes]
    act = acts.keep(turn, IMPORTED, counted(len(rows), "imported rank"), {"rows": rows})
    follow(turn, concerned)
    return act


def _kept(turn: Turn, each: Change, talks: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """What taking it back needs: how it was, how it was left, and the talk that was logged."""
    at = turn.now if each.ranks_anew or each.before is None else each.before.ranked_at
    left = stamp(each.owner, each.account, at if each.rank else None)
    talk = talks.get((each.owner, folded(each.account)))
    return left | {"before": spelt(each.before) if each.before else None, "talk": talk}


def _row(turn: Turn, each: Change) -> dict[str, Any]:
    """Only a talk: then when and by whom it was ranked stays as it was."""
    kept = each.before
    values = {name: getattr(each, name) for name in
              ("owner", "account", "segment", "rank", "reason", "users", "notes")}  # fmt: skip
    today = day_in(turn.now, zone_of(turn.actor.zone))
    anew = kept is None or each.ranks_anew
    talked = each.talked_on or (kept.talked_on if kept else None)
    return values | {
        "workspace": turn.workspace.id,
        "ranked_on": today if anew or kept is None else kept.ranked_on,
        "ranked_by": turn.actor.id if anew or kept is None else kept.ranked_by,
        "ranked_at": turn.now if anew or kept is None else kept.ranked_at,
        "talked_on": talked,
        "since": _since(turn, each, kept, talked, today),
    }


def _since(turn: Turn, each: Change, kept: Ranked | None, talked: date | None, today: date) -> date:
    if each.talked_on:
        return each.talked_on
    return kept.since if kept and rules(turn).contact(kept) else talked or today


def _moved(turn: Turn, each: Change) -> dict[str, Any]:
    before = each.before.rank if each.before else ""
    why = (each.reason or each.notes) if each.rank else ""
    move = Move(each.account, before, each.rank, why, turn.actor.id, turn.now, SOURCE)
    return rank_events.moved(turn.workspace.id, each.owner, move)


def _talk(turn: Turn, each: Change) -> dict[str, Any]:
    way = rules(turn).with_contact.get((each.segment, each.rank), Contact.TALK)
    values = {"workspace": turn.workspace.id, "owner": each.owner, "account": each.account}
    told = {"day": each.talked_on, "way": way, "note": "", "by": turn.actor.id, "at": turn.now}
    return values | told
