"""Deals told once: an opportunity has crossed the line of a review, a plan or a deck."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from handlers.deals.books import (
    TOGETHER,
    Book,
    book,
    book_of,
    counted_in,
    number,
    subject_of,
    together_in,
)
from handlers.deals.presses import SEE, SEE_LIST, see, see_list
from handlers.kit import blocks
from handlers.kit.feature import Button, Feature, Round
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import excerpt
from handlers.kit.times import short
from policies import crossings as policy
from policies.clocks import day_in, zone_of
from policies.crossings import Crossing
from policies.desks.deal_lines import LIMITS, Lines
from policies.reminders import Wish
from policies.rhythms import Rhythm
from storage import crossings, pipelines
from storage.members import Member
from storage.occurrences import Occurrence
from storage.opportunities import Opportunity

NAME = "deals"


def plan(asked: Planning) -> Iterator[Wish]:
    """Also keeps which lines have been crossed, so that each is told once."""
    round, people = asked.round, asked.members
    lines = Lines.of(round.pack)
    if lines is None:
        return
    where = (round.session, round.workspace.id)
    marks = {id: _mark(lines, each, round.now) for id, each in people.items()}
    owners = crossings.to_look_at(*where, marks, round.now - policy.TOLD_WITHIN)
    owned = pipelines.open_of_many(*where, owners)
    known = crossings.of_opportunities(
        *where, [each.id for some in owned.values() for each in some]
    )
    changed: list[Crossing] = []
    for owner, deals in owned.items():
        theirs = book(lines, deals, people[owner], round.now)
        kept = [crossing for deal in deals for crossing in known.get(deal.id, ())]
        new = policy.changes(theirs.over, kept, round.now)
        changed += new
        told = policy.to_tell(policy.after(kept, new), theirs.over, round.now)
        whose = (theirs, people[owner], asked.rhythms[owner])
        yield from (_wish(*whose, each, some) for each, _, some in told)
    if asked.keeps:
        crossings.keep(*where, changed)
        crossings.looked(*where, {owner: marks[owner] for owner in owners}, round.now)


def _mark(lines: Lines, member: Member, now: datetime) -> str:
    """The lines, and the month by which some of them are drawn, where the owner is."""
    return f"{lines.mark} {day_in(now, zone_of(member.zone)):%Y-%m}"


def _wish(
    theirs: Book, member: Member, rhythm: Rhythm, together: bool, found: Sequence[Crossing]
) -> Wish:
    first = found[0]
    subject = subject_of(first, together, member.id)
    name = theirs.deals[first.opportunity].name
    alone = f"{name} needs {theirs.lines.says(first.requirement)}"
    return Wish(
        key=f"{NAME}/{subject}" if together else f"{NAME}/{subject}/{_time_of(first)}",
        routine=NAME,
        subject=subject,
        person=member.id,
        day=policy.day_to_tell(first.at, rhythm),
        entry=theirs.entry(first),
        says=f"{counted_in(found)} over a line" if together else alone,
    )


def _time_of(crossing: Crossing) -> str:
    return f"{crossing.requirement}/{crossing.times}"


def show(round: Round, due: Occurrence) -> Iterator[Item]:
    theirs = book_of(round, due.person)
    if theirs is None:
        return
    if due.subject.startswith(TOGETHER):
        found = together_in(round, theirs, due.person, due.subject)
        yield from [_several(theirs, due.subject, found)] if found else []
    elif (deal := theirs.deals.get(number(due.subject))) and theirs.over[deal.id].needs:
        yield _one(theirs, deal)


def _one(theirs: Book, deal: Opportunity) -> Item:
    segment = theirs.figures[deal.id].segment
    return Item(
        subject=str(deal.id),
        text=f"*{excerpt(deal.name)}* now needs {theirs.needed(deal.id)}\n{_in_figures(deal)}",
        entry=theirs.lines.entry(theirs.over[deal.id].needs[0], segment),
        verb=blocks.button("See all", SEE, str(deal.id)),
        rank=(deal.close_date or date.max,),
    )


def _in_figures(deal: Opportunity) -> str:
    """`Net ARR $24,000, Amount $31,000, closes Wed 31 Dec`."""
    named = (("Net ARR", deal.net_arr), ("Amount", deal.amount))
    said = [f"{name} ${figure:,}" for name, figure in named if figure is not None]
    closes = [f"closes {short(deal.close_date)}"] if deal.close_date else []
    return ", ".join([*said, *closes])


def _several(theirs: Book, subject: str, found: Sequence[Crossing]) -> Item:
    counts: dict[str, int] = {}
    for each in found:
        counts[each.requirement] = counts.get(each.requirement, 0) + 1
    there = [name for name in LIMITS if name in counts]
    named = [f"{counts[name]:,} × {theirs.lines.says(name)}" for name in there]
    one = len({each.opportunity for each in found}) == 1
    needs = "needs" if one else "need"
    return Item(
        subject=subject,
        text=f"*{counted_in(found)}* of yours {needs} a review, a plan or a deck\n"
        f"{' · '.join(named)}",
        entry=theirs.entry(found[0]),
        verb=blocks.button("See the list", SEE_LIST, subject),
        rank=(date.max,),
    )


FEATURE = Feature(
    name=NAME,
    buttons=(Button(SEE, see), Button(SEE_LIST, see_list)),
    routines=(
        Routine(NAME, "Deals over a line", plan, show, rests_on=frozenset({"opportunities"})),
    ),
)
