"""A session that was logged is corrected, taken out, or not logged after all."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from handlers.kit import acts, blocks, forms, tickets
from handlers.kit.feature import (
    Ask,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
)
from handlers.kit.forms import text_in
from handlers.kit.rights import insist
from handlers.kit.texts import counted, excerpt
from handlers.support import words
from handlers.support.controls import CORRECT, CORRECTED, undo_button
from handlers.support.counting import logged
from handlers.support.forms import NO_CHOICE
from handlers.support.moving import restore
from handlers.support.records import NO_SESSION, follow, number, record, session_held
from handlers.support.sessions import LONGEST_NOTE, minutes_in
from policies.answer import as_plain
from policies.engagement import Act, Session
from policies.rights import Action
from storage import support_requests, support_sessions

HELD, REMOVED = "held", "removed"
WHATS = ((HELD, "It was held"), (REMOVED, "It was not held: take it out"))


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
    minutes, stage = minutes_in(ask, wrong), text_in(ask, "stage")
    wrong |= {} if stage in words.STAGES else {"stage": NO_CHOICE}
    if wrong:
        return Complain(wrong)
    act = acts.keep(turn, CORRECTED, f"{found.account}: session", {"before": _plain(found)})
    if text_in(ask, "what") == REMOVED:
        page = _removed(turn, found, act)
    else:
        new = {"minutes": minutes, "stage": stage, "note": text_in(ask, "note")[:LONGEST_NOTE]}
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
