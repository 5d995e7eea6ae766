"""What follows from the facts of a handoff: call or email, whose account, TAM, first contact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from policies.asking import Question, answer
from policies.edition import Pack
from policies.handoffs.sheet import Kind, Tam
from policies.handoffs.values import Handoff

COMMAND = "/handrail handoff"
UNKNOWN = "unknown"
CALL = "call"
CHANNEL, OWNER, TAM, CONTACT = "channel", "owner", "tam", "contact"


@dataclass(frozen=True, slots=True)
class Decided:
    """One thing that follows, why, and the rule; `outcome` is the policy's own name for it."""

    about: str
    says: str
    entry: str
    outcome: str = ""
    warns: tuple[str, ...] = ()


def contact_by(handoff: Handoff, kind: Kind) -> date | None:
    """The day on which a week of calendar days after the close is over."""
    if kind.contact is None or handoff.closed is None:
        return None
    return handoff.closed + timedelta(days=int(kind.contact.value))


def decisions(handoff: Handoff, kind: Kind, pack: Pack) -> Mapping[str, Decided]:
    """By what they are about; nothing that this kind or edition does not decide."""
    found = [
        *_asked(handoff, kind, pack),
        *([_tam(handoff, kind.tam)] if kind.tam else []),
    ]
    return {each.about: each for each in found}


def _asked(handoff: Handoff, kind: Kind, pack: Pack) -> Iterator[Decided]:
    """As the calculator answers; what nobody knows it is told is unknown."""
    if "amounts" in kind.asks and not pack.lacks("handoff", CALL):
        given = {"potential": _said(handoff.potential)}
        given |= {"initial": f"{handoff.initial}"} if handoff.initial is not None else {}
        yield from _decided(CHANNEL, given, handoff, pack)
    if "users" in kind.asks and not pack.lacks("handoff", "named"):
        yield from _decided(OWNER, {"total_users": _said(handoff.users)}, handoff, pack)


def _decided(
    about: str, given: Mapping[str, str], handoff: Handoff, pack: Pack
) -> Iterator[Decided]:
    noon = datetime.combine(handoff.starts, time(12), UTC)
    told = answer(Question(COMMAND, noon, given=given), pack)
    if told.outcome and told.citations:
        yield Decided(about, told.headline, told.citations[0].id, told.outcome, told.warnings)


def _said(figure: int | None) -> str:
    return UNKNOWN if figure is None else str(figure)


def _tam(handoff: Handoff, tam: Tam) -> Decided:
    if handoff.net_arr is None:
        return Decided(TAM, tam.unknown, tam.entry)
    below = handoff.net_arr < tam.bar
    return Decided(TAM, tam.below if below else tam.above, tam.entry, "" if below else "threshold")
