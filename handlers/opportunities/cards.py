"""An opportunity as it is shown: what is known of it, its history, what can be done with it."""

from collections.abc import Iterator, Sequence

from handlers.kit import blocks, rights
from handlers.kit.blocks import Element
from handlers.kit.feature import Aside, Ask, Block, Message, Refused, Turn
from handlers.kit.people import name_in
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import when_there
from policies.opportunities import LABELS, STATES, shown
from policies.rights import Action
from storage import opportunities
from storage.opportunities import Opportunity, Value
from storage.opportunity_changes import Change

SHOW, EDIT, HISTORY = "opportunities.show", "opportunities.edit", "opportunities.history"
WON, LOST, REOPEN = "opportunities.won", "opportunities.lost", "opportunities.reopen"
ROWS = (
    ("account", "stage"),
    ("net_arr", "amount"),
    ("close_date", "kind"),
    ("segment", "region"),
    ("compelling_event", "quote_sent"),
)
CHANGES_SHOWN = 25
GONE = "I can't find that opportunity. `/handrail opportunity NAME` finds yours."
UNKNOWN = "–"
SOURCES = {"form": "by hand", "import": "import", "owner matched": "owner found in Slack"}


def find(turn: Turn, id: str, action: Action = Action.SEE) -> Opportunity:
    """Raises Refused for what is none, and for one that they may not do that with."""
    known = id.isascii() and id.isdigit() and len(id) <= 18
    found = opportunities.find(turn.session, turn.workspace.id, int(id)) if known else None
    if found is None:
        raise Refused(GONE)
    rights.insist(turn, action, owner=found.owner or "")
    return found


def card(turn: Turn, opportunity: Opportunity, note: str = "") -> Message:
    head = f"{excerpt(opportunity.name)} is {STATES[opportunity.state]}"
    return blocks.message(
        head,
        blocks.section(f"*{excerpt(opportunity.name)}*\n{_standing(turn, opportunity)}"),
        blocks.fields(*_facts(opportunity)),
        *_next_step(opportunity),
        *([blocks.context(note)] if note else []),
        blocks.actions(*_buttons(turn, opportunity)),
    )


def show(turn: Turn, ask: Ask) -> Message:
    return card(turn, find(turn, ask.value))


def history(turn: Turn, ask: Ask) -> Aside:
    """Beside the card, newest first."""
    opportunity = find(turn, ask.value)
    changes = opportunities.history(turn.session, turn.workspace.id, opportunity.id)
    head = f"History of {excerpt(opportunity.name)}"
    lines = "\n".join(_change(turn, each) for each in changes[:CHANGES_SHOWN])
    more = len(changes) - CHANGES_SHOWN
    tail = [blocks.context(f"And {more:,} earlier ones.")] if more > 0 else []
    return Aside(blocks.message(head, blocks.section(f"*{head}*"), blocks.section(lines), *tail))


def several(turn: Turn, found: Sequence[Opportunity], said: str) -> Message:
    lines = [
        blocks.section(
            f"*{excerpt(each.name)}*\n{_standing(turn, each)}",
            blocks.button("Show", SHOW, str(each.id)),
        )
        for each in found
    ]
    return blocks.message(said, blocks.section(said), *lines)


def _standing(turn: Turn, opportunity: Opportunity) -> str:
    owner = owner_of(turn, opportunity)
    return f"{STATES[opportunity.state].capitalize()} · {owner or 'nobody’s'}"


def owner_of(turn: Turn, opportunity: Opportunity) -> str:
    """Escaped; by the report's name for them while nobody in Slack goes by it."""
    if opportunity.owner:
        return escape(name_in(turn.session, turn.workspace.id, opportunity.owner))
    name = excerpt(opportunity.owner_name)
    return f"{name} (not known in Slack)" if name else ""


def _facts(opportunity: Opportunity) -> Iterator[tuple[str, str]]:
    for row in ROWS:
        for name in row:
            value = getattr(opportunity, name)
            yield LABELS[name], excerpt(shown(name, value)) or UNKNOWN


def _next_step(opportunity: Opportunity) -> Iterator[Block]:
    day = shown("next_step_date", opportunity.next_step_date)
    said = excerpt(opportunity.next_step) or "none yet"
    yield blocks.section(f"*Next step*{f' for {day}' if day else ''}\n{said}")


def _buttons(turn: Turn, opportunity: Opportunity) -> Iterator[Element]:
    id = str(opportunity.id)
    changes = rights.may(turn, Action.CHANGE, owner=opportunity.owner or "")
    if changes and opportunity.state == "open":
        yield blocks.button("Edit", EDIT, id, "primary")
        yield blocks.button("Mark won", WON, id)
        yield blocks.button("Mark lost", LOST, id)
    elif changes:
        yield blocks.button("Edit", EDIT, id)
        yield blocks.button("Reopen", REOPEN, id)
    yield blocks.button("History", HISTORY, id)


def _change(turn: Turn, change: Change) -> str:
    when = when_there(turn, turn.actor.id, change.at)
    by = f" by {escape(name_in(turn.session, turn.workspace.id, change.by))}" if change.by else ""
    source = SOURCES.get(change.source, excerpt(change.source))
    if change.field == "state" and change.before is None:
        return f"• {when}: added{by} ({source})"
    before, after = (_value(turn, change.field, each) for each in (change.before, change.after))
    return f"• {when}: {LABELS[change.field]} {before} → {after}{by} ({source})"


def _value(turn: Turn, field: str, value: Value) -> str:
    if field == "owner" and isinstance(value, str):
        return escape(name_in(turn.session, turn.workspace.id, value))
    return excerpt(shown(field, value)) or "nothing"
