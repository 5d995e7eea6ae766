"""Shared notes of everybody, found by event, place, person, year and what was learned."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Turn
from handlers.kit.texts import clean, code, excerpt
from handlers.trips import words
from handlers.trips.controls import PAGE, shown
from policies.trips import Trip
from policies.trips.plans import PURPOSE
from storage import trips

PER_PAGE = 6
LONGEST = 120
MOST_WORDS = 8
HIGHEST_PAGE = 10_000
EMPTY = "No trip notes have been shared yet. They are found here once there are some."
NOTHING = "No shared notes have {asked}. Try one word, such as an event, a place, a name or a year."
LAST = "These were the last."


def search(turn: Turn, text: str) -> Message:
    return page(turn, " ".join(clean(text).split())[:LONGEST], 0)


def turn_page(turn: Turn, ask: Ask) -> ButtonReply:
    number, _, text = ask.value.partition(" ")
    known = number.isascii() and number.isdigit() and len(number) <= 5
    return shown(ask, page(turn, text[:LONGEST], min(int(number), HIGHEST_PAGE) if known else 0))


def page(turn: Turn, text: str, number: int) -> Message:
    asked = [word.lstrip("@#") for word in text.split()][:MOST_WORDS]
    words_asked = [word for word in asked if word]
    start = number * PER_PAGE
    found = trips.archive(turn.session, turn.workspace.id, words_asked, PER_PAGE + 1, start)
    if not found:
        return _nothing(text, number)
    head = f"Trip notes{f' with {code(text)}' if text else ', newest first'}"
    lines = [_line(turn, each) for each in found[:PER_PAGE]]
    buttons = [*_turning(text, number, len(found) > PER_PAGE)]
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *lines,
        *([blocks.actions(*buttons)] if buttons else []),
        *shelf(places([turn.pack.citation(PURPOSE)])),
    )


def _nothing(text: str, number: int) -> Message:
    says = LAST if number else NOTHING.format(asked=code(text)) if text else EMPTY
    return blocks.message(says, blocks.section(says))


def _line(turn: Turn, trip: Trip) -> Block:
    """What everybody may know: no figures."""
    assert trip.notes is not None
    said = [f"{words.line(trip)} · {words.traveller(turn, trip)}"]
    told = (("", trip.notes.takeaway), ("Met: ", trip.notes.people))
    said += [f"{label}{excerpt(text)}" for label, text in told if text]
    said.append(words.linked(trip.notes))
    return blocks.section("\n".join(said))


def _turning(text: str, number: int, more: bool) -> Iterator[blocks.Element]:
    if number:
        yield blocks.button("Newer", f"{PAGE}.0", f"{number - 1} {text}")
    if more:
        yield blocks.button("Older", f"{PAGE}.1", f"{number + 1} {text}")
