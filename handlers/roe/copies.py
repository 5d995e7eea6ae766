"""The decider's copy of a dispute: sent to whoever decides, and kept true after that."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.kit import letters
from handlers.kit.feature import Message, Turn
from handlers.kit.people import name_in
from handlers.roe import cases
from policies.pack import Pack
from storage import disputes, outbox
from storage.disputes import Dispute
from storage.outbox import Letter
from storage.workspaces import Workspace

MOST = 20
"""How many times a dispute may change hands and still be sent on."""


def send_waiting(
    session: Session, workspace: Workspace, pack: Pack, decider: str | None, now: datetime
) -> int:
    """How many open disputes were sent, because nobody or somebody else had them until now."""
    if not decider:
        return 0
    waiting = disputes.find_open(session, workspace.id)
    return sum(_send(session, pack, decider, dispute, now) for dispute in waiting)


def send(turn: Turn, dispute: Dispute) -> None:
    if turn.decider:
        _send(turn.session, turn.pack, turn.decider, dispute, turn.now)


def close(turn: Turn, dispute: Dispute) -> None:
    """It ended: nobody's copy asks for a decision any more."""
    for copy in _copies(turn.session, dispute):
        told = cases.ended(cases.read_by(turn, copy.lane), dispute)
        _edit(turn.session, copy, "ended", told, turn.now)


def _send(session: Session, pack: Pack, decider: str, dispute: Dispute, now: datetime) -> bool:
    *_, last = None, *_copies(session, dispute)
    if last and last.lane == decider:
        return False
    number = int(last.key.rpartition("/")[2]) + 1 if last else 1
    asker = name_in(session, dispute.workspace, dispute.asker)
    card = cases.for_the_decider(pack, asker, dispute)
    body = {"channel": decider} | card.payload()
    letters.write(session, dispute.workspace, _key(dispute, number), "post", decider, body, now)
    if last:
        name = name_in(session, dispute.workspace, decider)
        _edit(session, last, f"passed/{number}", cases.passed_on(pack, name, dispute), now)
    return True


def _edit(session: Session, copy: Letter, what: str, message: Message, now: datetime) -> None:
    """A copy that Slack has not confirmed yet cannot be found again to be edited."""
    where = copy.result or {}
    if where.keys() >= {"channel", "ts"}:
        body = {"channel": where["channel"], "ts": where["ts"]} | message.payload()
        key = f"{copy.key}/{what}"
        letters.write(session, copy.workspace, key, "update", copy.lane, body, now)


def _copies(session: Session, dispute: Dispute) -> Iterator[Letter]:
    """Oldest first; the outbox forgets old letters, so the first ones may be gone."""
    for number in range(1, MOST + 1):
        if letter := outbox.find(session, dispute.workspace, _key(dispute, number)):
            yield letter


def _key(dispute: Dispute, number: int) -> str:
    return f"dispute/{dispute.workspace}/{dispute.number}/copy/{number}"
