"""Disputes and earlier decisions as a CSV, in the direct messages of whoever asked for it."""

from collections.abc import Iterator
from datetime import datetime

from handlers.kit import blocks, letters
from handlers.kit.answers import name_of
from handlers.kit.feature import Aside, Ask, Turn
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.texts import counted
from handlers.roe import cases
from handlers.roe.records import insist_on_deciding
from storage import disputes, precedents
from storage.disputes import STATES, Dispute

SENT = "The CSV is in our direct messages."
HEAD = (
    *("number", "kind", "account", "asked by", "opened", "state", "answer", "rule", "source"),
    *("employees", "potential users", "link", "note", "ended by", "ended", "decision", "reason"),
    *("edition", "private", "times reopened"),
)
DECIDED = (
    *("number", "kind", "account", "answer", "rule", "decision", "reason", "decided by"),
    *("decided", "edition"),
)


def whole(turn: Turn, ask: Ask) -> Aside:
    """Everything with its evidence, for whoever decides."""
    insist_on_deciding(turn)
    where = (turn.session, turn.workspace.id)
    found = [each for state in STATES for each in disputes.listed(*where, state, 0, None)]
    rows = [HEAD, *(tuple(_cells(turn, each)) for each in found)]
    return _sent(turn, "disputes", f"{counted(len(found), 'dispute')}, with the evidence.", rows)


def decided(turn: Turn, ask: Ask) -> Aside:
    """What anybody may see, as one file."""
    found = precedents.search(turn.session, turn.workspace.id, ask.value.split(), 0, None)
    rows = [DECIDED, *(_public(turn, each) for each in found)]
    return _sent(turn, "precedents", f"{counted(len(found), 'earlier decision')}.", rows)


def _sent(turn: Turn, name: str, said: str, rows: list[tuple[Cell, ...]]) -> Aside:
    key = f"roe/csv/{name}/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, f"{name}.csv", csv_of(rows), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def _cells(turn: Turn, dispute: Dispute) -> Iterator[Cell]:
    held = dispute.evidence
    yield from (dispute.number, dispute.kind, dispute.account, name_of(turn, dispute.asker))
    yield from (_day(dispute.created_at), dispute.state, dispute.answered["headline"])
    yield from (dispute.rule, cases.source_label(turn.pack, held["source"] or ""))
    yield from ("" if held[each] is None else held[each] for each in cases.NUMBERS)
    yield from (held["link"], held["note"])
    yield name_of(turn, dispute.decided_by) if dispute.decided_by else ""
    yield from (_day(dispute.decided_at), _team(turn, dispute), dispute.reason or "")
    yield from (dispute.edition, "yes" if dispute.private else "no", dispute.rounds)


def _public(turn: Turn, dispute: Dispute) -> tuple[Cell, ...]:
    return (
        *(dispute.number, dispute.kind, dispute.account, dispute.answered["headline"]),
        *(dispute.rule, _team(turn, dispute), dispute.reason or ""),
        *(name_of(turn, dispute.decided_by or ""), _day(dispute.decided_at), dispute.edition),
    )


def _team(turn: Turn, dispute: Dispute) -> str:
    named = dispute.team or ""
    return turn.pack.cover.outcomes.get(named, named)


def _day(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""
