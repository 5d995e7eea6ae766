"""What a manager is told of their calls by itself: once a week, and while some are missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from handlers.cosell import books, words
from handlers.cosell.controls import MINE, READ, log_button
from handlers.kit import acts, blocks
from handlers.kit import reminding as engine
from handlers.kit.feature import Block, Round, Turn
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import listed
from handlers.kit.times import dated
from policies.co_selling.counting import NUMBERS, Count, Reached
from policies.co_selling.reminders import NUDGE, ROUTINE, Days, parts_of, wishes
from policies.reminders import Wish
from storage import members
from storage.bundles import Told
from storage.members import Member
from storage.occurrences import Occurrence

NOTED = "noted"
NAMED = 3
STILL = "A call that you join today or tomorrow still counts."


def plan(asked: Planning) -> Iterator[Wish]:
    """Of those who lead account executives; two statements for all of them."""
    round, sheet = asked.round, books.sheet_of(asked.round)
    if sheet is None:
        return
    managers = [
        asked.members[id]
        for id, theirs in asked.reports.items()
        if books.leads(asked.members[id].profile, True, round.pack)
        and any(books.is_seller(each, round.pack) for each in theirs)
    ]
    days = Days.of(sheet)
    for id, count in books.counts(round, managers).items():
        yield from wishes(count, asked.rhythms[id], days, round.now, asked.until)


def show(round: Round, due: Occurrence) -> Iterator[Item]:
    """As it stands at that moment."""
    parts = parts_of(due.subject)
    member = members.find(round.session, round.workspace.id, parts[0]) if parts else None
    if parts is None or member is None or books.sheet_of(round) is None:
        return
    count = books.count(round, member)
    sellers = books.sellers_of(round, member.id)
    if not books.is_led(round, member) or not sellers:
        return
    if parts[1] == NUDGE:
        yield from _nudge(due, count, sellers)
    else:
        yield _week(due, count, sellers)


def _week(due: Occurrence, count: Count, sellers: Sequence[Member]) -> Item:
    """At the aim there is no more to say than that."""
    day = dated(count.today, count.today)
    head = f"*Co-selling: {words.calls(count.number)} in the seven days to {day}*"
    lines = [head.replace("seven", str(count.marks.window)), words.reached(count)]
    if count.reached is not Reached.AIM:
        lines += [words.by_seller(count, sellers), _advice(count, sellers)]
    return Item(due.subject, "\n".join(lines), NUMBERS, also=log_button())


def _advice(count: Count, sellers: Sequence[Member]) -> str:
    free = words.without(count, sellers)
    if not free:
        return "Ask each of them which call of this week you should join."
    more = len(free) - NAMED
    named = listed([*free[:NAMED], *([f"{more:,} more"] if more > 0 else [])], "and")
    return f"Ask {named} first which call of this week you should join: there was none with them."


def _nudge(due: Occurrence, count: Count, sellers: Sequence[Member]) -> Iterator[Item]:
    if count.reached is Reached.BELOW:
        said = f"*Co-selling: {words.calls(count.number)} in {count.marks.window} days*"
        lines = [said, f"{words.reached(count)} {STILL}", words.by_seller(count, sellers)]
        yield Item(due.subject, "\n".join(lines), NUMBERS, log_button("primary"))


def card(round: Round, told: Told) -> Iterable[Block]:
    """Below what was said on the day: how it is now."""
    parts = parts_of(told.subject)
    member = members.find(round.session, round.workspace.id, parts[0]) if parts else None
    if member is None or books.sheet_of(round) is None:
        return ()
    count = books.count(round, member)
    now = f"{words.bar(count)}   now {words.calls(count.number)}"
    return (blocks.section(now, blocks.button("See the calls", MINE)),)


def done(turn: Turn, about: str) -> str:
    """The manager has read it."""
    act = acts.keep(turn, READ, NOTED, {"subject": about})
    engine.settle(turn, ROUTINE, about, NOTED, act)
    return NOTED


def unread(turn: Turn, detail: Mapping[str, Any]) -> str:
    engine.reopen(turn, ROUTINE, str(detail["subject"]))
    return "It waits for you again."


COSELL = Routine(ROUTINE, "Co-selling", plan, show, done, card=card)
