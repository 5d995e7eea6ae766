"""What both sides of a handoff are reminded of, what their managers are told, and the offer."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from handlers.handoffs import words
from handlers.handoffs.controls import READ, ROUTINE, show_button, start_button
from handlers.handoffs.lists import next_step
from handlers.handoffs.records import Case, case, cases, number
from handlers.kit import acts, reminding
from handlers.kit.feature import Round, Turn
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import counted, excerpt
from handlers.kit.times import dated
from policies.handoffs import Kind, Side, State
from policies.handoffs.progress import is_contact_open, owed
from policies.handoffs.reminders import MANAGER, OFFER, Watched, Won, offers, wishes
from policies.opportunities import dollars
from policies.reminders import Wish
from storage import handoffs, opportunities, pipelines
from storage.occurrences import Occurrence
from storage.opportunities import Opportunity

NOTED = "noted"
ONCE = "I have asked both as often as I do, and leave it there. This comes once."
NEW = "new"
MID_MARKET = ("mid-market", "mid market", "")


def plan(asked: Planning) -> Iterator[Wish]:
    """Of the handoffs in which one of these people is on a side; and what they have just won."""
    round, sheet = asked.round, asked.round.pack.handoffs
    found = cases(round, handoffs.open_of(round.session, round.workspace.id, asked.members.keys()))
    watched = [Watched(each.handoff, each.kind, each.steps) for each in found]
    yield from wishes(watched, asked.rhythms, _managers(asked, watched), sheet)
    for kind in sheet.types.values():
        if kind.starts == "won":
            yield from offers(_won(asked, kind), asked.rhythms, kind.label, kind)
            return


def _managers(asked: Planning, watched: Iterable[Watched]) -> Mapping[str, str]:
    known = asked.known({each.handoff.person(side) for each in watched for side in Side})
    return {id: each.profile.manager for id, each in known.items() if each.profile.manager}


def _won(asked: Planning, kind: Kind) -> Iterator[Won]:
    """New business of theirs that was won lately, and that nobody has begun to hand over."""
    round = asked.round
    sellers = [
        each.id
        for each in asked.members.values()
        if not each.profile.roles or set(each.profile.roles) & set(kind.giver.roles)
    ]
    since = round.now.date() - timedelta(days=round.pack.handoffs.days("offer"))
    found = pipelines.won_since(round.session, round.workspace.id, sellers, since)
    fresh = [each for each in found if _is_first_order(asked, each)]
    begun = handoffs.begun_for(round.session, round.workspace.id, [each.id for each in fresh])
    for each in fresh:
        if each.id not in begun and each.owner:
            yield Won(each.id, each.owner, each.account or each.name, each.changed_at)


def _is_first_order(asked: Planning, deal: Opportunity) -> bool:
    """Of somebody whose role nobody has told, the segment has to speak for it."""
    member = asked.members.get(deal.owner or "")
    if member is None or deal.kind != NEW:
        return False
    return bool(member.profile.roles) or deal.segment.casefold() in MID_MARKET


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """What is left of it, by the state of this moment."""
    first, _, part = due.subject.partition("/")
    if first == OFFER:
        yield from _offer(round, due, number(part))
        return
    found = handoffs.find(round.session, round.workspace.id, number(first))
    if found is None or found.is_over or round.pack.kind(found.type) is None:
        return
    known = case(round, found)
    if part == MANAGER:
        yield from _manager(round, known, due)
    elif part in set(Side) and found.person(Side(part)) == due.person:
        yield from _side(round, known, Side(part), due)


def _offer(round: Round, due: Occurrence, id: int) -> Iterator[Item]:
    deal = opportunities.find(round.session, round.workspace.id, id)
    if deal is None or deal.state != "won" or deal.owner != due.person:
        return
    if handoffs.begun_for(round.session, round.workspace.id, [id]):
        return
    on = words.today(round, due.person)
    closed = f"closed {dated(deal.close_date, on)}" if deal.close_date else ""
    figure = deal.amount if deal.amount is not None else deal.net_arr
    facts = [closed, dollars(figure) if figure is not None else ""]
    said = (
        f"*{excerpt(deal.account or deal.name)}* is won"
        f" ({', '.join(each for each in facts if each)}): start its handoff?\n"
        "After a first order the First Order AE begins the handoff. I offer this once."
    )
    yield Item(due.subject, said, due.entry, start_button("primary", str(id)), rank=(0,))


def _side(round: Round, found: Case, side: Side, due: Occurrence) -> Iterator[Item]:
    """What this side owes; or else, for what is overdue goes to both, what the other does."""
    on = words.today(round, due.person)
    sheet = round.pack.handoffs
    everything = [*owed(found.handoff, found.steps, sheet)]
    mine = [each for each in everything if each.side is side]
    soon = on + timedelta(days=sheet.days("ahead"))
    pressing = [each for each in mine if each.due <= soon]
    late = [each for each in everything if each.side is not side and each.due < on]
    contact = is_contact_open(found.steps, found.kind) and words.contact(found, on)
    if not (pressing or late or (contact and found.contact_by <= soon)):
        return
    other = words.name(round, found.handoff.person(side.other))
    lines = [f"{words.line(found)} · {'to' if side is Side.GIVER else 'from'} {other}"]
    if contact:
        lines.append(f"{contact}.")
    if pressing:
        lines.append(next_step(round, found, side, on) + _others(len(pressing) - 1))
    if late:
        lines.append(f"{other} has {counted(len(late), 'thing')} overdue.")
    rank = (min((each.due for each in pressing or late), default=on),)
    yield Item(due.subject, "\n".join(lines), due.entry, show_button(found.handoff), rank=rank)


def _others(more: int) -> str:
    return f", and {more:,} more" if more > 0 else ""


def _manager(round: Round, found: Case, due: Occurrence) -> Iterator[Item]:
    on = words.today(round, due.person)
    late = [each for each in owed(found.handoff, found.steps, round.pack.handoffs) if each.due < on]
    if not late:
        return
    since = min(each.due for each in late)
    counts = [
        f"{words.name(round, found.handoff.person(side))}: {counted(count, 'thing')}"
        for side in Side
        if (count := sum(each.side is side for each in late))
    ]
    signed = " It waits for acceptance." if found.handoff.state is State.SIGNED else ""
    said = (
        f"{words.line(found)} · {words.sides(round, found.handoff)}\n"
        f"Overdue since {dated(since, on)}. {'; '.join(counts)}.{signed}\n{ONCE}"
    )
    yield Item(due.subject, said, due.entry, rank=(since,), also=show_button(found.handoff))


def done(turn: Turn, about: str) -> str:
    """A manager, or a side, has read it; what is owed stays owed."""
    act = acts.keep(turn, READ, NOTED, {"subject": about})
    reminding.settle(turn, ROUTINE, about, NOTED, act)
    return NOTED


def unread(turn: Turn, detail: Mapping[str, Any]) -> str:
    reminding.reopen(turn, ROUTINE, str(detail["subject"]))
    return "It waits for you again."


RESTS_ON = frozenset({"handoffs", "opportunities"})
HANDOFFS = Routine(ROUTINE, "Handoffs", plan, show, done, rests_on=RESTS_ON)
