"""What SDRs are told and reminded of, what their managers and AEs hear, each in time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handlers.kit import acts, blocks, letters
from handlers.kit import reminding as engine
from handlers.kit.feature import Block, Round, Turn
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.routines import Item, Planning, Routine
from handlers.leads import words
from handlers.leads.clocks import POLICY, Clocks, has_clocks
from handlers.leads.controls import (
    NOTED,
    POSTED,
    close_button,
    contacted_button,
    correct_button,
    note_button,
    show_button,
    step_button,
)
from handlers.leads.pages import steps
from handlers.leads.records import find
from policies.leads import Lead, State
from policies.leads.clocks import terms_of
from policies.leads.reminders import AE, LATE, MANAGER, NEW, ROUTINE, SOON, Manager, wishes
from policies.reminders import Wish
from storage import leads
from storage.bundles import Told
from storage.occurrences import Occurrence

READ = "noted"
PLANNED = "planned"
ONCE = "I tell you this once."
NOT_MINE = "said not to be theirs"
HEADS = {
    NEW: "{line}: new for you",
    SOON: "{line}: {left} of the hour",
    LATE: "{line}: the hour is over",
}


def plan(asked: Planning) -> Iterator[Wish]:
    """Of the untouched leads of these SDRs and AEs."""
    round = asked.round
    if not has_clocks(round.pack):
        return
    found = leads.under_way_of(round.session, round.workspace.id, asked.members.keys())
    fresh = [each for each in found if each.state is State.OPEN]
    terms = terms_of(round.pack.sheets[POLICY])
    yield from wishes(fresh, asked.rhythms, _managers(asked, fresh), terms)


def _managers(asked: Planning, those: Iterable[Lead]) -> Mapping[str, Manager]:
    """By whom they manage: also those about whom nothing is asked at the moment."""
    known = {each.sdr: asked.members[each.sdr] for each in those if each.sdr in asked.members}
    above = {id: each.profile.manager for id, each in known.items() if each.profile.manager}
    people = asked.known(set(above.values()))
    zones = {id: rhythm_of(asked.round, each).zone for id, each in people.items()}
    return {id: Manager(each, zones[each]) for id, each in above.items() if each in zones}


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """What is left of it, by the state of this moment."""
    at, assignment, part = (*due.subject.split("/"), "", "")[:3]
    lead = find(round, at) if has_clocks(round.pack) else None
    if lead is None or lead.state is not State.OPEN or str(lead.assignment) != assignment:
        return
    clocks = Clocks(round)
    if part == MANAGER and clocks.of(lead) is not None:
        yield _manager(clocks, lead, due)
    elif part == AE and lead.ae == due.person and clocks.may_step_in(lead):
        yield _ae(clocks, lead, due)
    elif part == "" and lead.sdr == due.person and not _is_overtaken(clocks, lead, due):
        yield _sdr(clocks, lead, due)


def _what(due: Occurrence) -> str:
    """Of a reminder that was snoozed its key says no more."""
    said = due.key.rpartition("/")[2] if due.key.startswith(f"{ROUTINE}/") else ""
    return said if said in HEADS else ""


def _is_overtaken(clocks: Clocks, lead: Lead, due: Occurrence) -> bool:
    """What could not be told in time is left to the one that says that the hour is over."""
    clock = clocks.of(lead)
    if clock is None or due.state != PLANNED or _what(due) not in (NEW, SOON):
        return False
    return lead.known_at < clock.due <= clocks.scene.now


def _sdr(clocks: Clocks, lead: Lead, due: Occurrence) -> Item:
    late = clocks.is_overdue(lead)
    what = LATE if late else _what(due)
    said = HEADS.get(what, HEADS[NEW]).format(
        line=words.line(lead), left=words.left(clocks, lead).removeprefix(", ")
    )
    lines = [said, words.around(clocks.scene, lead), words.step(clocks.scene, lead)]
    lines += [words.due(clocks, lead, due.person), words.night(clocks, lead, due.person)]
    first, *second = steps(lead, POSTED)
    rank = (not late, lead.assigned_at, lead.id)
    text = "\n".join(filter(None, lines))
    return Item(due.subject, text, due.entry, first, second[0] if second else None, rank)


def _manager(clocks: Clocks, lead: Lead, due: Occurrence) -> Item:
    sdr = words.name(clocks.scene, lead.sdr)
    over = words.due(clocks, lead, due.person)
    said = f"{sdr} has not contacted {words.line(lead)}\n{over}. {ONCE}"
    return Item(due.subject, said, due.entry, also=show_button(lead))


def _ae(clocks: Clocks, lead: Lead, due: Occurrence) -> Item:
    sdr = words.name(clocks.scene, lead.sdr)
    since = words.day(clocks, due.person, lead.assigned_at)
    said = (
        f"{words.line(lead)}: you may reach out\n"
        f"With {sdr} since {since}, and no action in two weeks. Tell {sdr} before you write. {ONCE}"
    )
    return Item(due.subject, said, due.entry, contacted_button(lead, POSTED), show_button(lead))


def card(round: Round, told: Told) -> Iterable[Block]:
    """Below what an SDR was told: the other ways out, and once the call is made, what is next."""
    at, assignment, part = (*told.subject.split("/"), "", "")[:3]
    lead = find(round, at) if has_clocks(round.pack) else None
    if lead is None or part or lead.is_over or str(lead.assignment) != assignment:
        return
    if told.state == "open":
        more = (close_button, note_button, correct_button)
        yield blocks.actions(*(each(lead, POSTED) for each in more))
    elif lead.state is State.TOUCHED and lead.next_step is not None:
        yield blocks.section(words.step(round, lead))
        step = step_button(lead, lead.next_step, POSTED, "primary")
        yield blocks.actions(step, close_button(lead, POSTED))


def done(turn: Turn, about: str) -> str:
    """A manager has read it."""
    act = acts.keep(turn, NOTED, READ, {"subject": about})
    engine.settle(turn, ROUTINE, about, READ, act)
    return READ


def unread(turn: Turn, detail: Mapping[str, Any]) -> str:
    engine.reopen(turn, ROUTINE, str(detail["subject"]))
    return "It waits for you again."


def decline(turn: Turn, about: str) -> str:
    """*Not mine*, of an SDR: whoever assigned it hears of it, for its clock goes on."""
    at, _, part = about.partition("/")
    lead = find(turn, at)
    if lead is not None and "/" not in part and lead.assigned_by != turn.actor.id:
        name = words.name(turn, turn.actor.id)
        said = f"*{name} says that this lead is not theirs:* {words.line(lead)}\nReassign it."
        told = blocks.message(said.replace("*", ""), blocks.section(said),
                              blocks.actions(show_button(lead)))  # fmt: skip
        letters.post(turn, f"lead/{about}/declined/{turn.actor.id}", lead.assigned_by, told)
    return NOT_MINE


LEADS = Routine(ROUTINE, "Leads", plan, show, done, decline, card, frozenset({"leads"}))
