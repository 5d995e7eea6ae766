"""The decider's copy of a dispute: sent to whoever decides, and kept true after that."""

from collections.abc import Iterator

from handlers.kit import letters
from handlers.kit.feature import Message, Turn
from handlers.kit.people import name_in
from handlers.kit.rounds import Round, round_of
from handlers.roe import cases
from storage import disputes, outbox
from storage.disputes import Dispute
from storage.outbox import Letter

MOST = 20
"""How many times a dispute may change hands and still be sent on."""


def send_waiting(round: Round) -> int:
    """How many open disputes were sent, because nobody or somebody else had them until now."""
    waiting = disputes.find_open(round.session, round.workspace.id)
    return sum(send(round, dispute) for dispute in waiting)


def send(round: Round, dispute: Dispute) -> bool:
    """Whether it went out: to nobody twice, and to nobody while nobody decides."""
    *_, last = None, *_copies(round, dispute)
    if not round.decider or (last and last.lane == round.decider):
        return False
    number = int(last.key.rpartition("/")[2]) + 1 if last else 1
    asker = name_in(round.session, round.workspace.id, dispute.asker)
    card = cases.for_the_decider(round.pack, asker, dispute)
    _write(round, _key(dispute, number), "post", round.decider, round.decider, card)
    if last:
        name = name_in(round.session, round.workspace.id, round.decider)
        _edit(round, last, f"passed/{number}", cases.passed_on(round.pack, name, dispute))
    return True


def close(turn: Turn, dispute: Dispute) -> None:
    """It ended: nobody's copy asks for a decision any more."""
    round = round_of(turn)
    for copy in _copies(round, dispute):
        _edit(round, copy, "ended", cases.ended(cases.read_by(turn, copy.lane), dispute))


def _edit(round: Round, copy: Letter, what: str, message: Message) -> None:
    """A copy that Slack has not confirmed yet cannot be found again to be edited."""
    match copy.result:
        case {"channel": str(channel), "ts": str(ts)}:
            _write(round, f"{copy.key}/{what}", "update", copy.lane, channel, message, ts=ts)
        case _:
            return


def _write(
    round: Round,
    key: str,
    kind: outbox.Kind,
    lane: str,
    channel: str,
    message: Message,
    **more: str,
) -> None:
    payload = {"channel": channel, **more, **message.payload()}
    letters.write(round.session, round.workspace.id, key, kind, lane, payload, round.now)


def _copies(round: Round, dispute: Dispute) -> Iterator[Letter]:
    """Oldest first; the outbox forgets old letters, so the first ones may be gone."""
    for number in range(1, MOST + 1):
        if letter := outbox.find(round.session, dispute.workspace, _key(dispute, number)):
            yield letter


def _key(dispute: Dispute, number: int) -> str:
    return f"dispute/{dispute.workspace}/{dispute.number}/copy/{number}"
