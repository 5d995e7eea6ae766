"""Accounts as a CSV that can be filled in and sent back, and an empty one to begin with."""

from collections.abc import Iterable, Iterator, Sequence

from handlers.kit import blocks, letters
from handlers.kit.feature import Aside, Ask, ButtonReply, Message, Scene, Turn
from handlers.kit.people import name_in
from handlers.kit.rights import insist
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.texts import counted
from handlers.ranking.books import Book, Line, book
from policies.ranking import USERS, WHY, YEAR
from policies.ranking.tables import COLUMNS
from policies.rights import Action

FILE, TEMPLATE_FILE = "account-ranks.csv", "account-ranks-template.csv"
HEAD = (*COLUMNS, "segment", "next contact by", "lacks")
"""Those of an import, and what an import leaves unread."""
LACKS = {WHY: "reason", USERS: "potential users", YEAR: "rank of this fiscal year"}
SENT = "The accounts as a CSV are in our direct messages."
TEMPLATE_SENT = "The template is in our direct messages."
TEMPLATE_HOW = (
    "Fill in the ranks and send the file back to me here. An empty cell changes nothing, a `-` in "
    "the column of the rank removes it. You see what would change before anything is."
)
EXAMPLES: tuple[Sequence[Cell], ...] = (
    ("Example Ltd", "", "1.5", 250, "Grows into a second team", "", "2026-01-30"),
)


def export(turn: Turn, ask: Ask) -> ButtonReply:
    return Aside(send(turn, ask.value))


def send(turn: Turn, owner: str) -> Message:
    insist(turn, Action.SEE, owner=owner)
    found = book(turn, owner)
    said = f"{counted(len(found.lines), 'account')} with their ranks. {TEMPLATE_HOW}"
    _upload(turn, FILE, rows(turn, [found]), said)
    return blocks.message(SENT, blocks.section(SENT))


def template(turn: Turn, ask: Ask) -> ButtonReply:
    return Aside(send_template(turn, ask.value or turn.actor.id))


def send_template(turn: Turn, owner: str) -> Message:
    """With the accounts that wait for a rank, or else with an example."""
    insist(turn, Action.SEE, owner=owner)
    waiting = [each for each in book(turn, owner).lines if each.ranked is None]
    name = name_in(turn.session, turn.workspace.id, owner)
    told = [(each.account, name, "", "", "", "", "") for each in waiting] or EXAMPLES
    said = f"A template for ranks of accounts. {TEMPLATE_HOW}"
    _upload(turn, TEMPLATE_FILE, [COLUMNS, *told], said)
    return blocks.message(TEMPLATE_SENT, blocks.section(TEMPLATE_SENT))


def _upload(turn: Turn, file: str, told: Iterable[Sequence[Cell]], said: str) -> None:
    key = f"ranking/{file}/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, file, csv_of(told), comment)


def rows(scene: Scene, found: Sequence[Book]) -> Iterator[Sequence[Cell]]:
    yield HEAD
    for each in found:
        name = name_in(scene.session, scene.workspace.id, each.owner)
        yield from (_cells(each, line, name) for line in each.lines)


def _cells(found: Book, line: Line, name: str) -> tuple[Cell, ...]:
    one = line.ranked
    if one is None:
        return (line.account, name, *[""] * 7, "rank")
    segment = found.rules.segments.get(one.segment)
    return (
        *(one.account, name, one.rank, "" if one.users is None else one.users),
        *(one.reason, one.notes, one.talked_on.isoformat() if one.talked_on else ""),
        segment.label if segment else one.segment,
        line.due.isoformat() if line.due else "",
        ", ".join(LACKS[each] for each in line.lacks),
    )
