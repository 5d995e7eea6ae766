"""A project is changed, started, finished, dropped, opened again, given away."""

from typing import Any

from handlers.givebacks import forms, words
from handlers.givebacks.cards import mark_of, page
from handlers.givebacks.controls import show_button, shown
from handlers.givebacks.records import case, change, follow, held, items_of, record
from handlers.kit import blocks, letters, tickets
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
)
from handlers.kit.forms import text_in
from handlers.kit.texts import escape
from policies.give_backs import Act, Mark, Marked, Project, State
from policies.rights import Action
from storage import give_back_events, members

NOBODY = "Choose somebody of this workspace who is no guest and no app."
TWICE = "{name} has a project of that title. Give this one another title."
ALREADY = "It is {state} already."
SAVED, STARTED = "✔ Saved.", "✔ Started."
FINISHED = "✔ Finished. On the first of each month I ask {whom} who used it in the month before."
LEFT = " Still to be documented: {items}."
DROPPED = "✔ Dropped, and I stop asking about it."
OPENED = "✔ It is under way again."
NO_REASON = "Say why, for example “The team has another tool now”."
SAME = "It is theirs already."
GIVEN = "✔ It is {name}'s now."
TOLD = "*{title}* is your Give Back project now; it was {before}'s. {by} gave it to you."
MOVED = "{by} has {what} your Give Back project *{title}*{why}."
TICKED = {Mark.DONE: "done", Mark.NOT_NEEDED: "not needed", Mark.OPEN: "open again"}
NO_ITEM = "The pack has no such item any more."
CALLED = {
    "title": "title",
    "improves": "what it improves",
    "proof": "how it is used",
    "issue": "issue",
    "due": "day",
    "team_size": "size of the team",
}


def open_edit(turn: Turn, ask: Ask) -> ButtonReply:
    project = held(turn, ask.value)
    about = tickets.issue(turn, ask, {"id": str(project.id)}, beside=True)
    return Open(forms.edit_form(turn, about, project))


def changed(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    project = held(turn, str(ticket.subject["id"]))
    values, wrong = forms.read(ask)
    if wrong:
        return Complain(wrong)
    different = {name: each for name, each in values.items() if getattr(project, name) != each}
    new: Project | None = project
    if different:
        note = ", ".join(CALLED[name] for name in different)
        new = change(turn, project, Act.CHANGED, note, **different)
    if new is None:
        return Complain({"title": twice(turn, project.owner)})
    tickets.tell(turn, ticket, f"giveback/edit/{ask.about}", page(turn, new, SAVED))
    return Close()


def start(turn: Turn, ask: Ask) -> ButtonReply:
    project = held(turn, ask.value)
    if project.state is not State.IDEA:
        return _not_so(project)
    return _moved(turn, ask, project, Act.STARTED, STARTED, state=State.UNDER_WAY)


def finish(turn: Turn, ask: Ask) -> ButtonReply:
    project = held(turn, ask.value)
    if project.state is not State.UNDER_WAY:
        return _not_so(project)
    whom = "you" if project.owner == turn.actor.id else words.name(turn, project.owner)
    said = FINISHED.format(whom=whom) + _left(turn, project)
    values = {"state": State.FINISHED, "finished_at": turn.now}
    return _moved(turn, ask, project, Act.FINISHED, said, **values)


def _left(turn: Turn, project: Project) -> str:
    found = case(turn, project, words.month_of(turn, project.owner))
    left = [each.says for each in items_of(turn) if mark_of(found, each) is Mark.OPEN]
    return LEFT.format(items="; ".join(f"“{escape(each)}”" for each in left)) if left else ""


def reopen(turn: Turn, ask: Ask) -> ButtonReply:
    project = held(turn, ask.value)
    if project.state not in (State.FINISHED, State.DROPPED):
        return _not_so(project)
    values = {"state": State.UNDER_WAY, "finished_at": None}
    return _moved(turn, ask, project, Act.REOPENED, OPENED, **values)


def _not_so(project: Project) -> Aside:
    """The page that was pressed is older than what has happened."""
    return Aside(Message(ALREADY.format(state=project.state)))


def _moved(
    turn: Turn, ask: Ask, project: Project, act: Act, says: str, **values: Any
) -> ButtonReply:
    new = change(turn, project, act, **values)
    if new is None:
        raise Refused(TWICE.format(name=words.name(turn, project.owner)))
    tell(turn, new, str(act))
    return shown(ask, page(turn, new, says))


def open_drop(turn: Turn, ask: Ask) -> ButtonReply:
    project = held(turn, ask.value)
    if project.state is State.DROPPED:
        return _not_so(project)
    about = tickets.issue(turn, ask, {"id": str(project.id)}, beside=True)
    return Open(forms.reason_form(about, project))


def dropped(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    project = held(turn, str(ticket.subject["id"]))
    reason = forms.line(ask, "reason", forms.LONGEST_REASON)
    if not reason:
        return Complain({"reason": NO_REASON})
    new: Project | None = project
    if project.state is not State.DROPPED:
        new = change(turn, project, Act.DROPPED, reason, state=State.DROPPED)
        tell(turn, project, "dropped", reason)
    assert new is not None
    tickets.tell(turn, ticket, f"giveback/drop/{ask.about}", page(turn, new, DROPPED))
    return Close()


def open_reassign(turn: Turn, ask: Ask) -> ButtonReply:
    project = held(turn, ask.value, Action.REASSIGN)
    about = tickets.issue(turn, ask, {"id": str(project.id)}, beside=True)
    return Open(forms.person_form(about, project))


def reassigned(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    project = held(turn, str(ticket.subject["id"]), Action.REASSIGN)
    person = text_in(ask, "person")
    if person == project.owner:
        return Complain({"person": SAME})
    if members.find(turn.session, turn.workspace.id, person) is None:
        return Complain({"person": NOBODY})
    before, after = words.name(turn, project.owner), words.name(turn, person)
    new = change(turn, project, Act.REASSIGNED, f"{before} → {after}", owner=person)
    if new is None:
        return Complain({"person": TWICE.format(name="This person")})
    said = TOLD.format(title=words.title(new), before=before, by=words.name(turn, turn.actor.id))
    if person != turn.actor.id:
        _post(turn, new, person, said)
    says = GIVEN.format(name=after)
    tickets.tell(turn, ticket, f"giveback/reassign/{ask.about}", page(turn, new, says))
    return Close()


def tell(turn: Turn, project: Project, what: str, reason: str = "") -> None:
    """The owner hears what somebody else did with their project."""
    if project.owner != turn.actor.id:
        why = f": {escape(reason)}" if reason else ""
        by = words.name(turn, turn.actor.id)
        said = MOVED.format(by=by, what=what, title=words.title(project), why=why)
        _post(turn, project, project.owner, said)


def _post(turn: Turn, project: Project, person: str, said: str) -> None:
    key = f"giveback/{project.id}/{person}/{turn.now.isoformat()}"
    press = blocks.actions(show_button(project))
    letters.post(turn, key, person, blocks.message(said, blocks.section(said), press))


def twice(turn: Turn, owner: str) -> str:
    """For a field of a form, which shows no marks."""
    name = "This person" if owner != turn.actor.id else "You have a project of that title already"
    return TWICE.format(name=name) if owner != turn.actor.id else f"{name}. Give it another title."


def tick(turn: Turn, ask: Ask) -> ButtonReply:
    """An item of its documentation is done, is not needed, or is open again."""
    at, id, name = (*ask.value.split(), "", "", "")[:3]
    project = held(turn, at)
    item = next((each for each in items_of(turn) if each.id == id), None)
    if item is None or name not in Mark.__members__:
        raise Refused(NO_ITEM)
    mark = Mark[name]
    if mark_of(case(turn, project, words.month_of(turn, turn.actor.id)), item) is mark:
        return shown(ask, page(turn, project))
    marked = Marked(item.id, mark, turn.actor.id, turn.now)
    give_back_events.mark(turn.session, turn.workspace.id, project.id, marked)
    record(turn, project, Act.DOCUMENTED, f"{item.says}: {TICKED[mark]}")
    follow(turn, [project.owner])
    return shown(ask, page(turn, project))
