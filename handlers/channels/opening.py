"""A channel is open, and a temporary one lasts once the minimum is met."""

from datetime import date
from typing import Any

from handlers.channels import asking, cards, forms, words
from handlers.channels.controls import LASTING, OPENED, show_button
from handlers.channels.moving import ALREADY, NOT_OPEN, day_of, move, tell
from handlers.channels.records import held, standing
from handlers.kit import blocks, tickets
from handlers.kit import forms as fields
from handlers.kit.feature import Ask, Close, Complain, FormReply, Open, Refused, Turn
from handlers.kit.forms import text_in
from handlers.kit.texts import excerpt
from policies.channels import Act, Channel, Kind, State
from policies.links import is_link

TOO_SOON = "It is not approved yet, so there is nothing to open."
NO_NAME = "Give the channel's name, for example #ext-acme."
NO_DAY = "Choose the day on which it opened, today or before."
NO_LINK = "Give an address that begins with https://, or leave it empty."
NOT_MET = "That is not the minimum: {says}"
NEEDED = "Tell the tier and the IACV."
LONGEST_NAME, EARLIEST_DAYS = 80, 365


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
    name, link = text_in(ask, "name")[:LONGEST_NAME], text_in(ask, "link")
    day, on = day_of(text_in(ask, "opened")), words.today(turn, turn.actor.id)
    wrong = {} if name else {"name": NO_NAME}
    wrong |= {"link": NO_LINK} if link and not is_link(link) else {}
    if day is None or day > on or (on - day).days > EARLIEST_DAYS:
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
    iacv, tier = forms.dollars_in(ask, wrong), text_in(ask, "tier")
    if wrong or iacv is None or tier not in forms.tiers(turn):
        return Complain(wrong or {"iacv": NEEDED})
    facts = {"kind": Kind.LASTING, "tier": tier, "iacv": iacv}
    answer = asking.decide(turn, facts, words.today(turn, turn.actor.id))
    if answer.outcome != "ask-tam":
        return Complain({"iacv": NOT_MET.format(says=answer.headline)})
    values: dict[str, Any] = {"kind": Kind.LASTING, "tier": tier, "iacv": iacv, "close_by": None}
    after, act = move(turn, found, Act.LASTING, **values)
    said = "✔ It lasts: the minimum is met, and I stop counting its days."
    page = cards.page(turn, after, said + _ask_the_tam(turn, after), act)
    tickets.tell(turn, ticket, f"customer-slack/lasting/{ask.about}", page)
    return Close()


def _ask_the_tam(turn: Turn, channel: Channel) -> str:
    """What the actor hears of it."""
    if not channel.tam:
        return " The account's TAM has to approve a lasting one: ask them."
    if channel.tam == turn.actor.id:
        return ""
    told = f"*The channel with {excerpt(channel.account)} is to last:* "
    told += f"{words.name(turn, turn.actor.id)} says that the minimum is met now. "
    told += "If you do not approve of that, say so to them."
    tell(turn, channel, channel.tam, Act.LASTING, told, show_button(channel))
    return f" {words.name(turn, channel.tam)} has been told, as the TAM has to approve."
