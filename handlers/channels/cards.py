"""A channel with a customer as it is shown: its TAM's card, and the page of all others."""

from collections.abc import Iterator

from handlers.channels import words
from handlers.channels.controls import (
    APPROVE,
    DECLINE,
    LASTING,
    MORE,
    SURE_APPROVE,
    UNDO,
    closed_button,
    opened_button,
)
from handlers.channels.records import letter_of, may_change, number
from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Block, Message, Round, Scene, Turn
from handlers.kit.texts import capital, excerpt
from handlers.kit.times import dated
from policies.channels import Channel, Kind, State
from policies.opportunities import dollars
from storage import channel_events, customer_channels

WITHDRAW, HISTORY = "withdraw", "history"

OWN = "✔ You are its TAM, so that is your approval."
UNASKED = (
    "✔ No approval is printed for a temporary channel, and you have named no TAM: go on. Name the "
    "TAM next time to have them asked."
)
CREATE = "Create it in Slack yourself: I create no channel. Then press *It is open…*."
COUNTED = "The {days} days are counted from the day after it opened; the page does not say."
MET = "Closed by then, unless the minimum of a lasting channel is met."
ENTRIES = ("customer-slack", "customer-slack-ephemeral")


def card(scene: Scene, channel: Channel) -> Message:
    """For the TAM, who approves or declines."""
    on = words.today(scene, channel.tam)
    asks = channel.state is State.ASKED
    head = f"{words.name(scene, channel.by)} asks for a channel with {excerpt(channel.account)}"
    told = [*_facts(scene, channel), f"*{capital(words.state(scene, channel, on))}*"]
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        blocks.section("\n".join(told)),
        *([blocks.actions(*_answers(channel))] if asks else []),
        *shelf(places(scene.pack.citation(each) for each in _entries(scene, channel))),
    )


def _answers(channel: Channel) -> Iterator[Element]:
    id = str(channel.id)
    yield blocks.button("Approve", APPROVE, id, "primary", SURE_APPROVE)
    yield blocks.button("Decline…", DECLINE, id)


def render(round: Round, id: str) -> Message | None:
    found = customer_channels.find(round.session, round.workspace.id, number(id))
    return card(round, found) if found and found.tam else None


def posted(round: Round, id: str) -> str | None:
    """None for one whose TAM had nothing to approve."""
    found = customer_channels.find(round.session, round.workspace.id, number(id))
    if found is None or not found.tam or found.tam == found.by:
        return None
    return letter_of(found)


def page(turn: Turn, channel: Channel, first: str = "", act: int | None = None) -> Message:
    """`first` is what was just done, `act` its number as long as it can be undone."""
    undo = blocks.button("Undo", UNDO, str(act)) if act else None
    on = words.today(turn, turn.actor.id)
    state = capital(words.state(turn, channel, on))
    lines = [
        f"{words.line(channel)} · asked for by {words.name(turn, channel.by)}",
        f"*{state}*{_link(channel)}",
        *_facts(turn, channel),
    ]
    return blocks.message(
        f"{excerpt(channel.account)}: {state}",
        *([blocks.section(first, undo)] if first else []),
        blocks.section("\n".join(lines)),
        *_next(turn, channel),
        *_actions(turn, channel),
        *shelf(places(turn.pack.citation(each) for each in _entries(turn, channel))),
    )


def _link(channel: Channel) -> str:
    return f" · <{channel.link}|in Slack>" if channel.link else ""


def _facts(scene: Scene, channel: Channel) -> Iterator[str]:
    fact = scene.pack.sheets["customer-slack"].facts["tier"]
    tiers = {each.value: each.label for each in fact.options}
    facts = [f"{words.ROLES[channel.role]} of the account asks"]
    facts += [words.PURPOSES[channel.purpose]] if channel.purpose in words.PURPOSES else []
    facts += [excerpt(tiers[channel.tier])] if channel.tier in tiers else []
    facts += [f"{dollars(channel.iacv)} IACV"] if channel.iacv is not None else []
    yield " · ".join(facts)
    if channel.ours:
        yield f"We gain: {excerpt(channel.ours)}"
    if channel.theirs:
        yield f"The customer gains: {excerpt(channel.theirs)}"


def _next(turn: Turn, channel: Channel) -> Iterator[Block]:
    if channel.state is State.APPROVED:
        yield blocks.section(CREATE)
    if channel.kind is Kind.TEMPORARY and not channel.is_over:
        days = int(turn.pack.sheets["customer-slack"].limit("days"))
        yield blocks.context(f"{MET} {COUNTED.format(days=days)}")


def _entries(scene: Scene, channel: Channel) -> list[str]:
    wanted = ENTRIES if channel.kind is Kind.TEMPORARY else ENTRIES[:1]
    return [each for each in wanted if each in scene.pack.entries]


def _actions(turn: Turn, channel: Channel) -> Iterator[Block]:
    if not may_change(turn, channel):
        return
    id = str(channel.id)
    yield blocks.actions(*_buttons(turn, channel), _more(channel, id))


def _buttons(turn: Turn, channel: Channel) -> Iterator[Element]:
    match channel.state:
        case State.ASKED if turn.actor.id == channel.tam:
            yield from _answers(channel)
        case State.APPROVED:
            yield opened_button(channel)
        case State.OPEN:
            yield closed_button(channel)
            if channel.kind is Kind.TEMPORARY:
                label = "The minimum is met now…"
                yield blocks.button(label, LASTING, str(channel.id))
        case _:
            return


def _more(channel: Channel, id: str) -> Element:
    ends = () if channel.is_over or channel.state is State.OPEN else (
        (f"{WITHDRAW} {id}", "Withdraw it"),
    )  # fmt: skip
    return blocks.overflow(MORE, (*ends, (f"{HISTORY} {id}", "History")))


def history(turn: Turn, channel: Channel) -> Message:
    """The newest first."""
    reader = words.rhythm(turn, turn.actor.id)
    found = channel_events.of_channel(turn.session, turn.workspace.id, channel.id)
    head = f"History of the channel with {excerpt(channel.account)}"
    lines = [words.event(turn, reader, each) for each in reversed(found)]
    parts = ["\n".join(lines[at : at + 10]) for at in range(0, len(lines), 10)]
    return blocks.message(head, blocks.section(f"*{head}*"), *map(blocks.section, parts))


def opened_says(turn: Turn, channel: Channel) -> str:
    """Until when, of a temporary one."""
    if channel.ends is None:
        return "✔ It is open, and may stay."
    on = words.today(turn, turn.actor.id)
    first = turn.pack.engagement.count("first")
    last = turn.pack.engagement.count("last")
    by = dated(channel.ends, on)
    return f"✔ It is open. Close it by {by}; I remind you {first} and {last} days before, and then."
