"""What an owner is reminded of: who used it last month, and what is to be finished."""

from collections.abc import Iterable, Iterator
from datetime import date

from handlers.givebacks import words
from handlers.givebacks.controls import CONFIRM, POLLED, RECORD, show_button
from handlers.givebacks.records import POLICY, case, number
from handlers.kit import blocks
from handlers.kit.feature import Round
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.times import dated
from policies.give_backs import Project, State, first_of, month_before
from policies.give_backs.reminders import DUE, ROUTINE, wishes
from policies.reminders import Wish
from storage import give_back_uses, give_backs
from storage.occurrences import Occurrence

WATCHED = (State.UNDER_WAY, State.FINISHED)
OURS = "I ask on the first of each month; the day is my own default, the handbook says “monthly”."
NO_DEADLINE = "The day is the one that was set: the handbook prints none, only “within onboarding”."


def plan(asked: Planning) -> Iterator[Wish]:
    """In two statements for all of them."""
    round = asked.round
    sheet = round.pack.sheets.get(POLICY)
    if sheet is None:
        return
    where = (round.session, round.workspace.id)
    found = give_backs.of_owners(*where, asked.members.keys(), WATCHED)
    today = round.now.date()
    finished = [each.id for each in found if each.state is State.FINISHED]
    since = month_before(month_before(first_of(today)))
    confirmed = give_back_uses.confirmed(*where, finished, since)
    yield from wishes(found, confirmed.keys(), asked.rhythms, sheet, today)


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """What is left of it, by the state of this moment."""
    at, _, part = due.subject.partition("/")
    project = give_backs.find(round.session, round.workspace.id, number(at))
    if project is None or project.owner != due.person or POLICY not in round.pack.sheets:
        return
    if part == DUE:
        yield from _due(round, project, due)
    elif project.state is State.FINISHED:
        yield from _poll(round, project, date.fromisoformat(part), due)


def _poll(round: Round, project: Project, month: date, due: Occurrence) -> Iterator[Item]:
    found = case(round, project, month).now
    if found.confirmed:
        return
    said = (
        f"*{words.title(project)}*: who used it in {words.month(month)}?\n"
        f"So far {words.figure(found)}.\n{OURS}"
    )
    value = f"{project.id} {month.isoformat()} {POLLED}"
    verb = blocks.button("Record who used it…", RECORD, value, "primary")
    also = blocks.button("The figure is right", CONFIRM, value)
    yield Item(due.subject, said, due.entry, verb, also, rank=(1, month, project.id))


def _due(round: Round, project: Project, due: Occurrence) -> Iterator[Item]:
    if project.state is not State.UNDER_WAY or project.due is None:
        return
    on = words.today(round, due.person)
    when = "was due" if project.due < on else "is due"
    said = (
        f"*{words.title(project)}*: your Give Back project {when} {dated(project.due, on)}\n"
        f"Finish it on its page, or set another day. {NO_DEADLINE}"
    )
    yield Item(due.subject, said, due.entry, show_button(project), rank=(0, project.due))


GIVE_BACKS = Routine(ROUTINE, "Give Back", plan, show, rests_on=frozenset({"give_backs"}))
