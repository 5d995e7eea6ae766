"""A talk with an account is logged, by one press or with its day and a note, and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.kit import acts, blocks, forms, records, reminding, tickets
from handlers.kit.feature import (
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
    View,
)
from handlers.kit.forms import text_in
from handlers.kit.rights import insist
from handlers.kit.texts import excerpt
from handlers.kit.times import dated
from handlers.ranking import views, words
from handlers.ranking.books import rules, today_of
from handlers.ranking.controls import TALK, TALKED, shown, unpacked
from handlers.ranking.saving import follow
from handlers.ranking.specs import one_spec
from policies.ranking import Contact, Ranked
from policies.ranking.reminders import ROUTINE, account_subject
from policies.rights import Action
from storage import rank_events, ranks

LONGEST_NOTE = 500
AHEAD = "That day lies ahead. Log what has taken place."
TOO_OLD = "That is more than a year ago. Choose a later day."
NO_DAY = "Choose a day."
NO_WAY = "Choose what it was."
THERE = "{what} on that day is logged already."
UNLOGGED = "{what} with {account} is no longer logged."
GONE_AGAIN = "That was taken back already."
WAYS = ((Contact.TALK.value, "Talked"), (Contact.INFORM.value, "Informed"))
WHAT = {Contact.TALK: "The talk", Contact.INFORM: "The information"}
A_YEAR = 366


@dataclass(frozen=True, slots=True)
class Logged:
    """`act` can be undone; None if it was there already."""

    account: str
    way: Contact
    day: date
    act: int | None


def way_of(turn: Turn, one: Ranked | None) -> Contact:
    """What its rank asks for; a talk where it asks for nothing."""
    return (rules(turn).contact(one) if one else None) or Contact.TALK


def log(
    turn: Turn, owner: str, account: str, day: date, way: Contact | None = None, note: str = ""
) -> Logged:
    """The month of the account counts anew from the latest talk."""
    insist(turn, Action.CHANGE, owner=owner)
    ranks.hold(turn.session, turn.workspace.id, owner)
    one = ranks.of_account(turn.session, turn.workspace.id, owner, account)
    kind, name = way or way_of(turn, one), one.account if one else account
    values: dict[str, Any] = {"workspace": turn.workspace.id, "owner": owner, "account": name}
    values |= {"day": day, "way": kind, "note": note, "by": turn.actor.id, "at": turn.now}
    id = rank_events.log(turn.session, values)
    if id is None:
        _settle(turn, one, None)
        return Logged(name, kind, day, None)
    record = {"owner": owner, "account": name, "day": day.isoformat(), "way": str(kind)}
    records.keep(turn, "rank.talked", record | {"note": note})
    act = acts.keep(turn, TALKED, f"talk with {name}", {"talk": id})
    _met(turn, one)
    _settle(turn, one, act)
    follow(turn, [owner])
    return Logged(name, kind, day, act)


def _met(turn: Turn, one: Ranked | None) -> None:
    """By all that is logged of it; without any the month counts from when it was ranked."""
    if one is None:
        return
    known = rank_events.talks(turn.session, turn.workspace.id, one.owner, one.account)
    talked = known[0].day if known else None
    ranks.met(turn.session, one, talked, talked or one.ranked_on)


def _settle(turn: Turn, one: Ranked | None, act: int | None) -> None:
    """Where it was asked for, unless the month is over all the same."""
    again = ranks.find(turn.session, turn.workspace.id, one.id) if one else None
    if again and not rules(turn).is_due(again, today_of(turn, again.owner)):
        ending = "informed" if way_of(turn, again) is Contact.INFORM else "talk logged"
        reminding.settle(turn, ROUTINE, account_subject(again.id), ending, act)


def undo(turn: Turn, detail: Mapping[str, Any]) -> str:
    found = rank_events.find_talk(turn.session, turn.workspace.id, int(detail["talk"]))
    if found is None:
        raise Refused(GONE_AGAIN)
    owner, talk = found
    insist(turn, Action.CHANGE, owner=owner)
    ranks.hold(turn.session, turn.workspace.id, owner)
    rank_events.forget_talk(turn.session, turn.workspace.id, talk.id)
    one = ranks.of_account(turn.session, turn.workspace.id, owner, talk.account)
    _met(turn, one)
    record = {"owner": owner, "account": talk.account, "day": talk.day.isoformat()}
    records.keep(turn, "rank.untalked", record)
    if one:
        reminding.reopen(turn, ROUTINE, account_subject(one.id))
    follow(turn, [owner])
    return UNLOGGED.format(what=WHAT[talk.way], account=excerpt(talk.account))


def said(turn: Turn, logged: Logged) -> str:
    """`✔ *Acme*: talked with today.`"""
    today = today_of(turn, turn.actor.id)
    when = "today" if logged.day == today else f"on {dated(logged.day, today)}"
    if logged.act is None:
        there = THERE.format(what=WHAT[logged.way])
        return f"{words.title(logged.account)}: {there[0].lower()}{there[1:]}"
    did = "talked with" if logged.way is Contact.TALK else "informed"
    return f"✔ {words.title(logged.account)}: {did} {when}."


def met(turn: Turn, ask: Ask) -> ButtonReply:
    """Today, by one press; the page it was pressed on is shown again."""
    owner, account, spec = unpacked(ask.value, 3)
    logged = log(turn, owner, account, today_of(turn, owner))
    return shown(ask, page(turn, logged, owner, spec))


def by_line(
    turn: Turn, owner: str, account: str, day: date, way: Contact | None, note: str
) -> Message:
    """Raises Refused for a day of which none can be logged."""
    if says := fault_of(turn, day, owner):
        raise Refused(says)
    logged = log(turn, owner, account, day, way, note[:LONGEST_NOTE])
    return page(turn, logged, owner, "")


def page(turn: Turn, logged: Logged, owner: str, spec: str) -> Message:
    where = spec or one_spec(owner, logged.account)
    return views.view(turn, where, said(turn, logged), logged.act)


def open_form(turn: Turn, ask: Ask) -> Open:
    owner, account, spec = unpacked(ask.value, 3)
    insist(turn, Action.CHANGE, owner=owner)
    return Open(form_for(turn, ask, owner, account, spec))


def form_for(turn: Turn, ask: Ask, owner: str, account: str, spec: str) -> View:
    subject = {"owner": owner, "account": account, "spec": spec}
    about = tickets.issue(turn, ask, subject, beside=not spec)
    one = ranks.of_account(turn.session, turn.workspace.id, owner, account)
    return forms.form(
        TALK,
        "Log a talk",
        blocks.section(words.title(one.account if one else account)),
        forms.choice("way", "What was it?", WAYS, chosen=str(way_of(turn, one)), optional=False),
        forms.day("day", "On which day?", optional=False, filled=today_of(turn, owner)),
        forms.text("note", "Note", most=LONGEST_NOTE, lines=True, hint="Your manager reads it."),
        submit="Log it",
        about=about,
    )


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    owner, account = str(ticket.subject["owner"]), str(ticket.subject["account"])
    told = {name: text_in(ask, name) for name in ("way", "day", "note")}
    day = _day(told["day"])
    if wrong := _wrong(turn, told["way"], day, owner):
        return Complain(wrong)
    assert day is not None
    logged = log(turn, owner, account, day, Contact(told["way"]), told["note"][:LONGEST_NOTE])
    if logged.act is None:
        return Complain({"day": THERE.format(what=WHAT[logged.way])})
    shown_again = page(turn, logged, owner, str(ticket.subject["spec"]))
    tickets.tell(turn, ticket, f"ranking/talk/{ask.about}", shown_again)
    return Close()


def _wrong(turn: Turn, way: str, day: date | None, owner: str) -> dict[str, str]:
    wrong = {} if way in set(Contact) else {"way": NO_WAY}
    if says := fault_of(turn, day, owner):
        wrong["day"] = says
    return wrong


def fault_of(turn: Turn, day: date | None, owner: str) -> str:
    """Why no talk can be logged for that day; empty if it can."""
    if day is None:
        return NO_DAY
    days = (today_of(turn, owner) - day).days
    return AHEAD if days < 0 else (TOO_OLD if days > A_YEAR else "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
