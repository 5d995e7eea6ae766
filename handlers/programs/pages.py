"""What somebody sees of both programs, each with where the handbook says so."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Scene, Turn
from handlers.kit.rights import may
from handlers.kit.texts import counted, escape, excerpt
from handlers.programs import books, words
from handlers.programs.controls import (
    ABSENT,
    CHOOSE,
    JOIN,
    LEADERSHIP,
    LEAVE,
    LIST,
    SURE_LEAVE,
    TOPICS,
    beside,
    pass_button,
    release_button,
    renew_button,
    sure_join,
    take_button,
    weeks_button,
)
from policies.programs import Excellence, Hold, Leadership
from policies.rights import Action
from storage import programs

FREE = "Free"
NONE_FREE = "Every topic is held. A topic is free again once its holder releases it."


def overview(turn: Turn) -> Message:
    sheet = turn.pack.programs
    parts: list[Block] = []
    if sheet.leadership:
        parts += _leadership_short(turn, sheet.leadership)
    if sheet.excellence:
        parts += _excellence_short(turn, sheet.excellence)
    admin = [blocks.button("The list", LIST)] if may(turn, Action.ORGANISE) else []
    head = "Programs that you can join"
    entries = [each.entries[0] for each in (sheet.leadership, sheet.excellence) if each]
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *parts,
        *([blocks.actions(*admin)] if admin else []),
        *cited(turn, *entries),
    )


def _leadership_short(turn: Turn, sheet: Leadership) -> Iterator[Block]:
    said = [f"*{escape(sheet.title)}*", _size(sheet), standing(turn)]
    yield blocks.section("\n".join(said))
    yield blocks.actions(*_own(turn, sheet), blocks.button("Weeks and rules", LEADERSHIP))


def _size(sheet: Leadership) -> str:
    weeks, hours = len(sheet.weeks), int(sheet.limits["hours"].value)
    return f"{counted(weeks, 'week')} with a topic each, about {hours} hours in the quarter."


def standing(turn: Turn) -> str:
    """Where the actor stands, and how many places are taken."""
    roll = books.roll(turn, books.today(turn, turn.actor.id))
    one = roll.of(turn.actor.id)
    return words.status(turn, roll, one) if one else words.places(roll)


def _own(turn: Turn, sheet: Leadership) -> Iterator[Element]:
    roll = books.roll(turn, books.today(turn, turn.actor.id))
    one = roll.of(turn.actor.id)
    if one is None:
        eligible = sure_join(sheet.eligible)
        yield blocks.button("Put my name down", JOIN, style="primary", confirm=eligible)
        return
    if offer := books.offered(turn, one):
        yield take_button(offer)
        yield pass_button(offer)
    own = roll.cohort(one)
    if own and own.begun(roll.today):
        yield weeks_button(one, "My weeks")
    if own and not own.is_over(roll.today, roll.weeks):
        yield blocks.button("I can't be there…", ABSENT)
    yield blocks.button("Take my name off", LEAVE, confirm=SURE_LEAVE)


def _excellence_short(turn: Turn, sheet: Excellence) -> Iterator[Block]:
    found = programs.holds(turn.session, turn.workspace.id)
    known = [each for each in found if sheet.topic(each.topic)]
    said = f"{len(known)} of {counted(len(sheet.topics), 'topic')} are held."
    yield blocks.section(f"*{escape(sheet.title)}*\nSide work on one subject. {said}")
    yield from _mine(turn, sheet, found)
    choose = [blocks.button("Choose a topic", CHOOSE)] if len(known) < len(sheet.topics) else []
    yield blocks.actions(*choose, blocks.button("Topics and steps", TOPICS))


def _mine(turn: Turn, sheet: Excellence, found: Iterable[Hold]) -> Iterator[Block]:
    today = books.today(turn, turn.actor.id)
    for each in found:
        if each.person == turn.actor.id:
            yield blocks.section(_commitments(turn, sheet, each, today))
            yield blocks.actions(renew_button(each), release_button(each))


def _commitments(scene: Scene, sheet: Excellence, hold: Hold, today: date) -> str:
    said = [words.held(scene, sheet, hold, today)]
    said += [f"To solve: {excerpt(hold.problem)}"] if hold.problem else []
    said += [f"Promised: {excerpt(hold.commitments)}"] if hold.commitments else []
    return "\n".join(said)


def leadership(turn: Turn) -> Message:
    """Weeks, what is expected, who may, and how many places there are."""
    sheet = books.leadership(turn)
    weeks = [
        f"{number}. *{escape(each.says)}*{f': {escape(each.hint)}' if each.hint else ''}"
        for number, each in enumerate(sheet.weeks, 1)
    ]
    expects = [f"• {escape(each.says)}" for each in sheet.expects]
    return blocks.message(
        sheet.title,
        blocks.section(f"*{escape(sheet.title)}*\n{_size(sheet)} {standing(turn)}"),
        blocks.section("\n".join(weeks)),
        blocks.section("\n".join(["*What is expected*", *expects])),
        blocks.section("\n".join(["*Who may take part*", *map(escape, _who(sheet))])),
        blocks.actions(*_own(turn, sheet)),
        *cited(turn, *sheet.entries),
    )


def _who(sheet: Leadership) -> tuple[str, ...]:
    limits = (sheet.limits[name].says for name in ("seats", "refill", "answer"))
    return sheet.eligible, *limits, sheet.order


def topics(turn: Turn, first: str = "", *more: Element) -> Message:
    """`first` is what has just been done, `more` are buttons that belong to it."""
    sheet = books.excellence(turn)
    found = programs.holds(turn.session, turn.workspace.id)
    head = first or f"*{escape(sheet.title)}*"
    steps = [f"{number}. {escape(each.says)}" for number, each in enumerate(sheet.steps, 1)]
    return blocks.message(
        head.replace("*", ""),
        blocks.section(head),
        *([blocks.actions(*more)] if more else []),
        *_mine(turn, sheet, found),
        blocks.section("\n".join(["*How to take part*", *steps])),
        *_held(turn, sheet, {each.topic: each for each in found}),
        *cited(turn, *sheet.entries),
    )


def _held(turn: Turn, sheet: Excellence, holders: Mapping[str, Hold]) -> Iterator[Block]:
    """Who holds each topic, and a button if one is free."""
    today = books.today(turn, turn.actor.id)
    lines = [
        words.held(turn, sheet, holders[each.id], today)
        if each.id in holders
        else f"{FREE}: *{escape(each.says)}*"
        for each in sheet.topics
    ]
    yield blocks.section("\n".join(["*Topics*", *lines]))
    if all(each.id in holders for each in sheet.topics):
        yield blocks.section(NONE_FREE)
    else:
        yield blocks.actions(blocks.button("Choose a topic", CHOOSE, style="primary"))


def cited(scene: Scene, *ids: str) -> Iterable[Block]:
    return shelf(places(scene.pack.citation(each) for each in ids))


def open_overview(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, overview(turn))


def open_leadership(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, leadership(turn))


def open_topics(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, topics(turn))
