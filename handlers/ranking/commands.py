"""/handrail rank: the accounts by rank, one of them, a rank or a talk in a line, the calculator."""

import re
from collections.abc import Callable, Mapping

from handlers.kit import blocks
from handlers.kit.answers import answer_question
from handlers.kit.feature import (
    Ask,
    CommandReply,
    Group,
    Message,
    Open,
    Place,
    Refused,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.rights import insist, may
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from handlers.kit.times import local
from handlers.ranking import (
    exporting,
    finding,
    forms,
    importing,
    past,
    saving,
    setting,
    talking,
    teams,
    views,
    words,
)
from handlers.ranking.books import ALL, DUE, MISSING, UNRANKED, book, rules, today_of
from handlers.ranking.controls import rank_button
from handlers.ranking.finding import Spot
from handlers.ranking.forms import Draft
from policies.desks.ranks import DESK
from policies.ranking import Contact
from policies.ranking.reading import EXAMPLE, TALK_EXAMPLE, Line, line_of, spoken_of
from policies.rights import Action
from storage import ranks

COMMAND = "/handrail rank"
OPEN_HERE = "The form in which an account is ranked:"
UNREAD = f"Write the account, then its rank and why, for example `{EXAMPLE}`."
TALK_UNREAD = f"Say with which account, for example `{TALK_EXAMPLE}`."
NAME_ONE = "Say which account, for example `/handrail rank {word} Acme`."
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
    if (mine := _own(turn, ask, text)) is not None:
        return _private(turn, ask, mine)
    return _answer(turn, ask)


def _is_meant(word: str, rest: str) -> bool:
    """“missing potential users on a rank 1” is for the calculator; bare words stand alone."""
    return not rest or word.casefold() in TAKING


def _own(turn: Turn, ask: Ask, text: str) -> Callable[[], CommandReply] | None:
    """An account that is known, or clearly an assignment; else it is a question."""
    if ask.place is Place.MENTION or text.endswith("?"):
        return None
    line = line_of(text)
    if line is not None:
        spots = finding.exactly(turn, line.account)
        if spots or line.is_assignment:
            return lambda: _assign(turn, ask, line, spots)
    if spots := finding.exactly(turn, text):
        return lambda: _show(turn, ask, text)
    return None


def _private(turn: Turn, ask: Ask, work: Callable[[], CommandReply]) -> CommandReply:
    insist_on_privacy(ask, COMMAND)
    rules(turn)
    return work()


def _answer(turn: Turn, ask: Ask) -> Message:
    """As the calculator answers."""
    spoken = ask.place in (Place.DIRECT, Place.MENTION) and ask.text.rstrip().endswith("?")
    head = DESK.commands[0] if spoken else COMMAND
    return answer_question(turn, ask, f"{head} {ask.text}")


def _list(turn: Turn, owner: str, wanted: str) -> Message:
    insist(turn, Action.SEE, owner=owner)
    return views.listing(turn, book(turn, owner), wanted)


def _mine(turn: Turn, ask: Ask, text: str) -> CommandReply:
    """Who has no account and leads people means their team."""
    found = book(turn, turn.actor.id)
    if not found.lines and may(turn, Action.ROLL_UP):
        return teams.start(turn)
    return views.listing(turn, found)


def _narrowed(wanted: str) -> Way:
    return lambda turn, ask, text: _list(turn, turn.actor.id, wanted)


def _set(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if not text:
        return _form(turn, ask, Draft(turn.actor.id))
    line = line_of(text)
    if line is not None:
        return _assign(turn, ask, line, finding.exactly(turn, line.account))
    if spots := finding.exactly(turn, text):
        spot = spots[0]
        kept = ranks.of_account(turn.session, turn.workspace.id, spot.owner, spot.account)
        return _form(turn, ask, forms.of_kept(kept) if kept else Draft(spot.owner, spot.account))
    raise Refused(UNREAD)


def _assign(turn: Turn, ask: Ask, line: Line, spots: list[Spot]) -> CommandReply:
    if len({each.owner for each in spots}) > 1:
        found = finding.the_one(turn, line.account)
        assert isinstance(found, Message)
        return found
    spot = spots[0] if spots else Spot(turn.actor.id, line.account)
    kept = ranks.of_account(turn.session, turn.workspace.id, spot.owner, spot.account)
    segment = kept.segment if kept else forms.own_segment(turn, spot.owner)
    users = line.users or ("" if kept is None or kept.users is None else str(kept.users))
    draft = Draft(spot.owner, spot.account, segment, line.rank, line.reason, users, line.notes)
    return setting.by_line(turn, ask, draft)


def _form(turn: Turn, ask: Ask, draft: Draft) -> CommandReply:
    insist(turn, Action.CHANGE, owner=draft.owner)
    if ask.place is Place.COMMAND:
        return Open(setting.form_for(turn, ask, draft, ""))
    press = rank_button(draft.owner, draft.account, "", "Rank an account", "primary")
    return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), blocks.actions(press))


def _show(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if not text:
        raise Refused(NAME_ONE.format(word="show"))
    found = finding.the_one(turn, text)
    return found if isinstance(found, Message) else views.view(turn, _spec(found))


def _history(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if not text:
        raise Refused(NAME_ONE.format(word="history"))
    if not finding.meant(turn, text) and past.events(turn, turn.actor.id, text):
        return views.view(turn, views.past_spec(turn.actor.id, text))
    found = finding.the_one(turn, text)
    if isinstance(found, Message):
        return found
    return views.view(turn, views.past_spec(found.owner, found.account))


def _remove(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if not text:
        raise Refused(NAME_ONE.format(word="remove"))
    found = finding.the_one(turn, text)
    if isinstance(found, Message):
        return found
    saved = saving.remove(turn, found.owner, found.account)
    said = f"✔ {words.title(saved.ranked.account)} has no rank any more."
    return views.view(turn, _spec(found), said, saved.act)


def _spec(spot: Spot) -> str:
    return views.one_spec(spot.owner, spot.account)


def _talk(way: Contact | None) -> Way:
    return lambda turn, ask, text: _logged(turn, text, way)


def _logged(turn: Turn, text: str, way: Contact | None) -> CommandReply:
    """The longest reading in which there is such an account."""
    if not text:
        raise Refused(TALK_UNREAD)
    readings = list(spoken_of(text, local(turn)))
    whole = (each for each in readings if len(finding.exactly(turn, each.account)) == 1)
    spoken = next(whole, readings[0])
    found = finding.the_one(turn, spoken.account)
    if isinstance(found, Message):
        return found
    day = spoken.day or today_of(turn, found.owner)
    return talking.by_line(turn, found.owner, found.account, day, way, spoken.note)


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
    "set": _set,
    "new": _set,
    "show": _show,
    "history": _history,
    "remove": _remove,
    "talk": _talk(Contact.TALK),
    "talked": _talk(Contact.TALK),
    "informed": _talk(Contact.INFORM),
    "team": _team,
    "import": _import,
    "export": _export,
    "csv": _export,
    "template": _template,
}
TAKING = ("set", "new", "show", "history", "remove", "talk", "talked", "informed")
"""What may be followed by an account."""


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        "`/handrail rank` alone lists your accounts by rank; `missing`, `overdue` and `unranked` "
        "narrow it. A name shows one account, `history` all that became of it, `remove` takes its "
        "rank away.",
        "`set` ranks one in a line; what is left out is asked for in a form. `talk Acme yesterday` "
        "and `informed Acme` log that you spoke, and the month counts anew.",
        "`import` reads a table, `template` sends one, `export` sends yours. For managers: `team`, "
        "and `@Ben Okafor` for one of theirs.",
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
