"""The names of what can be pressed and sent, and the buttons that several pages share."""

import json
from datetime import date

from handlers.kit import blocks, pages
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, ButtonReply, Change, Message, Open

COMMAND = "/handrail seven"
OPEN, SHOW, TEAM, EXPORT = "skills.open", "skills.show", "skills.team", "skills.csv"
DONE, REOPEN, NOTE = "skills.done", "skills.reopen", "skills.note"
BACK = f"{OPEN}.0"
"""The same page in the place of the one it is pressed on."""
EARLIER, LATER = f"{SHOW}.0", f"{SHOW}.1"
TICKED = "skills.ticked"
"""A kind of act that can be undone."""
UPDATE, EDIT, RANKS = "nextsteps.update", "opportunities.edit", "ranking.see"
"""The buttons of others that lead to where something is mended."""
TITLE = "Required 7"


def open_button(person: str, label: str, style: str = "") -> Element:
    return blocks.button(label, OPEN, person, style)


def done_button(week: date, skill: str) -> Element:
    return blocks.button("Done for this week", DONE, f"{week} {skill}")


def reopen_button(week: date, skill: str) -> Element:
    return blocks.button("Open again", REOPEN, f"{week} {skill}")


def show_button(person: str, skill: str) -> Element:
    return blocks.button("Show them", SHOW, f"{person} {skill} 0")


def ranks_button(person: str) -> Element:
    """The accounts that lack something, as the ranks' own buttons name their list."""
    return blocks.button("Show them", RANKS, json.dumps(["list", person, "missing", "0"]))


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    return pages.shown(ask, message, TITLE)


def beside(ask: Ask, message: Message) -> ButtonReply:
    return pages.beside(ask, message, TITLE)
