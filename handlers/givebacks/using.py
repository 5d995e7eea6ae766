"""Somebody says that they used a project this month; its owner says who did in a month."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from handlers.givebacks import words
from handlers.givebacks.cards import page
from handlers.givebacks.controls import (
    POLLED,
    RECORD,
    TOLD_MONTH,
    TOLD_USED,
    shown,
)
from handlers.givebacks.records import GONE, case, follow, held, keep, record, seen
from handlers.kit import acts, blocks, reminding, tickets
from handlers.kit import forms as fields
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Quiet,
    Refused,
    Turn,
)
from handlers.kit.rights import insist
from handlers.kit.texts import counted
from policies.give_backs import Act, Project, first_of
from policies.give_backs.reminders import ROUTINE, poll
from policies.rights import Action
from storage import give_back_uses, give_backs, members
from storage.give_back_uses import Use

COUNTED = "✔ Counted once for {month}: you used {title}. `/handrail undo` takes it back."
TWICE = "You said so for {month} already. Everybody counts once a month."
NOT_USED = "It is {state}, so nobody can use it now."
TAKEN_BACK = "✔ You are not counted for {month} any more."
NOT_THERE = "You were not counted for {month}."
NO_MONTH = "Choose one of the last months, from the project's page."
NOT_HERE = "Choose people of this workspace who are no guests and no apps."
CONFIRMED = "✔ Confirmed for {month}: {figure}."
CONFIRMED_ALREADY = "{month} is confirmed already: {figure}. On its page you can still change it."
ENDING = "{month} recorded, {figure}"
UNCONFIRMED = "{month} of {title} waits for its figure again."
SAID_SO = "{count} said so themselves and stay: {names}."
LONGEST_BACK = 12


def used(turn: Turn, ask: Ask) -> ButtonReply:
    """By whoever presses, for the month that it is where they are."""
    project = seen(turn, ask.value)
    if not project.state.is_used:
        return Aside(Message(NOT_USED.format(state=project.state)))
    month = words.month_of(turn, turn.actor.id)
    use = Use(project.id, month, turn.actor.id, turn.actor.id, turn.now)
    if not give_back_uses.add(turn.session, turn.workspace.id, use):
        return Aside(Message(TWICE.format(month=words.month(month))))
    acts.keep(turn, TOLD_USED, project.title, _detail(project, month))
    keep(turn, "giveback.used", project, {"month": month.isoformat()})
    follow(turn, [project.owner, turn.actor.id])
    says = COUNTED.format(month=words.month(month), title=words.title(project))
    return shown(ask, page(turn, project, says))


def unused(turn: Turn, ask: Ask) -> ButtonReply:
    project = seen(turn, ask.value)
    month = words.month_of(turn, turn.actor.id)
    says = TAKEN_BACK if _take_back(turn, project, month) else NOT_THERE
    return shown(ask, page(turn, project, says.format(month=words.month(month))))


def undo_used(turn: Turn, detail: Mapping[str, Any]) -> str:
    project = seen(turn, str(detail["project"]))
    month = date.fromisoformat(detail["month"])
    says = TAKEN_BACK if _take_back(turn, project, month) else NOT_THERE
    return says.format(month=words.month(month)).removeprefix("✔ ")


def _take_back(turn: Turn, project: Project, month: date) -> bool:
    me = turn.actor.id
    gone = give_back_uses.remove(turn.session, turn.workspace.id, project.id, month, [me])
    if gone:
        keep(turn, "giveback.unused", project, {"month": month.isoformat()})
        follow(turn, [project.owner, me])
    return bool(gone)


def _detail(project: Project, month: date) -> dict[str, Any]:
    return {"project": project.id, "month": month.isoformat()}


def open_record(turn: Turn, ask: Ask) -> ButtonReply:
    project, month, where = _asked(turn, ask)
    found = _uses(turn, project, month)
    own = [each.person for each in found if each.by == each.person]
    others = [each.person for each in found if each.by != each.person]
    subject = {"id": str(project.id), "month": month.isoformat(), "where": where}
    about = tickets.issue(turn, ask, subject, beside=True)
    said = SAID_SO.format(count=counted(len(own), "person", "people"), names=words.names(turn, own))
    shown = [
        blocks.section(f"*{words.title(project)}*: who used it in {words.month(month)}?"),
        *([blocks.context(said)] if own else []),
        fields.people(
            "people",
            "Others who used it",
            chosen=others,
            hint="Everybody counts once. Leave it empty if it was nobody else.",
        ),
    ]
    title = f"Used in {words.month(month)}"
    return Open(fields.form(RECORD, title, *shown, submit="Record", about=about))


def _asked(turn: Turn, ask: Ask) -> tuple[Project, date, str]:
    at, said, where = (*ask.value.split(), "", "", "")[:3]
    project = held(turn, at)
    return project, _month(turn, said), where


def _month(turn: Turn, said: str) -> date:
    """One of the last twelve, this one among them. Raises Refused."""
    try:
        month = first_of(date.fromisoformat(said))
    except ValueError:
        raise Refused(NO_MONTH) from None
    now = words.month_of(turn, turn.actor.id)
    age = (now.year - month.year) * 12 + now.month - month.month
    if not 0 <= age <= LONGEST_BACK:
        raise Refused(NO_MONTH)
    return month


def _uses(turn: Turn, project: Project, month: date) -> list[Use]:
    return give_back_uses.of(turn.session, turn.workspace.id, project.id, month)


def recorded(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    project = held(turn, str(ticket.subject["id"]))
    month = date.fromisoformat(str(ticket.subject["month"]))
    chosen = _chosen(ask)
    known = {each.id for each in members.members(turn.session, turn.workspace.id, chosen)}
    if set(chosen) - known:
        return Complain({"people": NOT_HERE})
    if not project.state.is_used:
        return Complain({"people": NOT_USED.format(state=project.state)})
    _record(turn, project, month, chosen)
    if ticket.subject["where"] != POLLED:
        said = CONFIRMED.format(month=words.month(month), figure=_figure(turn, project, month))
        tickets.tell(turn, ticket, f"giveback/record/{ask.about}", page(turn, project, said))
    return Close()


def _chosen(ask: Ask) -> tuple[str, ...]:
    held = ask.fields.get("people") or ()
    return (held,) if isinstance(held, str) else tuple(dict.fromkeys(held))


def _record(turn: Turn, project: Project, month: date, chosen: Collection[str]) -> None:
    """Whoever said so themselves stays; of the others exactly those that were chosen."""
    found = _uses(turn, project, month)
    there = {each.person for each in found}
    gone = [each.person for each in found if each.by != each.person and each.person not in chosen]
    new = [each for each in chosen if each not in there]
    where = (turn.session, turn.workspace.id)
    give_back_uses.remove(*where, project.id, month, gone)
    for person in new:
        give_back_uses.add(*where, Use(project.id, month, person, turn.actor.id, turn.now))
    _confirm(turn, project, month, new, gone)


def confirm(turn: Turn, ask: Ask) -> ButtonReply:
    """The figure of a month is right as it is."""
    project, month, where = _asked(turn, ask)
    named = words.month(month)
    if _is_confirmed(turn, project, month):
        figure = _figure(turn, project, month)
        return Aside(Message(CONFIRMED_ALREADY.format(month=named, figure=figure)))
    _confirm(turn, project, month)
    if where == POLLED:
        return Quiet()
    said = CONFIRMED.format(month=named, figure=_figure(turn, project, month))
    return shown(ask, page(turn, project, said))


def _confirm(
    turn: Turn,
    project: Project,
    month: date,
    new: Collection[str] = (),
    gone: Collection[str] = (),
) -> None:
    """The reminder of it is answered, and the size of the team by now is kept."""
    was = _is_confirmed(turn, project, month)
    team = case(turn, project, month).now.team
    where = (turn.session, turn.workspace.id, project.id, month)
    give_back_uses.confirm(*where, team, turn.actor.id, turn.now)
    figure = _figure(turn, project, month)
    detail = _detail(project, month) | {"new": [*new], "gone": [*gone], "was": was}
    act = acts.keep(turn, TOLD_MONTH, project.title, detail)
    record(turn, project, Act.RECORDED, f"{words.month(month)}, {figure}")
    ending = ENDING.format(month=words.month(month), figure=figure)
    reminding.settle(turn, ROUTINE, poll(project.id, month), ending, act)
    follow(turn, [project.owner])


def undo_month(turn: Turn, detail: Mapping[str, Any]) -> str:
    project = give_backs.locked(turn.session, turn.workspace.id, int(detail["project"]))
    if project is None:
        raise Refused(GONE)
    insist(turn, Action.CHANGE, owner=project.owner)
    month = date.fromisoformat(detail["month"])
    where = (turn.session, turn.workspace.id)
    give_back_uses.remove(*where, project.id, month, detail["new"])
    for person in detail["gone"]:
        give_back_uses.add(*where, Use(project.id, month, person, turn.actor.id, turn.now))
    said = UNCONFIRMED.format(month=words.month(month), title=words.title(project))
    if not detail["was"]:
        give_back_uses.unconfirm(*where, project.id, month)
        reminding.reopen(turn, ROUTINE, poll(project.id, month))
    record(turn, project, Act.RECORDED, f"{words.month(month)}, taken back")
    follow(turn, [project.owner])
    return said


def _is_confirmed(turn: Turn, project: Project, month: date) -> bool:
    where = (turn.session, turn.workspace.id, [project.id], month)
    return (project.id, month) in give_back_uses.confirmed(*where)


def _figure(turn: Turn, project: Project, month: date) -> str:
    return words.figure(case(turn, project, month).now)
