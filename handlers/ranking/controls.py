"""The names of what can be pressed and sent, and the values that buttons carry."""

import json

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, Change, Message, Open, Place, Refused

FORM, PAGE, REMOVE, UNDO = "ranking.form", "ranking.page", "ranking.remove", "ranking.undo"
MET, TALK, SEE = "ranking.met", "ranking.talk", "ranking.see"
"""The last shows a page beside the message it is pressed in, which stays."""
TEAM, EXPORT, TEMPLATE = "ranking.team", "ranking.csv", "ranking.template"
IMPORT, APPLY, DISCARD = "ranking.import", "ranking.apply", "ranking.discard"
READ = "ranking.read"
"""What a file is fetched for."""
ACCOUNT = "ranking.account"
"""What the field for an account is offered by."""
RANKED, TALKED, IMPORTED = "ranking.ranked", "ranking.talked", "ranking.imported"
"""Kinds of acts that can be undone."""
BACK, AHEAD, SHOW, OTHER = (f"{PAGE}.{place}" for place in range(4))
"""Buttons of one row must not have the same id."""
NARROW = f"{PAGE}.4"
PAGES = (BACK, AHEAD, SHOW, OTHER, NARROW)
TITLE = "Account ranking"
GONE = "That button is of an older version. `/handrail rank` shows your accounts."


def packed(*parts: str) -> str:
    """Names of accounts hold any sign, so none can part them."""
    return json.dumps(parts, ensure_ascii=False)


def unpacked(value: str, number: int) -> list[str]:
    """Raises Refused for what is no such value."""
    try:
        parts = json.loads(value)
    except ValueError as wrong:
        raise Refused(GONE) from wrong
    found = [each for each in parts if isinstance(each, str)] if isinstance(parts, list) else []
    if len(found) != number:
        raise Refused(GONE)
    return found


def rank_button(owner: str, account: str, spec: str, label: str, style: str = "") -> Element:
    return blocks.button(label, FORM, packed(owner, account, spec), style)


def talk_button(owner: str, account: str, spec: str, label: str = "Log a talk…") -> Element:
    return blocks.button(label, TALK, packed(owner, account, spec))


def met_button(owner: str, account: str, spec: str, label: str, style: str = "") -> Element:
    return blocks.button(label, MET, packed(owner, account, spec), style)


def undo_button(act: int, spec: str = "") -> Element:
    """The page of the spec is shown again; without one only what was undone."""
    return blocks.button("Undo", UNDO, packed(str(act), spec))


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    """Where it was pressed: in place, over a Home, or within the form that is open."""
    if ask.place is Place.HOME:
        return Open(blocks.page(TITLE, *message.blocks))
    if ask.place is Place.BUTTON and not ask.response_url:
        return Change(blocks.page(TITLE, *message.blocks))
    return message
