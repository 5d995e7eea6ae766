"""A live session that was held is logged, corrected, or taken out: it counts for the account."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from handlers.kit import acts, blocks, forms, tickets
from handlers.kit import reminding as engine
from handlers.kit.citations import places, shelf
from handlers.kit.feature import (
    Ask,
    Block,
    Change,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
    View,
)
from handlers.kit.rights import insist
from handlers.kit.texts import clean, counted, escape, excerpt
from handlers.kit.times import dated
from handlers.support import words
from handlers.support.controls import (
    ACCOUNT,
    CORRECT,
    CORRECTED,
    LOG,
    LOGGED,
    ROUTINE,
    SAME,
    undo_button,
)
from handlers.support.forms import LONGEST_ACCOUNT, NO_ACCOUNT, NO_CHOICE, SEGMENT_OF
from handlers.support.moving import KEPT, NO_HELPER, restore
from handlers.support.records import (
    NO_SESSION,
    follow,
    held,
    left_of,
    number,
    record,
    session_held,
    standing,
)
from policies.answer import as_plain
from policies.engagement import Act, Request, Session, State
from policies.engagement.allowances import Allowance
from policies.engagement.values import POST, SMB
from policies.rights import Action
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
EXCEEDED = "⚠️ That is beyond what {account} may have {stage}. It was held, so it counts."
USED_UP = "That was the last of it: from here on the account is helped in writing."
COUNT = "Live help of {account} {stage}: *{used}*."
UNCOUNTED = "Mid-Market has no limit of sessions; it is kept all the same."
HELD, REMOVED = "held", "removed"
WHATS = ((HELD, "It was held"), (REMOVED, "It was not held: take it out"))


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
    found = {name: _text(ask, name) for name in ("account", "segment", "stage", "helper", "note")}
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
    return values | {"day": _day(turn, ask, wrong), "minutes": _minutes(ask, wrong)}


def _minutes(ask: Ask, wrong: dict[str, str]) -> int:
    try:
        told = whole(_text(ask, "minutes"), MOST_MINUTES, "30")
    except Unclear as unclear:
        wrong["minutes"] = str(unclear)
        return 0
    if not told:
        wrong["minutes"] = NO_MINUTES
    return told or 0


def _day(turn: Turn, ask: Ask, wrong: dict[str, str]) -> date:
    on = words.today(turn, turn.actor.id)
    try:
        day = date.fromisoformat(_text(ask, "day"))
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
    match _text(ask, "which"):
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


def logged(turn: Turn, one: Session, act: int, says: str) -> Message:
    """With what is left, and plainly if it was too much."""
    on = words.today(turn, turn.actor.id)
    told = f"*{excerpt(one.account)}*, {words.session(turn, one, on)}."
    head = says.format(session=told)
    return blocks.message(
        head.replace("*", ""),
        blocks.section(head, undo_button(act)),
        *_left(turn, one),
        blocks.actions(blocks.button("The account", ACCOUNT, one.account)),
        *shelf(places([turn.pack.citation("smb-sync-limits")])),
    )


def _left(turn: Turn, one: Session) -> list[Block]:
    if one.segment != SMB:
        return [blocks.context(UNCOUNTED)]
    left = left_of(turn, one.account, one.stage, one.day)
    stage = words.of_stage(one.stage)
    lines = [COUNT.format(account=excerpt(one.account), stage=stage, used=words.used(left))]
    lines += _beyond(one, left, stage)
    if one.stage == POST:
        lines.append(f"_{escape(turn.pack.engagement.year.says)}_")
    return [blocks.section("\n".join(lines))]


def _beyond(one: Session, left: Allowance, stage: str) -> list[str]:
    if left.is_exceeded:
        return [EXCEEDED.format(account=excerpt(one.account), stage=stage)]
    return [USED_UP] if left.is_used else []


def open_correct(turn: Turn, ask: Ask) -> Open:
    found = session_held(turn, ask.value)
    about = tickets.issue(turn, ask, {"session": str(found.id)}, beside=True)
    return Open(
        forms.form(
            CORRECT,
            "Correct a session",
            blocks.section(
                f"*{excerpt(found.account)}*, "
                f"{words.session(turn, found, words.today(turn, turn.actor.id))}"
            ),
            forms.number("minutes", "Minutes", optional=False, filled=str(found.minutes),
                         hint="For example 30."),
            forms.choice("stage", "Before or after the sale", words.SIDES.items(),
                         chosen=found.stage, optional=False),
            forms.text("note", "Note", most=LONGEST_NOTE, filled=found.note),
            forms.choice("what", "It is", WHATS, chosen=HELD, optional=False),
            submit="Save",
            about=about,
        )
    )  # fmt: skip


def corrected(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    found = session_held(turn, str(ticket.subject["session"]))
    wrong: dict[str, str] = {}
    minutes, stage = _minutes(ask, wrong), _text(ask, "stage")
    wrong |= {} if stage in words.STAGES else {"stage": NO_CHOICE}
    if wrong:
        return Complain(wrong)
    act = acts.keep(turn, CORRECTED, f"{found.account}: session", {"before": _plain(found)})
    if _text(ask, "what") == REMOVED:
        page = _removed(turn, found, act)
    else:
        new = {"minutes": minutes, "stage": stage, "note": _text(ask, "note")[:LONGEST_NOTE]}
        after = support_sessions.change(turn.session, found, new)
        record(turn, found.account, f"session/{found.id}", Act.CORRECTED,
               f"{counted(found.minutes, 'minute')} → {counted(minutes, 'minute')}")  # fmt: skip
        page = logged(turn, after, act, "✔ Corrected: {session}")
    follow(turn, [found.by, found.helper])
    tickets.tell(turn, ticket, f"support/corrected/{ask.about}", page)
    return Close()


def _removed(turn: Turn, found: Session, act: int) -> Message:
    support_sessions.remove(turn.session, found.workspace, found.id)
    record(turn, found.account, f"session/{found.id}", Act.REMOVED,
           counted(found.minutes, "minute"))  # fmt: skip
    says = f"✔ The session with {excerpt(found.account)} is taken out and counts no longer."
    return blocks.message(says, blocks.section(says, undo_button(act)))


def _plain(found: Session) -> dict[str, Any]:
    return {name: as_plain(each) for name, each in asdict(found).items()}


def unlog(turn: Turn, detail: Mapping[str, Any]) -> str:
    """The session is gone, and its request as it was; unless that went on meanwhile."""
    found = session_held(turn, str(detail["session"]))
    if detail["request"] is not None:
        request = support_requests.locked(
            turn.session, turn.workspace.id, number(str(detail["request"]))
        )
        if request is not None:
            restore(turn, request, detail)
    support_sessions.remove(turn.session, found.workspace, found.id)
    record(turn, found.account, f"session/{found.id}", Act.REMOVED,
           counted(found.minutes, "minute"))  # fmt: skip
    follow(turn, [found.by, found.helper])
    return f"The session with {excerpt(found.account)} is not logged any more."


def uncorrect(turn: Turn, detail: Mapping[str, Any]) -> str:
    """As it was logged before, also if it was taken out."""
    before: dict[str, Any] = dict(detail["before"])
    insist(turn, Action.CHANGE, owner=before["by"])
    before |= {"day": date.fromisoformat(before["day"]), "at": datetime.fromisoformat(before["at"])}
    id = before.pop("id")
    found = support_sessions.locked(turn.session, turn.workspace.id, id)
    if found is not None:
        new = {name: before[name] for name in ("minutes", "stage", "note")}
        support_sessions.change(turn.session, found, new)
    elif support_sessions.add(turn.session, before) is None:
        raise Refused(NO_SESSION)
    record(turn, before["account"], f"session/{id}", Act.UNDONE)
    follow(turn, [before["by"], before["helper"]])
    return f"The session with {excerpt(before['account'])} is as it was before."


def _text(ask: Ask, name: str) -> str:
    value = ask.fields.get(name)
    return clean(value).strip() if isinstance(value, str) else ""
