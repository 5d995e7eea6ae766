"""The seven skills of this week, one below the other, as their person or a manager sees them."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Turn
from handlers.kit.rights import may
from handlers.skills import audits, words
from handlers.skills.audits import Audit
from handlers.skills.controls import (
    NOTE,
    TEAM,
    beside,
    done_button,
    ranks_button,
    reopen_button,
    show_button,
    shown,
)
from policies.rights import Action
from policies.skills import Sees, Skill

PRIVATE = (
    "This is yours: tick each skill once you have looked at it. Your manager sees how many you "
    "ticked and the figures I see, and no note."
)
THEIRS = "Only they tick, and their notes are for them alone."


def page(turn: Turn, found: Audit, first: str = "") -> Message:
    """`first` is what has just been done."""
    sheet, own = turn.pack.skills, found.person == turn.actor.id
    whose = "" if own else f" of {found.member.name}"
    head = f"Required 7{whose}, {words.week(found)}"
    press = list(_buttons(turn, found, own))
    return blocks.message(
        first or f"{head}: {words.progress(found, sheet)}",
        *([blocks.section(first)] if first else []),
        blocks.header(head),
        blocks.section(f"{words.progress(found, sheet)}\n{PRIVATE if own else THEIRS}"),
        *_skills(turn, found, own),
        *([blocks.actions(*press)] if press else []),
        *_foot(turn, found),
    )


def _skills(turn: Turn, found: Audit, own: bool) -> Iterator[Block]:
    for skill in turn.pack.skills.skills:
        mark = words.DONE if skill.id in found.ticks else words.OPEN
        ticked = words.ticked(found, skill, own)
        lines = [
            f"{mark} *{words.title(turn.pack.skills, skill)}*",
            words.seen(turn, found, skill),
            *([f"_{ticked}_"] if ticked else []),
            words.cited(turn, skill),
        ]
        yield blocks.section("\n".join(lines))
        if press := list(_verbs(found, skill, own)):
            yield blocks.actions(*press)


def _verbs(found: Audit, skill: Skill, own: bool) -> Iterator[Element]:
    if own:
        press = reopen_button if skill.id in found.ticks else done_button
        yield press(found.week, skill.id)
    if skill.sees is Sees.RANKS:
        if (ranks := found.sight.ranks) and ranks.complete < ranks.accounts:
            yield ranks_button(found.person)
    elif skill.sees and found.sight.shown(skill.sees):
        yield show_button(found.person, skill.id)


def _buttons(turn: Turn, found: Audit, own: bool) -> Iterator[Element]:
    if own:
        yield blocks.button("Tick with a note…", NOTE, str(found.week))
    if may(turn, Action.ROLL_UP):
        yield blocks.button("My team", TEAM)


def _foot(turn: Turn, found: Audit) -> Iterator[Block]:
    sheet = turn.pack.skills
    earlier = words.earlier(found, sheet)
    yield blocks.context(*([earlier] if earlier else []), sheet.limits["reminded"].says)
    yield from shelf(places([turn.pack.citation(sheet.limits["reminded"].entry)]))


def open_page(turn: Turn, ask: Ask) -> ButtonReply:
    """From a digest, Home or the scorecard, which stay as they are."""
    return beside(ask, _asked(turn, ask))


def back(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, _asked(turn, ask))


def _asked(turn: Turn, ask: Ask) -> Message:
    person = ask.value
    own = not person or person == turn.actor.id
    return page(turn, audits.mine(turn) if own else audits.seen(turn, person))
