"""A request goes on: it is posted, scheduled, answered, closed, withdrawn, or taken a step back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from handlers.kit import acts, blocks, forms, tickets
from handlers.kit import reminding as engine
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
from handlers.kit.rights import insist
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import dated
from handlers.support import cards, lists, words
from handlers.support.asking import SHORT, form_for
from handlers.support.controls import MOVED, POSTED, ROUTINE, SCHEDULE, TOLD, shown
from handlers.support.forms import filled_by
from handlers.support.records import (
    GONE,
    follow,
    held,
    may_change,
    record,
    standing,
)
from policies.answer import as_plain
from policies.engagement import Act, Request, State
from policies.engagement.clocks import answer_by, is_short
from policies.links import is_link
from policies.rights import Action
from storage import members, support_requests

NO_LINK = "Give the issue's address. It begins with https://, for example https://example.com/1."
NO_DAY = "Choose the day of the session."
NO_HELPER = "Choose an SA or TAM of this workspace who is no guest and no app."
ALREADY = "It is {state} already, since {at}."
CHANGED_SINCE = "Something else was done with this request since, so that stays as it is."
UNREAD = "I can't tell what was chosen. Please try again."
KEPT = ("state", "since", "link", "posted_at", "answer_by", "helper", "day")
"""What a step changes, and taking it back restores."""
SAID = {
    State.ANSWERED: "✔ Answered, and I stop asking.",
    State.CLOSED: "✔ Closed.",
    State.WITHDRAWN: "✔ Withdrawn, and I stop reminding of it.",
}
ACTS = {
    State.ANSWERED: Act.ANSWERED,
    State.CLOSED: Act.CLOSED,
    State.WITHDRAWN: Act.WITHDRAWN,
}


def move(
    turn: Turn, found: Request, act: Act, note: str = "", **values: Any
) -> tuple[Request, int]:
    """The request as it is now, and the number of what can be undone."""
    after = support_requests.change(turn.session, found, {**values, "since": turn.now})
    before = {name: as_plain(getattr(found, name)) for name in KEPT}
    detail = {"request": found.id, "before": before, "since": turn.now.isoformat()}
    number = acts.keep(turn, MOVED, f"{found.account}: {act}", detail)
    record(turn, found.account, f"request/{found.id}", act, note)
    engine.settle(turn, ROUTINE, str(found.id), words.STATES[after.state], number)
    follow(turn, [found.by])
    return after, number


def answered(turn: Turn, ask: Ask) -> ButtonReply:
    """In a reminder, which others of its day share, it is told beside."""
    id, _, where = ask.value.partition(" ")
    reply = _moved(turn, ask, held(turn, id), State.ANSWERED)
    return Aside(reply) if where == TOLD and isinstance(reply, Message) else reply


def _moved(turn: Turn, ask: Ask, found: Request, state: State) -> ButtonReply:
    if found.state is state or found.is_over:
        return Aside(Message(_already(turn, found)))
    after, act = move(turn, found, ACTS[state], state=state)
    return shown(ask, cards.page(turn, after, _said(turn, after, state), act))


def _said(turn: Turn, request: Request, state: State) -> str:
    """With what is to be done about the opportunity, when it is closed."""
    closing = [each for each in turn.pack.engagement.closing if each.when.fits(request.facts)]
    more = [
        f"{escape(each.says)} {words.cited(turn, each.entry)}" for each in closing
    ] if state is State.CLOSED else []  # fmt: skip
    return "\n".join([SAID[state], *more])


def _already(turn: Turn, found: Request) -> str:
    reader = words.rhythm(turn, turn.actor.id)
    at = words.moment(reader, found.since)
    return ALREADY.format(state=words.STATES[found.state], at=at)


def more(turn: Turn, ask: Ask) -> ButtonReply:
    """What stands behind the three dots."""
    what, _, id = ask.value.partition(" ")
    match what:
        case cards.EDIT:
            found = standing(held(turn, id))
            return form_for(turn, ask, filled_by(found), found.id)
        case cards.CLOSE:
            return _moved(turn, ask, held(turn, id), State.CLOSED)
        case cards.WITHDRAW:
            return _moved(turn, ask, held(turn, id), State.WITHDRAWN)
        case cards.HISTORY:
            return lists.history(turn, ask, held(turn, id).account)
        case _:
            raise Refused(UNREAD)


def open_posted(turn: Turn, ask: Ask) -> Open:
    found = standing(held(turn, ask.value))
    about = tickets.issue(turn, ask, {"request": str(found.id)}, beside=True)
    board = turn.pack.engagement.board(found.facts)
    return Open(
        forms.form(
            POSTED,
            "It is posted",
            blocks.section(f"{words.line(found)}\n{escape(board.label)}"),
            forms.url("link", "Address of the issue", optional=not board.link,
                      hint="It begins with https://."),
            submit="Save",
            about=about,
        )
    )  # fmt: skip


def posted(turn: Turn, ask: Ask) -> FormReply:
    """A written question's clock begins."""
    ticket = tickets.redeem(turn, ask)
    found = standing(held(turn, str(ticket.subject["request"])))
    link, board = text_in(ask, "link"), turn.pack.engagement.board(found.facts)
    if not is_link(link) and (link or board.link):
        return Complain({"link": NO_LINK})
    values = {"state": State.POSTED, "link": link, "posted_at": turn.now}
    due = _answer_by(turn, found)
    after, act = move(turn, found, Act.POSTED, link, **values, answer_by=due)
    by = words.moment(words.rhythm(turn, turn.actor.id), due) if due else ""
    first = f"✔ Posted. The answer is due by {by}; I ask you then." if due else "✔ Posted."
    page = cards.page(turn, after, first, act)
    tickets.tell(turn, ticket, f"support/posted/{ask.about}", page)
    return Close()


def _answer_by(turn: Turn, found: Request) -> datetime | None:
    if not found.is_written:
        return None
    hours = int(turn.pack.sheets["support"].limit("answer_hours"))
    zone = words.rhythm(turn, found.by).zone
    return answer_by(turn.now, hours, turn.pack.engagement.hours, zone, turn.holidays)


def open_schedule(turn: Turn, ask: Ask) -> Open:
    found = standing(held(turn, ask.value))
    about = tickets.issue(turn, ask, {"request": str(found.id)}, beside=True)
    return Open(
        forms.form(
            SCHEDULE,
            "When is the session?",
            blocks.section(words.line(found)),
            forms.day("day", "Day", optional=False, filled=found.day),
            forms.person("helper", "SA or TAM", optional=False, chosen=found.helper),
            submit="Save",
            about=about,
        )
    )


def scheduled(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    found = standing(held(turn, str(ticket.subject["request"])))
    day, helper = _day(text_in(ask, "day")), text_in(ask, "helper")
    wrong = {} if day else {"day": NO_DAY}
    if not members.find(turn.session, turn.workspace.id, helper):
        wrong["helper"] = NO_HELPER
    if wrong or day is None:
        return Complain(wrong)
    values = {"state": State.SCHEDULED, "day": day, "helper": helper}
    after, act = move(turn, found, Act.SCHEDULED, day.isoformat(), **values)
    page = cards.page(turn, after, _planned(turn, day), act)
    tickets.tell(turn, ticket, f"support/scheduled/{ask.about}", page)
    return Close()


def _planned(turn: Turn, day: date) -> str:
    """With the rule, if it comes too soon."""
    on, notice = words.today(turn, turn.actor.id), turn.pack.engagement.limits["notice"]
    told = f"✔ Scheduled for {dated(day, on)}. The workday after it I ask whether it was held."
    reader = words.rhythm(turn, turn.actor.id)
    if not is_short(on, day, int(notice.value), reader) or day < on:
        return told
    short = SHORT.format(day=dated(day, on), says=notice.says)
    return f"{told}\n⚠️ {escape(short)} {words.cited(turn, notice.entry)}"


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    says = acts.undo(turn, ask.value)
    return shown(ask, blocks.message(says, blocks.section(f"↩ {says}")))


def unmove(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Unless something else was done with it since."""
    found = support_requests.locked(turn.session, turn.workspace.id, int(detail["request"]))
    if found is None:
        raise Refused(GONE)
    if not may_change(turn, found.by, found.helper):
        insist(turn, Action.CHANGE, owner=found.by)
    restore(turn, found, detail)
    return f"The request for {excerpt(found.account)} is as it was before."


def restore(turn: Turn, found: Request, detail: Mapping[str, Any]) -> None:
    """Raises Refused if it is not as it was left then."""
    if found.since != datetime.fromisoformat(detail["since"]):
        raise Refused(CHANGED_SINCE)
    before: dict[str, Any] = dict(detail["before"])
    for name in ("since", "posted_at", "answer_by"):
        before[name] = before[name] and datetime.fromisoformat(before[name])
    before["day"] = _day(before["day"] or "")
    before["state"] = State(before["state"])
    support_requests.change(turn.session, found, before)
    record(turn, found.account, f"request/{found.id}", Act.UNDONE)
    engine.reopen(turn, ROUTINE, str(found.id))
    follow(turn, [found.by])


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
