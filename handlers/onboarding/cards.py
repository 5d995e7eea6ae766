"""The list of a new hire, a page of it at a time."""

from collections.abc import Iterator, Sequence

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Refused, Scene, Turn
from handlers.kit.rights import may
from handlers.kit.texts import escape
from handlers.kit.ticks import MARKS
from handlers.kit.times import dated
from handlers.onboarding import words
from handlers.onboarding.controls import (
    BOARD,
    LIST,
    NOTE,
    PAGED,
    PROJECT,
    REGISTER,
    REOPEN,
    STOP,
    SURE_STOP,
    beside,
    done_button,
    shown,
    start_button,
)
from handlers.onboarding.records import Case, find, seen
from policies.answer import Citation
from policies.onboarding import State
from policies.onboarding.progress import Step, grouped
from policies.rights import Action

PAGE = 26
NOTHING = "You have no onboarding list."
HOW = (
    "It has what the handbook asks of a new hire, each with a day: the first reading, the tips, "
    "the Required 7, recorded calls and the Give Back project. I remind you of what is due, and "
    "stop when it is done."
)
OURS = (
    "Days marked “my default” are the bot's own: the handbook prints day 1 for the onboarding page "
    "and 30 days for the notes, and no other."
)
UNKNOWN = "I do not know this person's role, so this is the whole list."
ENTRIES = ("onboarding-page", "r7-overview", "give-back-onboarding")


def mine(turn: Turn) -> Message:
    found = find(turn, turn.actor.id)
    if found is None:
        press = [start_button(turn.actor.id, "Start my list", "primary")]
        press += [blocks.button("My new hires", BOARD)] if may(turn, Action.ROLL_UP) else []
        cited = shelf(places(_cited(turn)))
        said = blocks.section(f"*{NOTHING}*\n{HOW}")
        return blocks.message(NOTHING, said, blocks.actions(*press), *cited)
    return page(turn, found)


def page(turn: Turn, found: Case, at: int = 0, first: str = "") -> Message:
    """`first` is what has just been done."""
    on = words.today(turn, turn.actor.id)
    can = may(turn, Action.CHANGE, owner=found.person)
    said = f"Onboarding of {words.name(turn, found.person)}: {words.progress(found, on)}"
    press = list(_buttons(turn, found, at, can))
    those = found.steps[at * PAGE : (at + 1) * PAGE]
    return blocks.message(
        first or said,
        *([blocks.section(first)] if first else []),
        blocks.header(f"Onboarding of {found.member.name}"),
        blocks.section(_head(turn, found)),
        *_groups(turn, found, those, at, can),
        *([blocks.actions(*press)] if press else []),
        blocks.context(OURS if found.member.profile.roles else f"{UNKNOWN} {OURS}"),
        *shelf(places(_cited(turn))),
    )


def _cited(scene: Scene) -> Iterator[Citation]:
    """A company may have taken one of them out of its pack."""
    return (scene.pack.citation(each) for each in ENTRIES if each in scene.pack.entries)


def _head(turn: Turn, found: Case) -> str:
    on = words.today(turn, turn.actor.id)
    lines = [f"{words.progress(found, on)}\nFirst day {dated(found.kept.starts, on)}"]
    if found.kept.state is State.STOPPED:
        lines.append("_It was stopped: nobody is reminded of it._")
    else:
        lines.append(words.next_due(found, on))
    return "\n".join(lines)


def _groups(turn: Turn, found: Case, those: Sequence[Step], at: int, can: bool) -> Iterator[Block]:
    titles = turn.pack.onboarding.groups
    reader, on = words.rhythm(turn, turn.actor.id), words.today(turn, turn.actor.id)
    stopped = found.kept.state is State.STOPPED
    for group, members in grouped(those):
        yield blocks.section(f"*{escape(titles[group])}*")
        for each in members:
            linked = words.link(turn, each.thing)
            said = f"{MARKS[each.mark]} {escape(each.thing.says)}"
            below = words.below(turn, reader, each, on)
            text = f"{said}\n_{below}_" + (f" · {linked}" if linked else "")
            press = _press(found, each, at) if can and not stopped else None
            yield blocks.section(text, press)


def _press(found: Case, step: Step, at: int) -> Element | None:
    where = f"{PAGED}{at}"
    if step.thing.follows and (follows := following(found, step)):
        return follows
    if step.is_settled:
        value = f"{found.person} {step.id} {where}"
        return blocks.overflow(REOPEN, [(value, "Open again")])
    return done_button(found.person, step.id, where)


def following(found: Case, step: Step) -> Element | None:
    """What an item that follows a project is done with; one that is not applicable has nothing."""
    if found.project is not None:
        return blocks.button("The project", PROJECT, str(found.project.id))
    return None if step.is_settled else blocks.button("Register it", REGISTER)


def _buttons(turn: Turn, found: Case, at: int, can: bool) -> Iterator[Element]:
    last = (len(found.steps) - 1) // PAGE
    if at:
        yield blocks.button("Earlier ones", f"{LIST}.0", f"{found.person} {at - 1}")
    if at < last:
        more = len(found.steps) - (at + 1) * PAGE
        yield blocks.button(f"{more:,} more", f"{LIST}.1", f"{found.person} {at + 1}")
    if found.kept.state is not State.STOPPED and can:
        yield blocks.button("Link, note, not applicable…", NOTE, f"{found.person} {at}")
    if can or may(turn, Action.ORGANISE):
        stopped = found.kept.state is State.STOPPED
        yield start_button(found.person, "Start it again…" if stopped else "Change the first day…")
        if not stopped:
            yield blocks.button("Stop…", STOP, found.person, "", SURE_STOP)
    if may(turn, Action.ROLL_UP):
        yield blocks.button("Board", BOARD)


def of(turn: Turn, text: str) -> Message:
    """Somebody else's, by their id."""
    return page(turn, seen(turn, text))


def open_list(turn: Turn, ask: Ask) -> ButtonReply:
    """From a board or Home the list is shown beside it; turning a page stays in place."""
    person, _, at = ask.value.partition(" ")
    if not person or (person == turn.actor.id and find(turn, person) is None):
        return beside(ask, mine(turn))
    found = seen(turn, person)
    number = int(at) if at.isascii() and at.isdigit() and len(at) < 4 else 0
    if number * PAGE >= max(len(found.steps), 1):
        raise Refused("That page is not there any more.")
    message = page(turn, found, number)
    return shown(ask, message) if at else beside(ask, message)
