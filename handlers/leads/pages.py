"""A lead as it is shown on a page of its own: what it is, what comes now, what was done."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Turn
from handlers.kit.rights import may
from handlers.kit.texts import escape, excerpt
from handlers.leads import words
from handlers.leads.clocks import Clocks
from handlers.leads.controls import (
    PAGED,
    REASSIGN,
    REOPEN,
    close_button,
    contacted_button,
    correct_button,
    note_button,
    shown,
    step_button,
    undo_button,
)
from handlers.leads.records import again, may_give, may_work, seen
from policies.leads import Act, Lead, Outcome, State
from policies.leads.clocks import HOUR_ENTRY, OWNERS_ENTRY, TOUCH_ENTRY, WEEKS_ENTRY
from policies.rights import Action
from storage import lead_events

EVENTS_SHOWN = 12
ENTRIES = (HOUR_ENTRY, TOUCH_ENTRY, WEEKS_ENTRY, OWNERS_ENTRY)


def page(turn: Turn, lead: Lead, first: str = "", act: int | None = None) -> Message:
    """`first` is what has just been done, and `act` how it is undone."""
    clocks, reader = Clocks(turn), turn.actor.id
    said = f"{words.line(lead)}: {words.state(clocks, lead, reader)}"
    return blocks.message(
        f"{first} {said}".strip().replace("*", ""),
        *_done(lead, first, act),
        blocks.section("\n".join(_head(clocks, lead, reader))),
        blocks.section("\n".join(_facts(clocks, lead, reader))),
        *_history(clocks, lead, reader),
        *_actions(turn, clocks, lead),
        *shelf(places(turn.pack.citation(each) for each in ENTRIES)),
    )


def _done(lead: Lead, first: str, act: int | None) -> Iterator[Block]:
    if first:
        yield blocks.section(first, undo_button(act, lead) if act is not None else None)


def _head(clocks: Clocks, lead: Lead, reader: str) -> Iterator[str]:
    yield f"📥 {words.line(lead)}"
    yield f"*{words.state(clocks, lead, reader)}*"
    if not lead.is_over:
        yield words.step(clocks.scene, lead)
    if lead.state is State.OPEN:
        yield words.stepping_in(clocks, lead, reader)
    if said := words.night(clocks, lead, reader):
        yield said


def _facts(clocks: Clocks, lead: Lead, reader: str) -> Iterator[str]:
    scene = clocks.scene
    yield f"SDR {words.name(scene, lead.sdr)} · AE {words.name(scene, lead.ae)}"
    by = words.name(scene, lead.assigned_by)
    yield f"Assigned {words.moment(clocks, reader, lead.assigned_at)} by {by}"
    phone = "a number is listed" if lead.phone else "no number is listed"
    more = [f"Asks for: {words.REQUESTS[lead.request]}", phone]
    more += [f"<{escape(lead.link)}|the lead>"] if lead.link else []
    more += [f"id {excerpt(lead.ref)}"] if lead.ref else []
    yield " · ".join(more)


def _history(clocks: Clocks, lead: Lead, reader: str) -> Iterator[Block]:
    scene = clocks.scene
    events = lead_events.of(scene.session, scene.workspace.id, lead.id)
    newest = list(reversed(events))[:EVENTS_SHOWN]
    lines = [words.event(clocks, each, reader) for each in newest]
    more = len(events) - len(newest)
    older = [f"and {more:,} before that"] if more else []
    if lines:
        yield blocks.section("\n".join(["*History*", *lines, *older]))


def _actions(turn: Turn, clocks: Clocks, lead: Lead) -> Iterator[Block]:
    elements = [*_elements(turn, clocks, lead)]
    if elements:
        yield blocks.actions(*elements)


def _elements(turn: Turn, clocks: Clocks, lead: Lead) -> Iterator[Element]:
    if may_work(turn, lead):
        if lead.is_over and lead.outcome is not Outcome.WITHDRAWN:
            yield blocks.button("Reopen", REOPEN, str(lead.id))
        elif not lead.is_over:
            yield from steps(lead, PAGED)
            yield close_button(lead, PAGED)
            yield note_button(lead, PAGED)
    if not lead.is_over and may_give(turn, lead):
        yield blocks.button("Reassign…", REASSIGN, str(lead.id))
        yield correct_button(lead, PAGED)
    if lead.ae and clocks.may_step_in(lead) and may(turn, Action.CHANGE, owner=lead.ae):
        yield contacted_button(lead, PAGED)


def steps(lead: Lead, where: str) -> Iterator[Element]:
    """What comes now first, and coloured."""
    order = (Act.CALLED, Act.EMAILED) if lead.phone else (Act.EMAILED, Act.CALLED)
    done = {Act.CALLED: lead.called_at, Act.EMAILED: lead.emailed_at}
    for each in order:
        if done[each] is None:
            style = "primary" if each is lead.next_step else ""
            yield step_button(lead, each, where, style)


def open_one(turn: Turn, ask: Ask) -> ButtonReply:
    """Beside the list it was pressed in, which stays."""
    reply = shown(ask, page(turn, seen(turn, ask.value)))
    return Aside(reply) if isinstance(reply, Message) else reply


def answer(turn: Turn, ask: Ask, lead: Lead, first: str) -> ButtonReply:
    """Shown again where it was pressed."""
    return shown(ask, page(turn, again(turn, lead), first))


def alone(ask: Ask, said: str) -> ButtonReply:
    """Where there is no page to show again."""
    return shown(ask, blocks.message(said, blocks.section(said)))
