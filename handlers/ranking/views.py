"""A page by its spec, read anew, with what was done just now above it."""

from handlers.kit import blocks
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Refused, Turn
from handlers.kit.rights import insist
from handlers.ranking.accounts import one
from handlers.ranking.books import book
from handlers.ranking.controls import GONE, shown, undo_button, unpacked
from handlers.ranking.lists import listing
from handlers.ranking.past import history
from handlers.ranking.specs import one_spec
from policies.rights import Action


def view(turn: Turn, spec: str, said: str = "", act: int | None = None) -> Message:
    """Read anew; `said` is what was done just now, and `act` how it is undone."""
    kind, owner, what, start = unpacked(spec, 4)
    insist(turn, Action.SEE, owner=owner)
    done = _said(said, act, spec)
    at = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    match kind:
        case "list":
            return listing(turn, book(turn, owner), what, at, done)
        case "one":
            return one(turn, owner, what, done)
        case "past":
            return history(turn, owner, what, at, one_spec(owner, what))
        case _:
            raise Refused(GONE)


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, view(turn, ask.value))


def seen(turn: Turn, ask: Ask) -> ButtonReply:
    reply = pressed(turn, ask)
    return Aside(reply) if isinstance(reply, Message) else reply


def _said(said: str, act: int | None, spec: str) -> list[Block]:
    if not said:
        return []
    return [blocks.section(said, undo_button(act, spec) if act is not None else None)]
