"""A handoff as it is shown: the card that each of the two has, and a page of it for others."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from handlers.handoffs import words
from handlers.handoffs.controls import POSTED
from handlers.handoffs.pages import Page
from handlers.handoffs.presses import below, beside
from handlers.handoffs.records import Case, case, letter_of, number
from handlers.kit import blocks
from handlers.kit.citations import shelf
from handlers.kit.feature import Block, Message, Round, Scene
from handlers.kit.texts import capital, escape
from handlers.kit.times import dated
from policies.handoffs import Act, Side, State
from policies.handoffs.decisions import CHANNEL, OWNER, TAM, Decided
from policies.handoffs.progress import Step, of
from policies.opportunities import dollars
from storage import handoffs

SPLIT = "The page does not split these items between giver and receiver. The split is our reading."
NO_LONGER = "{line}\n{sides}. You are on neither side of it any more."
TITLES = {
    CHANNEL: "Call or e-mail",
    OWNER: "Whose account",
    TAM: "TAM",
}
HEADS = {Side.GIVER: "Giving", Side.RECEIVER: "Receiving"}
FIGURES = (("initial", "first order"), ("potential", "near-term potential"), ("net_arr", "Net ARR"))
EVENTS_SHOWN = 3


def card(
    scene: Scene, found: Case, viewer: str, sides: Collection[Side], where: str, first: str = ""
) -> Message:
    """`first` is what has just been done."""
    page = Page(scene, found, viewer, sides, where)
    said = f"Handoff of {words.title(found.handoff)}: {words.state(found)}"
    return blocks.message(
        f"{first} {said}".strip(),
        *([blocks.section(first)] if first else []),
        *_head(page),
        *_decided(page),
        *(block for side in Side for block in _side(page, side)),
        *_ending(page),
        *below(page),
        *shelf(page.known, numbered=len(page.known) > 1),
    )


def render(round: Round, id: str) -> Message | None:
    """What somebody's card shows now."""
    at, _, person = id.partition("/")
    found = handoffs.find(round.session, round.workspace.id, number(at))
    if found is None or round.pack.kind(found.type) is None:
        return None
    known = case(round, found)
    mine = [side for side in Side if found.person(side) == person]
    if not mine:
        said = NO_LONGER.format(line=words.line(known), sides=words.sides(round, found))
        return blocks.message(f"Handoff of {words.title(found)}", blocks.section(said))
    return card(round, known, person, mine, POSTED)


def posted(round: Round, id: str) -> str | None:
    at, _, person = id.partition("/")
    return letter_of(number(at), person)


def _head(page: Page) -> Iterator[Block]:
    handoff = page.case.handoff
    told = [f"🤝 *Handoff:* {words.line(page.case)}", words.sides(page.scene, handoff)]
    facts = [*_facts(page)]
    if facts:
        told.append(" · ".join(facts))
    told.append(f"*{capital(words.state(page.case))}*")
    yield blocks.section("\n".join(told))


def _facts(page: Page) -> Iterator[str]:
    handoff = page.case.handoff
    if handoff.closed is not None:
        yield f"Closed {dated(handoff.closed, page.on)}"
    for name, label in FIGURES:
        figure = getattr(handoff, name)
        if figure is not None:
            yield f"{label} {dollars(figure)}"
    if handoff.users is not None:
        yield f"{handoff.users:,} total users"


def _decided(page: Page) -> Iterator[Block]:
    """What follows from the facts, and the day of first contact."""
    if page.case.handoff.is_over:
        return
    lines = [_line(page, each) for each in page.decided.values()]
    said = words.contact(page.case, page.on)
    contact = page.case.kind.contact
    if said and contact:
        lines.insert(0, f"• *{said}*: {escape(contact.says)}{page.cited(contact.entry)}")
    if lines:
        yield blocks.section("\n".join(["*What follows*", *lines]))


def _line(page: Page, each: Decided) -> str:
    warns = f" _{escape(each.warns[0])}_" if each.warns and each.about == CHANNEL else ""
    title = TITLES.get(each.about, each.about)
    return f"• *{title}:* {escape(each.says)}{warns}{page.cited(each.entry)}"


def _side(page: Page, side: Side) -> Iterator[Block]:
    found = page.case
    those = of(found.steps, side)
    if not those:
        return
    name = words.name(page.scene, found.handoff.person(side))
    head = f"*{HEADS[side]}: {name}* · {words.counts(found, side)} settled"
    yield blocks.section(head)
    if side is Side.GIVER and found.kind.sides == "ours" and not found.kind.items:
        yield blocks.context(SPLIT)
    for each in those:
        said = words.step(page.scene, page.reader, each, page.on, page.cited(each.task.entry))
        yield blocks.section(said, beside(page, each))


def _ending(page: Page) -> Iterator[Block]:
    """The last that was done, and what holds afterwards."""
    told = [each for each in page.case.events if each.act is not Act.STARTED][-EVENTS_SHOWN:]
    lines = [words.event(page.scene, page.reader, page.case, each) for each in told]
    if lines:
        yield blocks.section("\n".join(lines))
    back = page.case.kind.back
    if back and page.case.handoff.state in (State.SIGNED, State.DONE):
        yield blocks.context(f"{escape(back.says)}{page.cited(back.entry)}")


def history(scene: Scene, found: Case, viewer: str) -> Message:
    """All events, the newest first, then the items as they stand."""
    reader, on = words.rhythm(scene, viewer), words.today(scene, viewer)
    head = f"History: {words.line(found)}"
    lines = [words.event(scene, reader, found, each) for each in reversed(found.events)]
    marked: Sequence[Step] = [each for each in found.steps if each.marked is not None]
    items = [words.step(scene, reader, each, on) for each in marked]
    return blocks.message(
        head.replace("*", ""),
        blocks.section(f"*History:* {words.line(found)}"),
        *_in_tens(lines),
        *_in_tens(items),
    )


def _in_tens(lines: Sequence[str]) -> Iterable[Block]:
    for at in range(0, len(lines), 10):
        yield blocks.section("\n".join(lines[at : at + 10]))
