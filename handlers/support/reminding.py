"""What whoever asked for help is reminded of, by the state of the moment."""

from collections.abc import Iterable, Iterator

from handlers.kit import blocks
from handlers.kit.feature import Round
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.times import dated
from handlers.support import words
from handlers.support.controls import ANSWERED, ROUTINE, TOLD, log_button, show_button
from handlers.support.records import number
from policies.engagement import Request, State
from policies.engagement.reminders import wishes
from policies.reminders import Wish
from storage import support_requests
from storage.occurrences import Occurrence

NOT_POSTED = "is not on its board yet. Copy the text and post it, or withdraw it."
NO_ANSWER = "the answer was due by {at}. Is it there? If not, ask in the issue."
WAS_HELD = "the session was planned for {day}. Was it held? It counts once it is logged."


def plan(asked: Planning) -> Iterator[Wish]:
    round = asked.round
    found = support_requests.open_of(round.session, round.workspace.id, asked.members.keys())
    yield from wishes(found, asked.rhythms, round.pack.engagement)


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """What is left of it, by the state of this moment."""
    found = support_requests.find(round.session, round.workspace.id, number(due.subject))
    if found is None or found.by != due.person:
        return
    if item := _item(round, found, due):
        yield item


def _item(round: Round, found: Request, due: Occurrence) -> Item | None:
    head, open_it = words.line(found), show_button(found)
    reader = words.rhythm(round, found.by)
    issue = f" <{found.link}|Issue>" if found.link else ""
    match found.state:
        case State.ASKED:
            return Item(due.subject, f"{head}: {NOT_POSTED}", due.entry, open_it)
        case State.POSTED if found.answer_by is not None and found.answer_by <= round.now:
            said = f"{head}: {NO_ANSWER.format(at=words.moment(reader, found.answer_by))}{issue}"
            answered = blocks.button("Answered", ANSWERED, f"{found.id} {TOLD}", "primary")
            return Item(due.subject, said, due.entry, answered, open_it)
        case State.SCHEDULED if found.day is not None:
            on = words.today(round, found.by)
            if found.day >= on:
                return None
            said = f"{head}: {WAS_HELD.format(day=dated(found.day, on))}"
            log = log_button(f"request {found.id}", "Log the session…", "primary")
            return Item(due.subject, said, due.entry, log, open_it)
        case _:
            return None


RESTS_ON = frozenset({"support_requests"})
SUPPORT = Routine(ROUTINE, "Support from SAs and TAMs", plan, show, rests_on=RESTS_ON)
