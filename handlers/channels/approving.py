"""The TAM of an account approves a channel, or declines it with a reason."""

from handlers.channels import cards, words
from handlers.channels.controls import DECLINE, opened_button, show_button, shown
from handlers.channels.moving import ALREADY, move, tell
from handlers.channels.records import locked
from handlers.kit import blocks, tickets
from handlers.kit import forms as fields
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
)
from handlers.kit.forms import text_in
from handlers.kit.rights import insist
from handlers.kit.texts import excerpt
from policies.channels import Act, Channel, State
from policies.rights import Action

NO_REASON = "Say why, for example “Four people there ask one question a month”."
LONGEST_REASON = 500


def approve(turn: Turn, ask: Ask) -> ButtonReply:
    """Told beside: the card itself follows."""
    found = _asked(turn, ask.value)
    if told := _too_late(turn, found):
        return Aside(Message(told))
    after, act = move(turn, found, Act.APPROVED, state=State.APPROVED)
    said = f"*{words.name(turn, turn.actor.id)} has approved the channel with "
    said += f"{excerpt(found.account)}.* {cards.CREATE}"
    tell(turn, after, after.by, Act.APPROVED, said, opened_button(after))
    reply = shown(ask, cards.page(turn, after, "✔ Approved, and they have been told.", act))
    return Aside(reply) if isinstance(reply, Message) else reply


def _asked(turn: Turn, id: str) -> Channel:
    """Of the TAM alone. Raises Refused."""
    found = locked(turn, id)
    insist(turn, Action.OWN, owner=found.tam or found.by)
    return found


def _too_late(turn: Turn, found: Channel) -> str:
    if found.state is State.ASKED:
        return ""
    at = words.moment(words.rhythm(turn, turn.actor.id), found.since)
    return ALREADY.format(state=found.state, at=at)


def open_decline(turn: Turn, ask: Ask) -> Open:
    found = _asked(turn, ask.value)
    if told := _too_late(turn, found):
        raise Refused(told)
    about = tickets.issue(turn, ask, {"id": str(found.id)}, beside=True)
    return Open(
        fields.form(
            DECLINE,
            "Decline the channel",
            blocks.section(words.line(found)),
            fields.text("reason", "Why", lines=True, most=LONGEST_REASON, optional=False,
                        hint=f"{words.name(turn, found.by)} reads it."),
            submit="Decline",
            about=about,
        )
    )  # fmt: skip


def declined(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    found = _asked(turn, str(ticket.subject["id"]))
    if told := _too_late(turn, found):
        raise Refused(told)
    reason = text_in(ask, "reason")[:LONGEST_REASON]
    if not reason:
        return Complain({"reason": NO_REASON})
    after, act = move(turn, found, Act.DECLINED, reason, state=State.DECLINED, reason=reason)
    said = f"*{words.name(turn, turn.actor.id)} has declined the channel with "
    said += f"{excerpt(found.account)}:* {excerpt(reason)}"
    tell(turn, after, after.by, Act.DECLINED, said, show_button(after))
    page = cards.page(turn, after, "✔ Declined, and they have been told why.", act)
    tickets.tell(turn, ticket, f"customer-slack/declined/{ask.about}", page)
    return Close()
