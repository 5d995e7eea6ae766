"""The deciders' copies of a dispute: sent to whoever decides, and kept true after that."""

from collections.abc import Iterator

from handlers.kit import letters
from handlers.kit.feature import Message, Scene, Turn
from handlers.kit.people import name_in
from handlers.kit.rounds import Round, round_of
from handlers.roe import cases
from storage import disputes, outbox
from storage.disputes import Dispute
from storage.outbox import TOGETHER, Letter

MOST = 30
"""Copies that are looked for: one for each who decides, again after each change of hands."""


def send_waiting(round: Round) -> int:
    """How many open disputes were sent, because nobody or somebody else had them until now."""
    waiting = disputes.find_open(round.session, round.workspace.id)
    return sum(send(round, dispute) for dispute in waiting)


def send(round: Round, dispute: Dispute) -> int:
    """To how many it went: to nobody twice, and to nobody while nobody decides."""
    had = {each for each in dispute.decider.split(TOGETHER) if each}
    if not round.deciders or had == round.deciders:
        return 0
    copies = [*_copies(round, dispute)]
    last = int(copies[-1].key.rpartition("/")[2]) if copies else 0
    asker = name_in(round.session, round.workspace.id, dispute.asker)
    card = cases.for_the_decider(round.pack, asker, dispute)
    fresh = sorted(round.deciders - had)
    for number, decider in enumerate(fresh, last + 1):
        _write(round, _key(dispute, number), "post", decider, decider, card)
    for copy in {each.lane: each for each in copies if each.lane not in round.deciders}.values():
        _edit(round, copy, f"passed/{last + 1}", cases.passed_on(round, dispute))
    with_ = TOGETHER.join(sorted(round.deciders))
    disputes.hand_to(round.session, round.workspace.id, dispute.id, with_)
    return len(fresh)


def close(turn: Turn, dispute: Dispute) -> None:
    """It ended: nobody's copy asks for a decision any more."""
    round = round_of(turn)
    for copy in _copies(round, dispute):
        message = cases.ended(cases.read_by(turn, copy.lane), dispute)
        _edit(round, copy, f"ended/{dispute.rounds}", message)


def open_again(scene: Scene, dispute: Dispute) -> None:
    """Their newest copy asks those who decide for a decision once more."""
    round = round_of(scene)
    asker = name_in(round.session, round.workspace.id, dispute.asker)
    card = cases.for_the_decider(round.pack, asker, dispute)
    theirs = {each.lane: each for each in _copies(round, dispute) if each.lane in round.deciders}
    for copy in theirs.values():
        _edit(round, copy, f"again/{dispute.rounds}", card)


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
