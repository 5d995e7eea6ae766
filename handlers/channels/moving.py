"""A channel is approved or declined, opened, made lasting, closed, withdrawn, or taken back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from handlers.channels import asking, cards, forms, words
from handlers.channels.controls import (
    DECLINE,
    LASTING,
    MOVED,
    OPENED,
    ROUTINE,
    opened_button,
    show_button,
    shown,
)
from handlers.channels.records import (
    follow,
    held,
    locked,
    people_of,
    record,
    standing,
)
from handlers.kit import acts, blocks, letters, tickets
from handlers.kit import forms as fields
from handlers.kit import reminding as engine
from handlers.kit.blocks import Element
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
from handlers.kit.links import is_link
from handlers.kit.rights import insist
from handlers.kit.texts import clean, escape, excerpt
from policies.answer import as_plain
from policies.channels import Act, Channel, Kind, State
from policies.channels.reminders import APPROVE, CLOSE, OPEN
from policies.rights import Action
from storage import customer_channels

ALREADY = "It is {state} already, since {at}."
TOO_SOON = "It is not approved yet, so there is nothing to open."
IS_OPEN = "It is open. Say that it is closed once it is."
NOT_OPEN = "It is not open, so there is nothing to close."
NO_REASON = "Say why, for example “Four people there ask one question a month”."
NO_NAME = "Give the channel's name, for example #ext-acme."
NO_DAY = "Choose the day on which it opened, today or before."
NO_LINK = "Give an address that begins with https://, or leave it empty."
NOT_MET = "That is not the minimum: {says}"
NEEDED = "Tell the tier and the IACV."
CHANGED_SINCE = "Something else was done with this channel since, so that stays as it is."
TAKEN = "Another channel is under way for that account meanwhile, so this stays as it is."
UNREAD = "I can't tell what was chosen. Please try again."
KEPT = ("state", "since", "reason", "opened", "close_by", "name", "link", "kind", "tier", "iacv")
"""What a step changes, and taking it back restores."""
LONGEST_NAME, LONGEST_REASON = 80, 500
OPENED_EARLIEST_DAYS = 365


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


def approve(turn: Turn, ask: Ask) -> ButtonReply:
    """Told beside: the card itself follows."""
    found = _asked(turn, ask.value)
    if told := _too_late(turn, found):
        return Aside(Message(told))
    after, act = move(turn, found, Act.APPROVED, state=State.APPROVED)
    said = f"*{words.name(turn, turn.actor.id)} has approved the channel with "
    said += f"{excerpt(found.account)}.* {cards.CREATE}"
    _tell(turn, after, after.by, Act.APPROVED, said, opened_button(after))
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
    reason = _text(ask, "reason")[:LONGEST_REASON]
    if not reason:
        return Complain({"reason": NO_REASON})
    after, act = move(turn, found, Act.DECLINED, reason, state=State.DECLINED, reason=reason)
    said = f"*{words.name(turn, turn.actor.id)} has declined the channel with "
    said += f"{excerpt(found.account)}:* {excerpt(reason)}"
    _tell(turn, after, after.by, Act.DECLINED, said, show_button(after))
    page = cards.page(turn, after, "✔ Declined, and they have been told why.", act)
    tickets.tell(turn, ticket, f"customer-slack/declined/{ask.about}", page)
    return Close()


def _tell(turn: Turn, found: Channel, person: str, act: Act, said: str, *press: Element) -> None:
    if person != turn.actor.id:
        key = f"customer-slack/{found.id}/{act}/{turn.now.isoformat()}"
        plain = said.replace("*", "")
        message = blocks.message(plain, blocks.section(said), blocks.actions(*press))
        letters.post(turn, key, person, message)


def open_opened(turn: Turn, ask: Ask) -> Open:
    found = _approved(turn, ask.value)
    about = tickets.issue(turn, ask, {"id": str(found.id)}, beside=True)
    return Open(
        fields.form(
            OPENED,
            "The channel is open",
            blocks.section(words.line(found)),
            fields.text("name", "Its name in Slack", most=LONGEST_NAME, optional=False,
                        hint="For example #ext-acme."),
            fields.url("link", "Link to it", hint="It begins with https://."),
            fields.day("opened", "Opened on", optional=False,
                       filled=words.today(turn, turn.actor.id)),
            submit="Save",
            about=about,
        )
    )  # fmt: skip


def _approved(turn: Turn, id: str) -> Channel:
    found = standing(held(turn, id))
    if found.state is State.ASKED:
        raise Refused(TOO_SOON)
    if found.state is State.OPEN:
        at = words.moment(words.rhythm(turn, turn.actor.id), found.since)
        raise Refused(ALREADY.format(state=found.state, at=at))
    return found


def opened(turn: Turn, ask: Ask) -> FormReply:
    """A temporary one's clock begins on that day."""
    ticket = tickets.redeem(turn, ask)
    found = _approved(turn, str(ticket.subject["id"]))
    name, link = _text(ask, "name")[:LONGEST_NAME], _text(ask, "link")
    day, on = _day(_text(ask, "opened")), words.today(turn, turn.actor.id)
    wrong = {} if name else {"name": NO_NAME}
    wrong |= {"link": NO_LINK} if link and not is_link(link) else {}
    if day is None or day > on or (on - day).days > OPENED_EARLIEST_DAYS:
        wrong["opened"] = NO_DAY
    if wrong or day is None:
        return Complain(wrong)
    values: dict[str, Any] = {"state": State.OPEN, "name": name, "link": link, "opened": day}
    by = _close_by(turn, found, day)
    after, act = move(turn, found, Act.OPENED, name, **values, close_by=by)
    page = cards.page(turn, after, cards.opened_says(turn, after), act)
    tickets.tell(turn, ticket, f"customer-slack/opened/{ask.about}", page)
    return Close()


def _close_by(turn: Turn, found: Channel, opened_on: date) -> date | None:
    """As the calculator counts it."""
    if found.kind is not Kind.TEMPORARY:
        return None
    facts = {"kind": Kind.TEMPORARY, "tier": "", "iacv": None}
    by = asking.decide(turn, facts, opened_on).values.get("close_by")
    return by if isinstance(by, date) else None


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


def open_lasting(turn: Turn, ask: Ask) -> Open:
    found = _temporary(turn, ask.value)
    about = tickets.issue(turn, ask, {"id": str(found.id)}, beside=True)
    figure = "" if found.iacv is None else f"{found.iacv:,}"
    return Open(
        fields.form(
            LASTING,
            "The minimum is met now",
            blocks.section(words.line(found)),
            fields.choice("tier", "Tier", forms.tiers(turn).items(), chosen=found.tier,
                          optional=False),
            fields.number("iacv", "IACV in US dollars", optional=False, filled=figure,
                          hint=f"For example {forms.EXAMPLE}."),
            submit="Keep it",
            about=about,
        )
    )  # fmt: skip


def _temporary(turn: Turn, id: str) -> Channel:
    found = standing(held(turn, id))
    if found.ends is None:
        raise Refused(NOT_OPEN)
    return found


def lasting(turn: Turn, ask: Ask) -> FormReply:
    """The policy has to agree; the page asks for the TAM's approval of it as well."""
    ticket = tickets.redeem(turn, ask)
    found = _temporary(turn, str(ticket.subject["id"]))
    wrong: dict[str, str] = {}
    iacv, tier = forms.dollars_in(ask, wrong), _text(ask, "tier")
    if wrong or iacv is None or tier not in forms.tiers(turn):
        return Complain(wrong or {"iacv": NEEDED})
    facts = {"kind": Kind.LASTING, "tier": tier, "iacv": iacv}
    answer = asking.decide(turn, facts, words.today(turn, turn.actor.id))
    if answer.outcome != "ask-tam":
        return Complain({"iacv": NOT_MET.format(says=answer.headline)})
    values: dict[str, Any] = {"kind": Kind.LASTING, "tier": tier, "iacv": iacv, "close_by": None}
    after, act = move(turn, found, Act.LASTING, **values)
    said = "✔ It lasts: the minimum is met, and I stop counting its days."
    if found.tam and found.tam != turn.actor.id:
        told = f"*The channel with {excerpt(found.account)} is to last:* "
        told += f"{words.name(turn, turn.actor.id)} says that the minimum is met now. "
        told += "If you do not approve of that, say so to them."
        _tell(turn, after, found.tam, Act.LASTING, told, show_button(after))
        said += f" {words.name(turn, found.tam)} has been told, as the TAM has to approve."
    elif not found.tam:
        said += " The account's TAM has to approve a lasting one: ask them."
    page = cards.page(turn, after, said, act)
    tickets.tell(turn, ticket, f"customer-slack/lasting/{ask.about}", page)
    return Close()


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
    before |= {name: _day(before[name] or "") for name in ("opened", "close_by")}
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
        _tell(turn, after, person, Act.UNDONE, said, show_button(after))


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _text(ask: Ask, name: str) -> str:
    value = ask.fields.get(name)
    return clean(value).strip() if isinstance(value, str) else ""
