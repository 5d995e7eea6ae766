"""An item is done, is not applicable, or is open again."""

from collections.abc import Mapping
from typing import Any

from handlers.kit import acts, forms, reminding, tickets
from handlers.kit import ticks as kit
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Quiet,
    Refused,
    Turn,
    View,
)
from handlers.onboarding import words
from handlers.onboarding.cards import page
from handlers.onboarding.controls import NOTE, PAGED, TICKED, shown
from handlers.onboarding.records import Case, find, follow, held, keep
from policies.onboarding import Mark, Marked, State
from policies.onboarding.progress import Step
from policies.onboarding.reminders import OVERDUE, ROUTINE, subject
from storage import onboardings

NO_ITEM = "The list has no such item any more."
BY_PROJECT = "That follows the Give Back project: it is done with it."
NOT_YET = "That is done by registering or finishing a Give Back project, not by a tick."
READ_BY = "The new hire and their manager read it."
REASON = "There is no dashboard for my region"
OPENED = "Open again: {says}"


def tick(turn: Turn, ask: Ask) -> ButtonReply:
    found, step, where = _step(turn, ask.value)
    if step.by_project:
        return Aside(Message(BY_PROJECT))
    if step.is_settled and step.marked is not None:
        return Aside(Message(_already(turn, step.marked)))
    if step.thing.follows is not None:
        return Aside(Message(NOT_YET))
    put(turn, found, step, Mark.DONE)
    return _answer(turn, ask, found, where)


def _step(turn: Turn, value: str) -> tuple[Case, Step, str]:
    person, item, where = (*value.split(), "", "", "")[:3]
    found = held(turn, person)
    step = found.step(item)
    if step is None:
        raise Refused(NO_ITEM)
    return found, step, where


def reopen(turn: Turn, ask: Ask) -> ButtonReply:
    found, step, where = _step(turn, ask.value)
    if step.by_project:
        return Aside(Message(BY_PROJECT))
    if step.is_settled:
        put(turn, found, step, Mark.OPEN)
    return _answer(turn, ask, found, where)


def put(turn: Turn, found: Case, step: Step, mark: Mark, note: str = "", link: str = "") -> None:
    person = found.person
    act = None
    if mark is not Mark.OPEN:
        detail = {"person": person, "item": step.id}
        act = acts.keep(turn, TICKED, f"{step.id}: {mark}", detail)
    marked = Marked(step.id, mark, turn.actor.id, turn.now, note, link, act)
    onboardings.mark(turn.session, turn.workspace.id, person, marked)
    said = {"item": step.id, "mark": str(mark), "note": note, "link": link}
    keep(turn, "item", person, said)
    if mark is Mark.OPEN:
        _open_again(turn, found)
        reminding.reopen(turn, ROUTINE, subject(person, step.id))
    else:
        reminding.settle(turn, ROUTINE, subject(person, step.id), kit.SAID[mark].lower(), act)
    reminding.follow(turn, ROUTINE, subject(person, OVERDUE))
    follow(turn, person)


def _open_again(turn: Turn, found: Case) -> None:
    """A list that was done is not, once something of it is open again."""
    if found.kept.state is State.DONE:
        onboardings.move(turn.session, found.kept, {"state": State.OPEN})


def _already(turn: Turn, marked: Marked) -> str:
    reader = words.rhythm(turn, turn.actor.id)
    by, at = words.name(turn, marked.by), words.moment(reader, marked.at)
    return kit.ALREADY.format(mark=kit.SAID[marked.mark], by=by, at=at)


def _answer(turn: Turn, ask: Ask, found: Case, where: str) -> ButtonReply:
    """A reminder and Home follow by themselves; a page is shown again."""
    if not where.startswith(PAGED) or ask.place is Place.HOME:
        return Quiet()
    at = where.removeprefix(PAGED)
    current = find(turn, found.person)
    assert current is not None
    return shown(ask, page(turn, current, int(at) if at.isdigit() and len(at) < 4 else 0))


def untick(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Unless somebody else has said something of it since."""
    found = held(turn, str(detail["person"]))
    step = found.step(str(detail["item"]))
    if step is None or step.marked is None:
        raise Refused(NO_ITEM)
    if step.marked.by != turn.actor.id:
        raise Refused(_already(turn, step.marked))
    if step.marked.mark is not Mark.OPEN:
        put(turn, found, step, Mark.OPEN)
    return OPENED.format(says=step.thing.says)


def open_form(turn: Turn, ask: Ask) -> ButtonReply:
    person, at = (*ask.value.split(), "", "0")[:2]
    found = held(turn, person)
    about = tickets.issue(turn, ask, {"person": person, "at": at}, beside=True)
    return Open(_form(found, about))


def _form(found: Case, about: str) -> View:
    theirs = [each for each in found.steps if not each.by_project]
    options = [kit.option(each.id, each.mark, each.thing.says) for each in theirs]
    return forms.form(
        NOTE,
        "An item of the list",
        *kit.fields(options or [("", "Nothing is left")], to="to me", hint=READ_BY),
        submit="Save",
        about=about,
    )


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    told = kit.told(ask)
    if wrong := kit.wrong(told, REASON):
        return Complain(wrong)
    person, at = str(ticket.subject["person"]), str(ticket.subject["at"])
    found, step, _ = _step(turn, f"{person} {told['item']}")
    mark = Mark(told["what"])
    if step.by_project or (step.thing.follows and mark is Mark.DONE):
        return Complain({"item": BY_PROJECT if step.by_project else NOT_YET})
    put(turn, found, step, mark, told["note"][: kit.LONGEST_NOTE], told["link"])
    current = find(turn, person)
    assert current is not None
    number = int(at) if at.isdigit() and len(at) < 4 else 0
    tickets.tell(turn, ticket, f"onboarding/note/{ask.about}", page(turn, current, number))
    return Close()
