"""/roe precedents: what was decided before, by words, or of cases like an answer."""

from collections.abc import Iterator

from handlers.kit import blocks, precedents
from handlers.kit.answers import recall
from handlers.kit.blocks import Element
from handlers.kit.citations import source
from handlers.kit.feature import Aside, Ask, Block, CommandReply, Message, Slash, Turn
from handlers.kit.menus import help_with, is_help
from handlers.kit.precedents import Found
from handlers.kit.rights import may
from handlers.kit.texts import clean, counted, excerpt, listed
from handlers.roe import cases
from handlers.roe.queues import number
from policies.rights import Action
from storage.disputes import Dispute
from storage.precedents import search

PAGE, EXPORT = "roe.precedents", "roe.decisions"
SHOWN = 6
LONGEST = 100
NOTHING = "Nothing has been decided yet that may be shown. `/roe disputes` shows your own disputes."
NO_SUCH = "No decision holds “{words}”. `/roe precedents` alone lists all of them."
NONE_LIKE = "No decision resembles this answer any more: it was opened again or kept private."
NOTE = (
    "An earlier decision changes no answer: the rules decide, and then whoever settles disputes. "
    "How alike two cases are is the bot's own reckoning."
)
AGREED = {
    "employees": "about as many employees",
    "potential_users": "about as many potential users",
    "region": "the same region",
    "direction": "came in the same way",
}


def start(turn: Turn, ask: Ask) -> CommandReply:
    if is_help(ask.text):
        return help_with(SLASH, NOTE)
    return page(turn, " ".join(clean(ask.text).split())[:LONGEST], 0)


def page(turn: Turn, words: str, offset: int) -> Message:
    """One more than is shown is looked for, so that nobody counts them."""
    where = (turn.session, turn.workspace.id)
    found = search(*where, words.split(), offset, SHOWN + 1)
    if not found:
        said = NO_SUCH.format(words=excerpt(words)) if words else NOTHING
        return blocks.message(said, blocks.section(said))
    head = f"Decisions with “{excerpt(words)}”" if words else "Earlier decisions, the newest first"
    shown = [_row(turn, each) for each in found[:SHOWN]]
    pressed = [*_pressed(turn, words, offset, len(found) > SHOWN)]
    actions = [blocks.actions(*pressed)] if pressed else []
    return blocks.message(head, blocks.section(f"*{head}*"), *shown, *actions, _foot(turn))


def _row(turn: Turn, dispute: Dispute, beside: str = "") -> Block:
    answer = excerpt(str(dispute.answered["headline"]))
    said = [precedents.line(turn, dispute, turn.actor.zone), f"The answer was: {answer}", beside]
    return blocks.section("\n".join(each for each in said if each), cases.opening(dispute))


def _pressed(turn: Turn, words: str, offset: int, more: bool) -> Iterator[Element]:
    if offset > 0:
        yield blocks.button("Back", f"{PAGE}.0", f"{max(offset - SHOWN, 0)} {words}")
    if more:
        yield blocks.button("More", f"{PAGE}.1", f"{offset + SHOWN} {words}")
    if may(turn, Action.DECIDE, Action.ORGANISE):
        yield blocks.button("Download as CSV", EXPORT, words)


def _foot(turn: Turn) -> Block:
    place = source(turn.pack.citation(turn.pack.cover.decider_entry))
    return blocks.context(f"📖 {place}", NOTE)


def turn_page(turn: Turn, ask: Ask) -> Message:
    offset, _, words = ask.value.partition(" ")
    return page(turn, words[:LONGEST], number(offset))


def alike(turn: Turn, ask: Ask) -> Aside:
    """All that resemble an answer of one's own, and in what; beside it."""
    told = recall(turn, ask.value)
    words = " ".join([told.asked.text, *told.asked.given.values()])
    found = precedents.like(turn, precedents.case_of(turn, told.answer, words))
    if not found:
        return Aside(blocks.message(NONE_LIKE, blocks.section(NONE_LIKE)))
    head = f"{counted(len(found), 'earlier decision')} like this answer"
    shown = [_row(turn, each.dispute, _why(each)) for each in found[: SHOWN * 2]]
    return Aside(blocks.message(head, blocks.section(f"*{head}*"), *shown, _foot(turn)))


def _why(found: Found) -> str:
    reasons = ["the same account"] if found.likeness.is_same_account else ["the same rule"]
    reasons += [AGREED[each] for each in found.likeness.alike if each in AGREED]
    return f"Alike: {listed(reasons, 'and')}."


SLASH = Slash(
    "/roe precedents",
    start,
    summary="What was decided before, and why?",
    usage="/roe precedents [WORDS]",
    examples=("/roe precedents", "/roe precedents LinkedIn"),
    words=("precedents",),
    alone=False,
)
