"""A channel is approved or declined, opened, made lasting, closed, withdrawn, or taken back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from handlers.channels import cards, words
from handlers.channels.controls import (
    MOVED,
    ROUTINE,
    show_button,
    shown,
)
from handlers.channels.records import (
    follow,
    held,
    people_of,
    record,
    standing,
)
from handlers.kit import acts, blocks, letters
from handlers.kit import reminding as engine
from handlers.kit.blocks import Element
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    Message,
    Refused,
    Turn,
)
from handlers.kit.texts import escape, excerpt
from policies.answer import as_plain
from policies.channels import Act, Channel, Kind, State
from policies.channels.reminders import APPROVE, CLOSE, OPEN
from storage import customer_channels

ALREADY = "It is {state} already, since {at}."
IS_OPEN = "It is open. Say that it is closed once it is."
NOT_OPEN = "It is not open, so there is nothing to close."
CHANGED_SINCE = "Something else was done with this channel since, so that stays as it is."
TAKEN = "Another channel is under way for that account meanwhile, so this stays as it is."
UNREAD = "I can't tell what was chosen. Please try again."
KEPT = ("state", "since", "reason", "opened", "close_by", "name", "link", "kind", "tier", "iacv")
"""What a step changes, and taking it back restores."""


def move(
    turn: Turn, found: Channel, act: Act, note: str = "", **values: Any
) -> tuple[Channel, int]:
    """The channel as it is now, and the number of what can be undone."""
    after = customer_channels.change(turn.session, found, {**values, "since": turn.now})
    assert after is not None
    before = {name: as_plain(getattr(found, name)) for name in KEPT}
    detail = {"channel": found.id, "before": before, "since": turn.now.isoformat()}
    number = acts.keep(turn, MOVED, f"{found.account}: {act}", detail)
    record(turn, after, act, note)
    for part in (APPROVE, OPEN, CLOSE):
        engine.settle(turn, ROUTINE, f"{found.id}/{part}", str(act), number)
    follow(turn, after)
    return after, number


def tell(turn: Turn, found: Channel, person: str, act: Act, said: str, *press: Element) -> None:
    if person != turn.actor.id:
        key = f"customer-slack/{found.id}/{act}/{turn.now.isoformat()}"
        plain = said.replace("*", "")
        message = blocks.message(plain, blocks.section(said), blocks.actions(*press))
        letters.post(turn, key, person, message)


def closed(turn: Turn, ask: Ask) -> ButtonReply:
    """In a list or a reminder, which holds other things too, it is told beside."""
    id, _, where = ask.value.partition(" ")
    found = held(turn, id)
    if found.state is State.CLOSED:
        at = words.moment(words.rhythm(turn, turn.actor.id), found.since)
        return Aside(Message(ALREADY.format(state=found.state, at=at)))
    if found.state is not State.OPEN:
        return Aside(Message(NOT_OPEN))
    after, act = move(turn, found, Act.CLOSED, state=State.CLOSED)
    reply = shown(ask, cards.page(turn, after, "✔ Closed, and I stop reminding of it.", act))
    return Aside(reply) if where and isinstance(reply, Message) else reply


def more(turn: Turn, ask: Ask) -> ButtonReply:
    """What stands behind the three dots."""
    what, _, id = ask.value.partition(" ")
    match what:
        case cards.WITHDRAW:
            return _withdraw(turn, ask, standing(held(turn, id)))
        case cards.HISTORY:
            reply = shown(ask, cards.history(turn, held(turn, id)))
            return Aside(reply) if isinstance(reply, Message) else reply
        case _:
            raise Refused(UNREAD)


def _withdraw(turn: Turn, ask: Ask, found: Channel) -> ButtonReply:
    if found.state is State.OPEN:
        raise Refused(IS_OPEN)
    after, act = move(turn, found, Act.WITHDRAWN, state=State.WITHDRAWN)
    return shown(ask, cards.page(turn, after, "✔ Withdrawn.", act))


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    says = acts.undo(turn, ask.value)
    return shown(ask, blocks.message(says, blocks.section(f"↩ {says}")))


def unmove(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Unless something else was done with it since."""
    found = held(turn, str(detail["channel"]))
    if found.since != datetime.fromisoformat(detail["since"]):
        raise Refused(CHANGED_SINCE)
    before: dict[str, Any] = dict(detail["before"])
    before |= {name: day_of(before[name] or "") for name in ("opened", "close_by")}
    before |= {"state": State(before["state"]), "kind": Kind(before["kind"])}
    before["since"] = datetime.fromisoformat(before["since"])
    after = customer_channels.change(turn.session, found, before)
    if after is None:
        raise Refused(TAKEN)
    record(turn, after, Act.UNDONE)
    for part in (APPROVE, OPEN, CLOSE):
        engine.reopen(turn, ROUTINE, f"{found.id}/{part}")
    follow(turn, after)
    _tell_undone(turn, after)
    return f"The channel with {escape(found.account)} is as it was before."


def _tell_undone(turn: Turn, after: Channel) -> None:
    """What was told to the other is not true any more."""
    said = f"*{words.name(turn, turn.actor.id)} has taken the last step with the channel of "
    said += f"{excerpt(after.account)} back.*"
    for person in people_of(after):
        tell(turn, after, person, Act.UNDONE, said, show_button(after))


def day_of(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
