"""/handrail rank: the accounts by rank, one of them, a rank or a talk in a line, the calculator."""

import re
from collections.abc import Callable, Mapping

from handlers.kit.answers import answer_question
from handlers.kit.feature import (
    Ask,
    CommandReply,
    Group,
    Message,
    Place,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.rights import insist, may
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from handlers.ranking import exporting, finding, importing, lines, teams
from handlers.ranking.books import ALL, DUE, MISSING, UNRANKED, book, rules
from handlers.ranking.lists import listing
from policies.desks.ranks import DESK
from policies.ranking import Contact
from policies.ranking.reading import EXAMPLE, TALK_EXAMPLE
from policies.rights import Action

COMMAND = "/handrail rank"
PERSON = re.compile(r"(?:<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@(.+))")

Way = Callable[[Turn, Ask, str], CommandReply]


def start(turn: Turn, ask: Ask) -> CommandReply:
    text = " ".join(clean(ask.text).split())
    word, _, rest = text.partition(" ")
    way = WAYS.get(word.casefold())
    if way is not None and _is_meant(word, rest):
        return _private(turn, ask, lambda: way(turn, ask, rest))
    if found := PERSON.fullmatch(text):
        owner = finding.person(turn, found[1] or "", found[2] or "")
        return _private(turn, ask, lambda: _list(turn, owner, ALL))
    if (mine := lines.meant(turn, ask, text)) is not None:
        return _private(turn, ask, mine)
    return _answer(turn, ask)


def _is_meant(word: str, rest: str) -> bool:
    """“missing potential users on a rank 1” is for the calculator; bare words stand alone."""
    return not rest or word.casefold() in TAKING


def _private(turn: Turn, ask: Ask, work: Callable[[], CommandReply]) -> CommandReply:
    insist_on_privacy(ask, COMMAND)
    rules(turn)
    return work()


def _answer(turn: Turn, ask: Ask) -> Message:
    """As the calculator answers."""
    spoken = ask.place in (Place.DIRECT, Place.MENTION) and ask.text.rstrip().endswith("?")
    head = DESK.commands[0] if spoken else COMMAND
    return answer_question(turn, ask, f"{head} {ask.text}")


def _mine(turn: Turn, ask: Ask, text: str) -> CommandReply:
    """Who has no account and leads people means their team."""
    found = book(turn, turn.actor.id)
    if not found.lines and may(turn, Action.ROLL_UP):
        return teams.start(turn)
    return listing(turn, found)


def _list(turn: Turn, owner: str, wanted: str) -> Message:
    insist(turn, Action.SEE, owner=owner)
    return listing(turn, book(turn, owner), wanted)


def _narrowed(wanted: str) -> Way:
    return lambda turn, ask, text: _list(turn, turn.actor.id, wanted)


def _talk(way: Contact | None) -> Way:
    return lambda turn, ask, text: lines.talk(turn, text, way)


def _team(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return teams.start(turn)


def _import(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return importing.start(turn, ask)


def _export(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return exporting.send(turn, turn.actor.id)


def _template(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return exporting.send_template(turn, turn.actor.id)


WAYS: Mapping[str, Way] = {
    "": _mine,
    "mine": _mine,
    "list": _mine,
    "accounts": _mine,
    "missing": _narrowed(MISSING),
    "unranked": _narrowed(UNRANKED),
    "overdue": _narrowed(DUE),
    "due": _narrowed(DUE),
    "set": lines.rank,
    "show": lines.show,
    "history": lines.history,
    "remove": lines.remove,
    "talk": _talk(Contact.TALK),
    "talked": _talk(Contact.TALK),
    "informed": _talk(Contact.INFORM),
    "team": _team,
    "import": _import,
    "export": _export,
    "csv": _export,
    "template": _template,
}
TAKING = ("set", "show", "history", "remove", "talk", "talked", "informed")
"""What may be followed by an account."""


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        "`/handrail rank` alone lists your accounts by rank; `missing`, `overdue` and `unranked` "
        "narrow it. A name shows one account, `history` all that became of it, `remove` takes its "
        "rank away.",
        "`set` ranks one in a line; what is left out is asked for in a form. `talk Acme yesterday` "
        "and `informed Acme` log that you spoke, and the month counts anew.",
        "`import` reads a table, `template` sends one, `export` sends yours; for 15 minutes "
        "`/handrail undo` takes a whole table back. For managers: `team`, and `@Ben Okafor` for "
        "one of theirs.",
        "With a segment, figures or fields it calculates, and nothing is kept.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    COMMAND,
    start,
    summary="Your accounts by rank, what they lack, whom to talk with.",
    usage=f"{COMMAND} [set ACCOUNT RANK because … | ACCOUNT | talk ACCOUNT DAY | missing | "
    "overdue | team | import | SEGMENT RANK FIELDS]",
    examples=(
        COMMAND,
        EXAMPLE,
        TALK_EXAMPLE,
        "/handrail rank missing",
        *(example.ask for example in DESK.examples),
    ),
    words=DESK.commands,
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
