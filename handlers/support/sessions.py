"""A live session that was held is logged, corrected, or taken out: it counts for the account."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.kit import acts, blocks, forms, tickets
from handlers.kit import reminding as engine
from handlers.kit.feature import (
    Ask,
    Change,
    Close,
    Complain,
    FormReply,
    Open,
    Turn,
    View,
)
from handlers.kit.forms import text_in
from handlers.kit.texts import counted, excerpt
from handlers.kit.times import dated
from handlers.support import words
from handlers.support.controls import (
    LOG,
    LOGGED,
    ROUTINE,
    SAME,
)
from handlers.support.counting import logged
from handlers.support.forms import LONGEST_ACCOUNT, NO_ACCOUNT, NO_CHOICE, SEGMENT_OF
from handlers.support.moving import KEPT, NO_HELPER
from handlers.support.records import (
    follow,
    held,
    record,
    standing,
)
from policies.answer import as_plain
from policies.engagement import Act, Request, Session, State
from policies.trips.reading import Unclear, whole
from storage import members, profiles, support_requests, support_sessions

MOST_MINUTES, LONGEST_NOTE = 600, 300
NO_MINUTES = "Say how many minutes it took, for example 30."
NO_DAY = "Choose the day on which it was held."
AHEAD = "That day lies ahead. Log a session once it was held."
SAME_ONE, ANOTHER = "same", "another"
ASK_SAME = (
    "*{name} has logged a session of {minutes} with {account} on {day} with {helper}.* "
    "Is yours the same one? The same one counts once."
)
WAS_SAME = "It counts once, as {name} has logged it. Nothing was added."
LOGGED_SAYS = "✔ Logged: {session}"


def open_form(turn: Turn, ask: Ask) -> Open:
    return open_for(turn, ask, ask.value)


def open_for(turn: Turn, ask: Ask, value: str) -> Open:
    """About `request 12`, `account Acme`, or nothing yet."""
    what, _, which = value.partition(" ")
    request = standing(held(turn, which)) if what == "request" else None
    account = which if what == "account" else ""
    about = tickets.issue(turn, ask, {"request": str(request.id) if request else ""}, beside=True)
    return Open(_form(turn, about, request, account))


def _form(turn: Turn, about: str, request: Request | None, account: str) -> View:
    own = SEGMENT_OF.get(profiles.find(turn.session, turn.workspace.id, turn.actor.id).segment, "")
    day = request.day if request and request.day else words.today(turn, turn.actor.id)
    head = [blocks.section(words.line(request))] if request else [
        forms.text("account", "Account", most=LONGEST_ACCOUNT, optional=False,
                   filled=" ".join(account.split())[:LONGEST_ACCOUNT]),
        forms.choice("segment", "Segment", words.SEGMENTS.items(), chosen=own, optional=False),
        forms.choice("stage", "Before or after the sale", words.SIDES.items(), optional=False),
    ]  # fmt: skip
    return forms.form(
        LOG,
        "Log a live session",
        *head,
        forms.day("day", "When it was held", optional=False,
                  filled=min(day, words.today(turn, turn.actor.id))),
        forms.number("minutes", "Minutes", optional=False, hint="For example 30."),
        forms.person("helper", "The SA or TAM who held it", optional=False,
                     chosen=request.helper if request else ""),
        forms.text("note", "Note", most=LONGEST_NOTE),
        submit="Log it",
        about=about,
    )  # fmt: skip


def submitted(turn: Turn, ask: Ask) -> FormReply:
    """One that may be logged already is asked about first."""
    ticket = tickets.redeem(turn, ask)
    request = _request(turn, str(ticket.subject["request"]))
    wrong: dict[str, str] = {}
    values = _read(turn, ask, request, wrong)
    if wrong:
        return Complain(wrong)
    window = turn.pack.engagement.count("window")
    key = (values["account"], values["day"], values["helper"])
    if near := support_sessions.near(turn.session, turn.workspace.id, *key, window):
        return Change(_same_form(turn, ask, values, near[-1]))
    return _log(turn, ask, values | {"number": 1}, request)


def _request(turn: Turn, id: str) -> Request | None:
    return standing(held(turn, id)) if id else None


def _read(turn: Turn, ask: Ask, request: Request | None, wrong: dict[str, str]) -> dict[str, Any]:
    found = {name: text_in(ask, name) for name in ("account", "segment", "stage", "helper", "note")}
    if request is not None:
        found |= {name: getattr(request, name) for name in ("account", "segment", "stage")}
    values: dict[str, Any] = {**found, "account": " ".join(found["account"].split())}
    values["account"] = values["account"][:LONGEST_ACCOUNT]
    values["note"] = values["note"][:LONGEST_NOTE]
    for name, known in (("segment", words.SEGMENTS), ("stage", words.STAGES)):
        wrong |= {} if values[name] in known else {name: NO_CHOICE}
    wrong |= {} if values["account"] else {"account": NO_ACCOUNT}
    if not members.find(turn.session, turn.workspace.id, values["helper"]):
        wrong["helper"] = NO_HELPER
    return values | {"day": _day(turn, ask, wrong), "minutes": minutes_in(ask, wrong)}


def minutes_in(ask: Ask, wrong: dict[str, str]) -> int:
    try:
        told = whole(text_in(ask, "minutes"), MOST_MINUTES, "30")
    except Unclear as unclear:
        wrong["minutes"] = str(unclear)
        return 0
    if not told:
        wrong["minutes"] = NO_MINUTES
    return told or 0


def _day(turn: Turn, ask: Ask, wrong: dict[str, str]) -> date:
    on = words.today(turn, turn.actor.id)
    try:
        day = date.fromisoformat(text_in(ask, "day"))
    except ValueError:
        wrong["day"] = NO_DAY
        return on
    if day > on:
        wrong["day"] = AHEAD
    return day


def _same_form(turn: Turn, ask: Ask, values: Mapping[str, Any], other: Session) -> View:
    ticket = tickets.redeem(turn, ask)
    said = {f"said_{name}": str(as_plain(each)) for name, each in values.items()}
    tickets.remember(turn, ticket, **said)
    on = words.today(turn, turn.actor.id)
    told = ASK_SAME.format(
        name=words.name(turn, other.by),
        minutes=counted(other.minutes, "minute"),
        account=excerpt(other.account),
        day=dated(other.day, on),
        helper=words.name(turn, other.helper),
    )
    options = ((SAME_ONE, "It is the same one"), (ANOTHER, "It is another one: count it too"))
    return forms.form(
        SAME,
        "Logged already?",
        blocks.section(told),
        forms.choice("which", "Yours", options, optional=False),
        submit="Go on",
        about=ask.about,
    )


def answered_same(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    request = _request(turn, str(ticket.subject["request"]))
    said = {name[5:]: each for name, each in ticket.subject.items() if name.startswith("said_")}
    values: dict[str, Any] = {
        **said, "day": date.fromisoformat(said["day"]), "minutes": int(said["minutes"])
    }  # fmt: skip
    match text_in(ask, "which"):
        case "another":
            key = (values["account"], values["day"], values["helper"])
            next_one = support_sessions.next_number(turn.session, turn.workspace.id, *key)
            return _log(turn, ask, values | {"number": next_one}, request)
        case "same":
            return _was_same(turn, ask, values, request)
        case _:
            return Complain({"which": NO_CHOICE})


def _was_same(
    turn: Turn, ask: Ask, values: Mapping[str, Any], request: Request | None
) -> FormReply:
    """Counted once; a request whose session it was is held all the same."""
    window = turn.pack.engagement.count("window")
    key = (values["account"], values["day"], values["helper"])
    near = support_sessions.near(turn.session, turn.workspace.id, *key, window)
    if not near:
        return _log(turn, ask, {**values, "number": 1}, request)
    if request is not None:
        _held(turn, request, near[-1])
    says = WAS_SAME.format(name=words.name(turn, near[-1].by))
    ticket = tickets.redeem(turn, ask)
    tickets.tell(turn, ticket, f"support/same/{ask.about}",
                 blocks.message(says, blocks.section(says)))  # fmt: skip
    return Close()


def _log(turn: Turn, ask: Ask, values: dict[str, Any], request: Request | None) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    row = values | {
        "workspace": turn.workspace.id, "request": request.id if request else None,
        "by": turn.actor.id, "at": turn.now,
    }  # fmt: skip
    added = support_sessions.add(turn.session, row)
    if added is None:
        near = support_sessions.near(
            turn.session, turn.workspace.id, row["account"], row["day"], row["helper"], 0
        )
        return Change(_same_form(turn, ask, values, near[-1]))
    act = _kept(turn, added, request)
    page = logged(turn, added, act, LOGGED_SAYS)
    tickets.tell(turn, ticket, f"support/logged/{ask.about}/{added.number}", page)
    return Close()


def _kept(turn: Turn, added: Session, request: Request | None) -> int:
    detail: dict[str, Any] = {"session": added.id, "request": None}
    if request is not None:
        before = {name: as_plain(getattr(request, name)) for name in KEPT}
        detail |= {"request": request.id, "before": before, "since": turn.now.isoformat()}
        _held(turn, request, added)
    note = f"{counted(added.minutes, 'minute')} on {added.day.isoformat()}"
    record(turn, added.account, f"session/{added.id}", Act.LOGGED, note,
           minutes=added.minutes, day=added.day.isoformat(), helper=added.helper)  # fmt: skip
    act = acts.keep(turn, LOGGED, f"{added.account}: session", detail)
    follow(turn, [added.by, added.helper])
    if request is not None:
        engine.settle(turn, ROUTINE, str(request.id), words.STATES[State.HELD], act)
    return act


def _held(turn: Turn, request: Request, held_one: Session) -> None:
    values = {"state": State.HELD, "since": turn.now, "helper": held_one.helper,
              "day": held_one.day}  # fmt: skip
    support_requests.change(turn.session, request, values)
    record(turn, request.account, f"request/{request.id}", Act.HELD)
    follow(turn, [request.by])
