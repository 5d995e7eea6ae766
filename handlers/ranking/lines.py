"""A line about one account: ranked, talked with, shown, taken out of its rank."""

from collections.abc import Callable

from handlers.kit import blocks
from handlers.kit.feature import Ask, CommandReply, Message, Open, Place, Refused, Turn
from handlers.kit.rights import insist
from handlers.kit.times import local
from handlers.ranking import finding, forms, past, saving, setting, talking, views, words
from handlers.ranking.books import today_of
from handlers.ranking.controls import rank_button
from handlers.ranking.finding import Spot
from handlers.ranking.forms import Draft
from handlers.ranking.specs import one_spec, past_spec
from policies.ranking import Contact
from policies.ranking.reading import EXAMPLE, TALK_EXAMPLE, Line, line_of, spoken_of
from policies.rights import Action
from storage import ranks

OPEN_HERE = "The form in which an account is ranked:"
UNREAD = f"Write the account, then its rank and why, for example `{EXAMPLE}`."
TALK_UNREAD = f"Say with which account, for example `{TALK_EXAMPLE}`."
NAME_ONE = "Say which account, for example `/handrail rank {word} Acme`."


def meant(turn: Turn, ask: Ask, text: str) -> Callable[[], CommandReply] | None:
    """An account that is known, or clearly an assignment; else it is a question."""
    if ask.place is Place.MENTION or text.endswith("?"):
        return None
    line = line_of(text)
    if line is not None:
        spots = finding.exactly(turn, line.account)
        if spots or line.is_assignment:
            return lambda: _assign(turn, ask, line, spots)
    if spots := finding.exactly(turn, text):
        return lambda: show(turn, ask, text)
    return None


def rank(turn: Turn, ask: Ask, text: str) -> CommandReply:
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


def show(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if not text:
        raise Refused(NAME_ONE.format(word="show"))
    found = finding.the_one(turn, text)
    return found if isinstance(found, Message) else views.view(turn, _spec(found))


def history(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if not text:
        raise Refused(NAME_ONE.format(word="history"))
    if not finding.meant(turn, text) and past.events(turn, turn.actor.id, text):
        return views.view(turn, past_spec(turn.actor.id, text))
    found = finding.the_one(turn, text)
    if isinstance(found, Message):
        return found
    return views.view(turn, past_spec(found.owner, found.account))


def remove(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if not text:
        raise Refused(NAME_ONE.format(word="remove"))
    found = finding.the_one(turn, text)
    if isinstance(found, Message):
        return found
    saved = saving.remove(turn, found.owner, found.account)
    said = f"✔ {words.title(saved.ranked.account)} has no rank any more."
    return views.view(turn, _spec(found), said, saved.act)


def _spec(spot: Spot) -> str:
    return one_spec(spot.owner, spot.account)


def talk(turn: Turn, text: str, way: Contact | None) -> CommandReply:
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
