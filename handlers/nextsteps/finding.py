"""Which opportunity, and which person, somebody means by a name."""

from handlers.kit import blocks, tickets
from handlers.kit.feature import Ask, Message, Refused, Turn
from handlers.kit.texts import clean, excerpt
from handlers.nextsteps import lines
from storage import members, opportunities, profiles
from storage.opportunities import Opportunity

TAKE = "nextsteps.take"
CHOICES = 10
LOOKED_AT = 50
NOT_FOUND = (
    "None of your open opportunities has “{name}” in its name, account or number. "
    "`/nextsteps` lists them."
)
NOBODY = "I know nobody called {name} here. Write the name as Slack shows it, such as @Ben Okafor."
TOO_MANY = "More than one person is called {name}. Write the whole name, such as @Ben Okafor."


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


def person(turn: Turn, id: str, name: str) -> str:
    if id:
        return id
    wanted = name.strip().casefold()
    everybody = members.members(turn.session, turn.workspace.id)
    named = [each.id for each in everybody if _is_called(each.name, wanted)]
    exact = [each.id for each in everybody if each.name.casefold() == wanted]
    found = exact or named
    if len(found) != 1:
        sorry = TOO_MANY if found else NOBODY
        raise Refused(sorry.format(name=clean(name)[:60]))
    return found[0]


def _is_called(name: str, wanted: str) -> bool:
    """“ben” and “ben.okafor” are Ben Okafor."""
    words = name.casefold().split()
    return wanted in (words[0] if words else "", ".".join(words), " ".join(words))
