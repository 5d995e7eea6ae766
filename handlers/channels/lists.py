"""The channels that somebody has a part in, and those of a team with a CSV."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.channels import cards, words
from handlers.channels.controls import (
    EXPORT,
    TEAM,
    ask_button,
    opened_button,
    show_button,
    shown,
)
from handlers.channels.records import seen
from handlers.kit import blocks, letters
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Scene, Turn
from handlers.kit.people import name_in
from handlers.kit.rights import insist, may
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import team_of
from handlers.kit.texts import capital
from policies.channels import Channel, State
from policies.rights import Action
from storage import customer_channels

SHOWN = 10
NOTHING = "You have a part in no channel with a customer."
HOW = (
    "None is offered by default. Ask with a form: it says whether the minimum is met, has the "
    "account's TAM approve, and counts the days of a temporary one."
)
NO_TEAM = "Nobody reports to you here, so there is no list. An admin says who does."
NO_CHANNEL = "Nobody of your team has a part in a channel with a customer."
SENT = "The channels as a CSV are in our direct messages."
FILE = "customer-channels.csv"
HEAD = (
    *("account", "kind", "state", "channel", "asked by", "role", "TAM", "tier", "IACV"),
    *("asked on", "opened", "close by", "reason"),
)


def mine(turn: Turn) -> Message:
    found = customer_channels.live_of(turn.session, turn.workspace.id, [turn.actor.id])
    if not found:
        press = blocks.actions(*_buttons(turn, "primary"))
        return blocks.message(NOTHING, blocks.section(f"{NOTHING}\n{HOW}"), press)
    head = f"Your customer channels: {len(found):,}"
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *(one(turn, each, turn.actor.id) for each in found[:SHOWN]),
        *_more(found),
        blocks.actions(*_buttons(turn, "")),
        *shelf(places(turn.pack.citation(each) for each in cards.ENTRIES)),
    )


def _more(found: Sequence[Channel]) -> Iterator[Block]:
    if len(found) > SHOWN:
        yield blocks.context(f"{len(found) - SHOWN:,} more are not shown.")


def _buttons(turn: Turn, style: str) -> Iterator[Element]:
    yield ask_button(style)
    if may(turn, Action.ROLL_UP):
        yield blocks.button("My team", TEAM)


def one(scene: Scene, channel: Channel, person: str) -> Block:
    """A line of a list, with what this person does next."""
    on = words.today(scene, person)
    said = f"{words.line(channel)}\n{capital(words.state(scene, channel, on))}"
    return blocks.section(said, _verb(channel, person))


def _verb(channel: Channel, person: str) -> Element:
    if channel.state is State.APPROVED and person == channel.by:
        return opened_button(channel, "")
    return show_button(channel)


def open_list(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, mine(turn))


def open_one(turn: Turn, ask: Ask) -> ButtonReply:
    """Beside the list it was pressed in, which stays."""
    reply = shown(ask, cards.page(turn, seen(turn, ask.value)))
    return Aside(reply) if isinstance(reply, Message) else reply


def team(turn: Turn) -> Message:
    found = _team(turn)
    if found is None:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    if not found:
        return blocks.message(NO_CHANNEL, blocks.section(NO_CHANNEL))
    live = [each for each in found if not each.is_over]
    head = f"Customer channels of your team: {len(live):,} under way"
    return blocks.message(
        head,
        blocks.header(head),
        *(_row(turn, each) for each in live[:SHOWN]),
        *_more(live),
        blocks.actions(blocks.button("Download as CSV", EXPORT)),
    )


def _row(turn: Turn, channel: Channel) -> Block:
    on = words.today(turn, turn.actor.id)
    said = f"{words.line(channel)} · {words.name(turn, channel.by)}"
    return blocks.section(
        f"{said}\n{capital(words.state(turn, channel, on))}", show_button(channel)
    )


def _team(turn: Turn) -> list[Channel] | None:
    insist(turn, Action.ROLL_UP)
    people = [each.id for each in team_of(turn)]
    if not people:
        return None
    return customer_channels.of_people(turn.session, turn.workspace.id, people)


def open_team(turn: Turn, ask: Ask) -> ButtonReply:
    reply = shown(ask, team(turn))
    return Aside(reply) if isinstance(reply, Message) else reply


def export(turn: Turn, ask: Ask) -> ButtonReply:
    found = _team(turn)
    if found is None:
        return Aside(blocks.message(NO_TEAM, blocks.section(NO_TEAM)))
    people = {each.by for each in found} | {each.tam for each in found if each.tam}
    where = (turn.session, turn.workspace.id)
    names = {each: name_in(*where, each) for each in people} | {"": ""}
    said = f"Customer channels: {len(found):,}, also those that are over."
    key = f"customer-slack/csv/{turn.actor.id}/{turn.now.isoformat()}"
    rows = [HEAD, *(_cells(each, names) for each in found)]
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(rows), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def _cells(each: Channel, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        each.account,
        str(each.kind),
        str(each.state),
        each.name,
        names[each.by],
        words.ROLES[each.role],
        names[each.tam],
        each.tier,
        "" if each.iacv is None else each.iacv,
        each.asked_at.date().isoformat(),
        each.opened.isoformat() if each.opened else "",
        each.close_by.isoformat() if each.close_by else "",
        each.reason,
    )
