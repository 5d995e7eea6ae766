"""A topic of the Center of Excellence is chosen, renewed and released."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.kit import acts, forms, records, reminding, tickets
from handlers.kit.feature import (
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Open,
    Refused,
    Turn,
)
from handlers.kit.forms import text_in
from handlers.kit.rights import insist
from handlers.kit.times import dated
from handlers.programs import books, pages, words
from handlers.programs.controls import (
    CHOOSE,
    RELEASED,
    RENEW,
    RENEWED,
    TAKEN,
    shown,
    undo_button,
)
from policies.programs import Excellence, Hold
from policies.programs.reminders import END, ROUTINE
from policies.reading.moments import months_on
from policies.rights import Action
from storage import programs

LONGEST = 500
GONE = "That topic is not held any more. `/handrail program coe` shows which are free."
NO_TOPIC = "Choose one of the topics that are free."
RACED = "{name} has taken that topic at the same moment. Choose another."
NO_PROBLEM = "Name the problem that you want solved, for example: renewals are seen too late."
NO_PROMISE = "Promise something you can reach, for example: a call script by the end of March."
NO_MONTHS = "Say for how long you keep it."
TOOK = "✔ You hold *{topic}* until {day}."
KEPT_ON = "✔ You keep *{topic}* until {day}."
LET_GO = "✔ *{topic}* is free again."
SINCE = "Somebody else has taken it meanwhile, so it stays released."


def choose(turn: Turn, ask: Ask) -> Open:
    sheet = books.excellence(turn)
    held = {each.topic for each in programs.holds(turn.session, turn.workspace.id)}
    free = [(each.id, each.says) for each in sheet.topics if each.id not in held]
    if not free:
        raise Refused(pages.NONE_FREE)
    about = tickets.issue(turn, ask, {"hold": 0}, beside=True)
    known = ask.value if ask.value in dict(free) else ""
    topic = forms.choice("topic", "Topic", free, chosen=known, optional=False)
    fields = (topic, *_promises(sheet, None))
    return Open(forms.form(CHOOSE, "Choose a topic", *fields, submit="Choose", about=about))


def _promises(sheet: Excellence, hold: Hold | None) -> tuple[Any, ...]:
    months = [(str(each), f"{each} months") for each in sheet.months]
    problem, commitments = (hold.problem, hold.commitments) if hold else ("", "")
    return (
        forms.text("problem", "The problem you want solved", lines=True, most=LONGEST,
                   optional=False, filled=problem, hint="Begin with it."),
        forms.text("commitments", "What you promise", lines=True, most=LONGEST,
                   optional=False, filled=commitments, hint="What you can reach and forecast."),
        forms.choice("months", "For how long", months, optional=False,
                     chosen=str(hold.months if hold else sheet.months[0])),
    )  # fmt: skip


def chosen(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    sheet = books.excellence(turn)
    told, wrong = _read(ask, sheet)
    topic = sheet.topic(_text(ask, "topic"))
    if topic is None:
        wrong = {"topic": NO_TOPIC, **wrong}
    if wrong or topic is None:
        return Complain(wrong)
    hold = _take(turn, topic.id, told)
    if hold is None:
        return Complain({"topic": _raced(turn, topic.id)})
    act = acts.keep(turn, TAKEN, "topic chosen", {"hold": hold.id})
    _keep(turn, "program.topic.taken", hold)
    says = TOOK.format(topic=words.topic_name(sheet, hold), day=dated(hold.until, hold.since))
    tickets.tell(turn, ticket, f"programs/{ask.about}", pages.topics(turn, says, undo_button(act)))
    return Close()


def _take(turn: Turn, topic: str, told: Mapping[str, Any]) -> Hold | None:
    """Of two at the same moment the second waits, and then gets none."""
    today = books.today(turn, turn.actor.id)
    values = {"workspace": turn.workspace.id, "topic": topic, "person": turn.actor.id}
    days = {"since": today, "until": _on(today, told["months"])}
    programs.draw(turn.session, turn.workspace.id)
    return programs.take(turn.session, {**values, **told, **days})


def _raced(turn: Turn, topic: str) -> str:
    found = programs.holds(turn.session, turn.workspace.id)
    by = next((each.person for each in found if each.topic == topic), "")
    return RACED.format(name=words.name(turn, by) if by else "Somebody")


def _read(ask: Ask, sheet: Excellence) -> tuple[dict[str, Any], dict[str, str]]:
    """What is told, and what is wrong by field."""
    problem, commitments, months = (
        _text(ask, name) for name in ("problem", "commitments", "months")
    )
    fits = months in map(str, sheet.months)
    lacks = {
        "problem": "" if problem else NO_PROBLEM,
        "commitments": "" if commitments else NO_PROMISE,
        "months": "" if fits else NO_MONTHS,
    }
    told = {"problem": problem, "commitments": commitments, "months": int(months) if fits else 0}
    return told, {name: says for name, says in lacks.items() if says}


def _on(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    first = months_on(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _text(ask: Ask, name: str) -> str:
    return text_in(ask, name)[:LONGEST]


def find(turn: Turn, text: str, *actions: Action) -> Hold:
    """Raises Refused for what nobody holds, or nobody's business of the actor's."""
    known = text.isascii() and text.isdigit() and len(text) <= 18
    hold = programs.find_hold(turn.session, turn.workspace.id, int(text)) if known else None
    if hold is None:
        raise Refused(GONE)
    insist(turn, *actions, owner=hold.person)
    if hold.released_at is not None:
        raise Refused(GONE)
    return hold


def renew(turn: Turn, ask: Ask) -> Open:
    sheet, hold = books.excellence(turn), find(turn, ask.value, Action.OWN)
    about = tickets.issue(turn, ask, {"hold": hold.id}, beside=True)
    fields = _promises(sheet, hold)
    return Open(forms.form(RENEW, "Renew the topic", *fields, submit="Renew", about=about))


def renewed(turn: Turn, ask: Ask) -> FormReply:
    """From its end on, or from today once that has passed."""
    ticket = tickets.redeem(turn, ask)
    sheet, hold = books.excellence(turn), find(turn, str(ticket.subject["hold"]), Action.OWN)
    told, wrong = _read(ask, sheet)
    if wrong:
        return Complain(wrong)
    today = books.today(turn, turn.actor.id)
    until = _on(max(hold.until, today), told["months"])
    programs.change_hold(turn.session, hold, told | {"until": until})
    before = {"months": hold.months, "problem": hold.problem, "commitments": hold.commitments,
              "until": hold.until.isoformat()}  # fmt: skip
    act = acts.keep(turn, RENEWED, "topic renewed", {"hold": hold.id, "before": before})
    reminding.settle(turn, ROUTINE, f"{END}/{hold.id}", "renewed", act)
    _keep(turn, "program.topic.renewed", hold, until=until.isoformat())
    says = KEPT_ON.format(topic=words.topic_name(sheet, hold), day=dated(until, today))
    tickets.tell(turn, ticket, f"programs/{ask.about}", pages.topics(turn, says, undo_button(act)))
    return Close()


def release(turn: Turn, ask: Ask) -> ButtonReply:
    """By its holder, or by an admin where they do not answer any more."""
    sheet = books.excellence(turn)
    hold = find(turn, ask.value, Action.ORGANISE, Action.OWN)
    if not programs.change_hold(turn.session, hold, {"released_at": turn.now}):
        raise Refused(GONE)
    act = acts.keep(turn, RELEASED, "topic released", {"hold": hold.id})
    reminding.settle(turn, ROUTINE, f"{END}/{hold.id}", "released", act)
    _keep(turn, "program.topic.released", hold)
    says = LET_GO.format(topic=words.topic_name(sheet, hold))
    return shown(ask, pages.topics(turn, says, undo_button(act)))


def untake(turn: Turn, detail: Mapping[str, Any]) -> str:
    hold = _known(turn, detail)
    if not programs.change_hold(turn.session, hold, {"released_at": turn.now}):
        raise Refused(GONE)
    _keep(turn, "program.topic.released", hold)
    return "The topic is free again."


def unrenew(turn: Turn, detail: Mapping[str, Any]) -> str:
    hold, before = _known(turn, detail), dict(detail["before"])
    values = before | {"until": date.fromisoformat(before["until"])}
    if not programs.change_hold(turn.session, hold, values):
        raise Refused(GONE)
    reminding.reopen(turn, ROUTINE, f"{END}/{hold.id}")
    _keep(turn, "program.topic.renewed", hold, until=before["until"])
    return "The topic ends as it did before."


def unrelease(turn: Turn, detail: Mapping[str, Any]) -> str:
    hold = _known(turn, detail)
    programs.draw(turn.session, turn.workspace.id)
    if not programs.hold_again(turn.session, hold):
        raise Refused(SINCE)
    reminding.reopen(turn, ROUTINE, f"{END}/{hold.id}")
    _keep(turn, "program.topic.taken", hold)
    return "The topic is held again."


def _known(turn: Turn, detail: Mapping[str, Any]) -> Hold:
    hold = programs.find_hold(turn.session, turn.workspace.id, int(detail["hold"]))
    if hold is None:
        raise Refused(GONE)
    return hold


def _keep(turn: Turn, kind: str, hold: Hold, **more: str) -> None:
    told = {"hold": hold.id, "topic": hold.topic, "of": hold.person}
    records.keep(turn, kind, told | more)
    books.follow(turn, [hold.person])
