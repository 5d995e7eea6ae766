"""`/nextsteps`: what is due, one opportunity by name, a step in a line, somebody's, a team's."""

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers.kit import acts, blocks, names, tickets
from handlers.kit.feature import Ask, ButtonReply, Group, Message, Place, Slash, Turn
from handlers.kit.menus import help_with, is_help
from handlers.kit.texts import clean, escape
from handlers.nextsteps import saving, views
from handlers.nextsteps.finding import candidates, which
from handlers.nextsteps.writing import is_a_day, judged, read_day
from storage.opportunities import Opportunity

PERSON = re.compile(r"(?:<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@(.+))")
BY_DAY = re.compile(r"(?P<name>.*\S)\s+(?:by|on|for)\s+(?P<day>\S.*)", re.IGNORECASE)
PRIVATE = (
    "Next steps are for those who own them, so I do not show them here. Write `/nextsteps`, or "
    "write to me directly."
)


def answer(turn: Turn, ask: Ask) -> Message:
    if ask.place is Place.MENTION:
        return blocks.message(PRIVATE, blocks.section(PRIVATE))
    text = " ".join(clean(ask.text).split())
    word, _, rest = text.partition(" ")
    if not text:
        return views.view(turn, "list")
    if text.casefold() == "team":
        return views.view(turn, "team")
    if found := PERSON.fullmatch(text):
        return views.view(turn, f"list {names.person(turn, found[1] or '', found[2] or '')}")
    if word.casefold() == "history" and rest:
        return _one_of(turn, ask, rest, "past")
    if written := _written(turn, text):
        return _write(turn, ask, *written)
    return _one_of(turn, ask, text, "one")


def page(turn: Turn, ask: Ask) -> ButtonReply:
    return views.view(turn, ask.value)


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    """From a list, which shows it at once."""
    number, _, spec = ask.value.partition("|")
    return views.view(turn, spec, f"↩ {escape(acts.undo(turn, number))}")


def take(turn: Turn, ask: Ask) -> ButtonReply:
    """One of several that were meant: what was to be done is done with it."""
    about, _, number = ask.value.partition(" ")
    ticket = tickets.redeem(turn, replace(ask, about=about))
    kind, step, day = (str(ticket.subject[name]) for name in ("kind", "step", "day"))
    if kind != "write":
        return views.view(turn, f"{kind} {number}")
    opportunity = saving.found(turn, number)
    return judged(turn, ask, opportunity, step, read_day(turn, day) if day else None)


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH, *NOTES) if is_help(text) else None


def _one_of(turn: Turn, ask: Ask, name: str, kind: str) -> Message:
    those = candidates(turn, name)
    if len(those) == 1:
        return views.view(turn, f"{kind} {those[0].id}")
    return which(turn, ask, name, those, kind)


def _written(turn: Turn, text: str) -> tuple[list[Opportunity], str, str, str] | None:
    """Whom it is about, the name as written, the day and the step; a name may hold a colon."""
    if ":" not in text or candidates(turn, text):
        return None
    parts = [each for each in _splits(text) if each[2]]
    dated = [each for each in parts if not each[1] or is_a_day(turn, each[1])]
    for name, day, step in (*dated, *parts):
        if those := candidates(turn, name):
            return those, name, day, step
    return ([], *parts[-1]) if parts else None


def _write(
    turn: Turn, ask: Ask, those: list[Opportunity], name: str, day: str, step: str
) -> Message:
    when = read_day(turn, day) if day else None
    if len(those) != 1:
        return which(turn, ask, name, those, "write", step, day)
    return judged(turn, ask, those[0], step, when)


def _splits(text: str) -> Iterator[tuple[str, str, str]]:
    """At every colon, the last one first, for the longest name is meant."""
    for colon in reversed(list(re.finditer(":", text))):
        name, step = text[: colon.start()].strip(), text[colon.end() :].strip()
        if by := BY_DAY.fullmatch(name):
            yield by["name"], by["day"], step
        yield name, "", step


NOTES = (
    "Add the day with `by`: `/nextsteps acme by 12 Dec: Ask Jane who signs`. Without it the day "
    "that is there stays.",
    "*Make this a next step* in the menu of any message keeps the message with the step. Managers "
    "see and change those of their team: `/nextsteps team`, `/nextsteps @Ben Okafor`.",
)
SLASH = Slash(
    "/nextsteps",
    answer,
    summary="What is due on your opportunities, and what comes next.",
    usage="/nextsteps [OPPORTUNITY [by DAY]: TEXT] | history OPPORTUNITY | team | @PERSON",
    examples=(
        "/nextsteps",
        "/nextsteps acme",
        "/nextsteps acme by 12 Dec: Ask Jane who signs security reviews",
        "/nextsteps history acme",
    ),
    words=("nextsteps", "next-steps"),
    still=explain,
    group=Group.ROUTINES,
)
