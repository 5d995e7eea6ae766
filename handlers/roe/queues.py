"""/roe disputes: what waits, what was decided or withdrawn, and one's own; one of them whole."""

from collections.abc import Iterator, Sequence

from handlers.kit import blocks
from handlers.kit.answers import name_of
from handlers.kit.blocks import Element
from handlers.kit.feature import Aside, Ask, Block, Message, Refused, Slash, Turn
from handlers.kit.menus import DISPUTES, help_with, is_help
from handlers.kit.rounds import round_of
from handlers.kit.texts import capital, cut, escape, excerpt
from handlers.kit.times import when
from handlers.roe import cases, copies, reminding
from handlers.roe.records import (
    NOT_SHOWN,
    can_reopen,
    decides,
    find,
    insist_on_deciding,
    is_party,
)
from storage import dispute_events, disputes
from storage.dispute_events import Event
from storage.disputes import Dispute, State

PAGE, MINE, EXPORT = "roe.queue", "roe.mine", "roe.csv"
SHOWN = 6
LONGEST_LINE = 300
NONE = "You have no disputes. To open one, press *Dispute* under an answer."
HOW = (
    "Whoever decides sees what waits, the oldest first, and with `/roe disputes decided` or "
    "`/roe disputes withdrawn` what has ended; `/roe disputes mine` are your own."
)
EMPTY = {
    "open": "Nothing waits for a decision.",
    "decided": "Nothing has been decided yet.",
    "withdrawn": "Nothing has been withdrawn.",
}
NAMES: dict[str, State] = {
    "": "open",
    "waiting": "open",
    "open": "open",
    "decided": "decided",
    "withdrawn": "withdrawn",
}
LABELS: dict[State, str] = {"open": "Waiting", "decided": "Decided", "withdrawn": "Withdrawn"}
OWN = ("mine", "own")
WORDS = (*NAMES, *OWN)
HEADS: dict[State, str] = {
    "open": "Waiting for your decision, the oldest first",
    "decided": "Decided, the newest first",
    "withdrawn": "Withdrawn, the newest first",
}
HISTORY = {
    "opened": "opened by",
    "decided": "decided by",
    "withdrawn": "withdrawn by",
    "reopened": "opened again by",
}


def start(turn: Turn, ask: Ask) -> Message:
    """For who decides the queue, in the state that the word names; for others their own."""
    if is_help(ask.text):
        return help_with(SLASH, NONE, HOW)
    word = ask.text.strip().casefold()
    if not decides(turn) or word in OWN:
        return mine(turn, 0)
    copies.send_waiting(round_of(turn))
    return queue(turn, NAMES.get(word, "open"), 0)


def show(turn: Turn, ask: Ask) -> Aside:
    """Pressed in a menu, which stays."""
    return Aside(start(turn, ask))


def first(turn: Turn) -> Message:
    return queue(turn, "open", 0)


def queue(turn: Turn, state: State, offset: int) -> Message:
    where = (turn.session, turn.workspace.id)
    counts = disputes.counts(*where)
    found = disputes.listed(*where, state, offset, SHOWN)
    head = f"{HEADS[state]}: {counts[state]:,}" if found else EMPTY[state]
    rhythm = reminding.rhythm_here(turn, turn.actor.id)
    waits = [reminding.age(turn, each, rhythm) if state == "open" else "" for each in found]
    shown = [_row(turn, each, wait) for each, wait in zip(found, waits, strict=True)]
    others = [each for each in LABELS if each != state]
    more = blocks.actions(
        *_steps(PAGE, offset, counts[state], f"{state} "),
        *(
            blocks.button(f"{LABELS[each]} ({counts[each]:,})", f"{PAGE}.{place}", f"{each} 0")
            for place, each in enumerate(others, 2)
        ),
        blocks.button("Yours", f"{MINE}.2", "0"),
        blocks.button("Download as CSV", EXPORT),
    )
    return blocks.message("Disputes", blocks.section(f"*{head}*"), *shown, more)


def _row(turn: Turn, dispute: Dispute, waits: str) -> Block:
    answered = escape(cut(dispute.answered["headline"], LONGEST_LINE))
    if dispute.state == "open":
        asker = name_of(turn, dispute.asker)
        lines = [f"*{cases.asks(asker, dispute)}*", waits, answered]
        return blocks.section("\n".join(lines), cases.decision(dispute, cases.QUEUE))
    return blocks.section("\n".join(_ended(turn, dispute, answered)), cases.opening(dispute))


def _ended(turn: Turn, dispute: Dispute, answered: str) -> Iterator[str]:
    account = f"\nAccount: {excerpt(dispute.account)}" if dispute.account else ""
    yield f"*{cases.ending(turn, dispute)}*{account}"
    yield f"Reason: {excerpt(dispute.reason)}" if dispute.reason else answered


def mine(turn: Turn, offset: int) -> Message:
    """The newest first, whatever became of them."""
    theirs = disputes.of(turn.session, turn.workspace.id, turn.actor.id)[::-1]
    if not theirs:
        back = [blocks.actions(*_queue(turn))] if decides(turn) else []
        return blocks.message("Disputes", blocks.section(NONE), *back)
    shown = [own(turn, each) for each in theirs[offset : offset + SHOWN]]
    steps = [*_steps(MINE, offset, len(theirs)), *_queue(turn)]
    more = [blocks.actions(*steps)] if steps else []
    return blocks.message("Disputes", blocks.section("*Your disputes*"), *shown, *more)


def _queue(turn: Turn) -> Iterator[Element]:
    if decides(turn):
        yield blocks.button("What waits for you", DISPUTES)


def own(turn: Turn, dispute: Dispute) -> Block:
    account = f"\nAccount: {excerpt(dispute.account)}" if dispute.account else ""
    answered = escape(cut(dispute.answered["headline"], LONGEST_LINE))
    said = f"{cases.ending(turn, dispute)}{account}\n{answered}"
    press = cases.withdrawal(dispute) if dispute.state == "open" else cases.opening(dispute)
    return blocks.section(said, press)


def _steps(id: str, offset: int, count: int, state: str = "") -> Iterator[Element]:
    if offset > 0:
        yield blocks.button("Back", f"{id}.0", f"{state}{max(offset - SHOWN, 0)}")
    if offset + SHOWN < count:
        yield blocks.button("More", f"{id}.1", f"{state}{offset + SHOWN}")


def turn_page(turn: Turn, ask: Ask) -> Message:
    insist_on_deciding(turn)
    state, _, offset = ask.value.partition(" ")
    return queue(turn, NAMES.get(state, "open"), number(offset))


def turn_own(turn: Turn, ask: Ask) -> Message:
    return mine(turn, number(ask.value))


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0


def see(turn: Turn, ask: Ask) -> Aside:
    """Beside the list it was pressed in, which stays."""
    dispute = find(turn, ask.value)
    if not is_party(turn, dispute) and not _is_public(dispute):
        raise Refused(NOT_SHOWN.format(asker=name_of(turn, dispute.asker)))
    return Aside(case(turn, dispute))


def _is_public(dispute: Dispute) -> bool:
    return dispute.state == "decided" and not dispute.private


def case(turn: Turn, dispute: Dispute) -> Message:
    """Whole for its two sides; for others the outcome and its reason, without the evidence."""
    if not is_party(turn, dispute):
        return cases.verdict_told(turn, dispute)
    whole = cases.ended(turn, dispute)
    pressed = [*_pressed(turn, dispute)]
    actions = [blocks.actions(*pressed)] if pressed else []
    return blocks.message(whole.text, *whole.blocks, *_history(turn, dispute), *actions)


def _pressed(turn: Turn, dispute: Dispute) -> Iterator[Element]:
    if dispute.state == "open" and decides(turn):
        yield cases.decision(dispute, cases.ASIDE)
    if dispute.state == "open" and dispute.asker == turn.actor.id:
        yield cases.withdrawal(dispute)
    if decides(turn) and can_reopen(turn, dispute):
        yield blocks.button("Reopen…", cases.REOPEN, str(dispute.id))


def _history(turn: Turn, dispute: Dispute) -> Iterator[Block]:
    found = dispute_events.events_of(turn.session, turn.workspace.id, [dispute.id])[dispute.id]
    if len(found) > 1:
        yield blocks.section("\n".join(["*History*", *_told(turn, found[-SHOWN * 2 :])]))


def _told(turn: Turn, events: Sequence[Event]) -> Iterator[str]:
    for each in events:
        who = excerpt(name_of(turn, each.by))
        team = turn.pack.cover.outcomes.get(each.team, each.team)
        outcome = f" for {escape(capital(team))}" if team else ""
        note = f": {excerpt(each.note)}" if each.note else ""
        yield f"• {when(turn, each.at)}: {HISTORY[each.act]} {who}{outcome}{note}"


SLASH = Slash(
    "/roe disputes",
    start,
    summary="What became of my disputes, and what waits for my decision?",
    usage="/roe disputes [waiting | decided | withdrawn | mine]",
    examples=("/roe disputes",),
    words=("disputes",),
    alone=False,
)
