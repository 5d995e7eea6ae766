"""Which opportunity somebody means by a name."""

from handlers.kit import blocks, tickets
from handlers.kit.feature import Ask, Message, Refused, Turn
from handlers.kit.texts import excerpt
from handlers.nextsteps import lines
from storage import opportunities, profiles
from storage.opportunities import Opportunity

TAKE = "nextsteps.take"
CHOICES = 10
LOOKED_AT = 50
NOT_FOUND = (
    "None of your open opportunities has “{name}” in its name, account or number. "
    "`/nextsteps` lists them."
)


def candidates(turn: Turn, name: str) -> list[Opportunity]:
    """Open ones of the asker and of those who report to them; a whole name is meant alone."""
    reports = profiles.reports(turn.session, turn.workspace.id, turn.actor.id)
    owners = [turn.actor.id, *(each.person for each in reports)]
    found = opportunities.search(turn.session, turn.workspace.id, name, owners, limit=LOOKED_AT)
    there = [each for each in found if each.state == "open"]
    whole = [each for each in there if name.casefold() in (each.name.casefold(), each.ref)]
    mine = [each for each in there if each.owner == turn.actor.id]
    return whole if len(whole) == 1 else mine or there


def which(
    turn: Turn,
    ask: Ask,
    name: str,
    those: list[Opportunity],
    kind: str,
    step: str = "",
    day: str = "",
) -> Message:
    """Ambiguous: the choices as buttons. Raises Refused if there is none."""
    if not those:
        raise Refused(NOT_FOUND.format(name=name[:60]))
    about = tickets.issue(turn, ask, {"kind": kind, "step": step, "day": day})
    head = f"Which “{excerpt(name)}” do you mean?"
    rows = [
        blocks.section(lines.headline(each), blocks.button("This one", TAKE, f"{about} {each.id}"))
        for each in those[:CHOICES]
    ]
    more = len(those) - CHOICES
    hidden = [blocks.context(f"{more} more. Write more of the name.")] if more > 0 else []
    return blocks.message(head, blocks.section(head), *rows, *hidden)
