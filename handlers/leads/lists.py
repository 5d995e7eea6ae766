"""/handrail mql: the leads of an SDR by urgency, and those in which an AE may step in."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Turn
from handlers.kit.rights import may
from handlers.kit.texts import counted
from handlers.leads import words
from handlers.leads.clocks import Clocks
from handlers.leads.controls import (
    BOARD,
    IMPORT,
    PAGED,
    assign_button,
    contacted_button,
    show_button,
    shown,
)
from policies.leads import Lead, State
from policies.leads.clocks import HOUR_ENTRY, TOUCH_ENTRY, WEEKS_ENTRY, ae_from
from policies.rights import Action
from storage import leads

SHOWN = 10
NOTHING = "No lead waits for you."
HOW = (
    "An MQL is contacted within one hour of working time after its assignment: first a call, if a "
    "number is listed, then an e-mail. When one is assigned to you, I tell you at once."
)
ENTRIES = (HOUR_ENTRY, TOUCH_ENTRY, WEEKS_ENTRY)


def mine(turn: Turn) -> Message:
    clocks = Clocks(turn)
    found = leads.under_way_of(turn.session, turn.workspace.id, [turn.actor.id])
    own, others = sorted_for(clocks, found, turn.actor.id)
    if not own and not others:
        press = blocks.actions(*_buttons(turn, "primary"))
        return blocks.message(NOTHING, blocks.section(f"*{NOTHING}*\n{HOW}"), press)
    return blocks.message(
        counts(clocks, own, others),
        *_own(clocks, own, turn.actor.id),
        *_others(clocks, others, turn.actor.id),
        blocks.actions(*_buttons(turn, "")),
        *shelf(places(turn.pack.citation(each) for each in ENTRIES)),
    )


def sorted_for(clocks: Clocks, found: Sequence[Lead], person: str) -> tuple[list[Lead], list[Lead]]:
    """What is theirs to contact, the most urgent first; and untouched ones of their accounts."""
    own = [each for each in found if each.sdr == person]
    others = [
        each
        for each in found
        if each.ae == person and each.sdr != person and each.state is State.OPEN
    ]
    own.sort(key=lambda lead: (lead.state is not State.OPEN, _until(clocks, lead), lead.id))
    others.sort(key=lambda lead: (ae_from(lead, clocks.terms), lead.id))
    return own, others


def _until(clocks: Clocks, lead: Lead) -> datetime:
    """An inquiry has the two weeks."""
    clock = clocks.of(lead)
    return clock.due if clock else ae_from(lead, clocks.terms)


def counts(clocks: Clocks, own: Sequence[Lead], others: Sequence[Lead]) -> str:
    """`2 leads for you, 1 overdue`."""
    late = sum(clocks.is_overdue(each) for each in own)
    said = [counted(len(own), "lead") + " for you"] if own else []
    said += [f"{late:,} overdue"] if late else []
    said += [counted(len(others), "untouched lead") + " of your accounts"] if others else []
    return ", ".join(said)


def _own(clocks: Clocks, own: Sequence[Lead], reader: str) -> Iterator[Block]:
    if own:
        yield blocks.section(f"*{counts(clocks, own, ())}*, the most urgent first")
        yield from (one(clocks, each, reader) for each in own[:SHOWN])
    if len(own) > SHOWN:
        yield blocks.context(f"{len(own) - SHOWN:,} more come up as these are done.")


def one(clocks: Clocks, lead: Lead, reader: str) -> Block:
    said = [
        words.line(lead),
        words.state(clocks, lead, reader),
        words.step(clocks.scene, lead),
        words.night(clocks, lead, reader),
    ]
    return blocks.section("\n".join(filter(None, said)), show_button(lead))


def _others(clocks: Clocks, others: Sequence[Lead], reader: str) -> Iterator[Block]:
    if others:
        yield blocks.section(f"*{counts(clocks, (), others)}*: nobody has acted on them yet")
        yield from (other(clocks, each, reader) for each in others[:SHOWN])
    if len(others) > SHOWN:
        yield blocks.context(f"{len(others) - SHOWN:,} more are newer.")


def other(clocks: Clocks, lead: Lead, reader: str) -> Block:
    ready = clocks.may_step_in(lead)
    since = words.day(clocks, reader, lead.assigned_at)
    sdr = words.name(clocks.scene, lead.sdr)
    said = f"{words.line(lead)} · with {sdr} since {since}\n{_may(clocks, lead, reader)}"
    return blocks.section(said, contacted_button(lead, PAGED) if ready else show_button(lead))


def _may(clocks: Clocks, lead: Lead, reader: str) -> str:
    if clocks.may_step_in(lead):
        return "You may reach out: there was no action for two weeks."
    from_day = words.day(clocks, reader, ae_from(lead, clocks.terms))
    return f"You may reach out from {from_day}, if there is still no action."


def _buttons(turn: Turn, style: str) -> Iterator[Element]:
    yield assign_button(style)
    yield blocks.button("Import a list…", IMPORT)
    if may(turn, Action.ROLL_UP):
        yield blocks.button("Board", BOARD)


def open_list(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, mine(turn))
