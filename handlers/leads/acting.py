"""What is done with a lead: called, e-mailed, closed, contacted by its AE; and taken back."""

from collections.abc import Mapping
from datetime import datetime
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
    Open,
    Quiet,
    Refused,
    Turn,
)
from handlers.kit.texts import clean, excerpt
from handlers.leads import words
from handlers.leads.clocks import Clocks
from handlers.leads.controls import LOGGED, ORDER, PAGED, POSTED
from handlers.leads.pages import answer, page
from handlers.leads.records import (
    GONE,
    again,
    follow,
    held,
    number,
    people_of,
    record,
    standing,
)
from handlers.leads.stamps import spelt, unspelt
from policies.leads import Act, Kind, Lead, Outcome, State
from policies.leads.reminders import AE, MANAGER, ROUTINE, subject
from policies.links import LONGEST_LINK
from storage import lead_events, leads

KEPT = ("state", "outcome", "called_at", "emailed_at", "touched_at", "took", "ended_at")
"""What an act changes, and taking it back restores."""
TIMES = {Act.CALLED: "called_at", Act.EMAILED: "emailed_at"}
SAID = {Act.CALLED: "called", Act.EMAILED: "e-mailed", Act.CONTACTED: "contacted by the AE"}
ALREADY = "That was logged already, at {at}. *Link, note…* adds to it."
CHANGED = "Something else was done with this lead since, so that stays. Open it to see what."
WHY_FIRST = "Say why, for example “The number is a fax” or “They asked for an e-mail”."
FIRST_CALL = (
    "A number is listed, and the handbook says to call first. Call, then log the call; or say "
    "why the e-mail went first, and it is logged with your note."
)
LONGEST = 500


def called(turn: Turn, ask: Ask) -> ButtonReply:
    return _step(turn, ask, Act.CALLED)


def emailed(turn: Turn, ask: Ask) -> ButtonReply:
    """Before the call it takes a word of why."""
    at, where = parts(ask)
    lead = standing(held(turn, at))
    if lead.next_step is Act.CALLED and lead.emailed_at is None:
        about = tickets.issue(turn, ask, {"id": at, "where": where}, beside=True)
        return Open(
            forms.form(
                ORDER,
                "E-mail before the call",
                blocks.section(f"{words.line(lead)}\n{FIRST_CALL}"),
                forms.text("why", "Why the e-mail went first", most=LONGEST, optional=False),
                submit="Log the e-mail",
                about=about,
            )
        )
    return _step(turn, ask, Act.EMAILED)


def emailed_first(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    why = text(ask, "why")
    lead = standing(held(turn, str(ticket.subject["id"])))
    if not why:
        return Complain({"why": WHY_FIRST})
    if lead.emailed_at is not None:
        return Complain({"why": already(turn, lead.emailed_at).replace("*", "")})
    log(turn, lead, Act.EMAILED, note=why)
    show_there(turn, ask, lead, "✔ Logged: e-mailed before the call.")
    return Close()


def parts(ask: Ask) -> tuple[str, str]:
    at, where = (*ask.value.split(), "", PAGED)[:2]
    return at, where or PAGED


def _step(turn: Turn, ask: Ask, act: Act) -> ButtonReply:
    at, where = parts(ask)
    lead = standing(held(turn, at))
    done = getattr(lead, TIMES[act])
    if done is not None:
        said = already(turn, done)
        return Aside(blocks.message(said.replace("*", ""), blocks.section(said)))
    log(turn, lead, act)
    return reply(turn, ask, lead, where, f"✔ Logged: {SAID[act]}.")


def already(turn: Turn, at: datetime) -> str:
    return ALREADY.format(at=words.moment(Clocks(turn), turn.actor.id, at))


def reply(turn: Turn, ask: Ask, lead: Lead, where: str, first: str) -> ButtonReply:
    """A card follows by itself; anything else is shown again."""
    return Quiet() if where == POSTED else answer(turn, ask, lead, first)


def log(turn: Turn, lead: Lead, act: Act, outcome: Outcome = Outcome.NONE, note: str = "") -> None:
    """The first that is logged stops both clocks; whatever was asked about it is answered."""
    values = _values(turn, lead, act, outcome)
    current = leads.change(turn.session, lead, values)
    event = record(turn, current, act, _note(outcome, note))
    says = SAID.get(act, str(outcome))
    detail = {"lead": lead.id, "event": event, "before": spelt(lead, KEPT)}
    kept = acts.keep(turn, LOGGED, f"{words.plain(lead)}: {says}", detail)
    settle(turn, lead, says, kept, AE if act is Act.CONTACTED else "")
    follow(turn, people_of(lead))


def _values(turn: Turn, lead: Lead, act: Act, outcome: Outcome) -> dict[str, Any]:
    values: dict[str, Any] = {TIMES[act]: turn.now} if act in TIMES else {}
    if act is not Act.CONTACTED and lead.touched_at is None:
        values |= {
            "touched_at": turn.now,
            "took": took(turn, lead, turn.now),
            "state": State.TOUCHED,
        }
    if _is_complete(lead, act):
        outcome = Outcome.FIRST_TOUCH
    if outcome is not Outcome.NONE:
        values |= {"state": outcome.state, "outcome": outcome, "ended_at": turn.now}
    return values


def took(turn: Turn, lead: Lead, until: datetime) -> int | None:
    """Seconds of the SDR's working time, of an MQL."""
    if lead.kind is not Kind.MQL:
        return None
    lasted = Clocks(turn).hours(lead.sdr).between(lead.assigned_at, until)
    return int(lasted.total_seconds())


def _is_complete(lead: Lead, act: Act) -> bool:
    done = {Act.CALLED: lead.called_at, Act.EMAILED: lead.emailed_at}
    left = {each for each, at in done.items() if at is None and (lead.phone or each != Act.CALLED)}
    return act in TIMES and left <= {act}


def _note(outcome: Outcome, note: str) -> str:
    return ": ".join(filter(None, (str(outcome), note)))


def settle(turn: Turn, lead: Lead, says: str, act: int | None = None, whose: str = "") -> None:
    """What was told of this assignment to anybody; `whose` side did it, and may undo it there."""
    for part in ("", MANAGER, AE):
        undoable = act if part == whose else None
        engine.settle(turn, ROUTINE, subject(lead, part), says, undoable)
        engine.follow(turn, ROUTINE, subject(lead, part))


def show_there(turn: Turn, ask: Ask, lead: Lead, first: str) -> None:
    """Where the form was opened; a card follows by itself."""
    ticket = tickets.redeem(turn, ask)
    if str(ticket.subject["where"]) != POSTED:
        told = page(turn, again(turn, lead), first)
        tickets.tell(turn, ticket, f"lead/told/{ask.about}", told)


def take_back(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Unless something else was done with it since. Raises Refused."""
    lead = leads.locked(turn.session, turn.workspace.id, number(str(detail["lead"])))
    if lead is None:
        raise Refused(GONE)
    if lead_events.last_change(turn.session, turn.workspace.id, lead.id) != detail["event"]:
        raise Refused(CHANGED)
    if not leads.reopen(turn.session, lead, unspelt(detail["before"])):
        raise Refused(CHANGED)
    record(turn, lead, Act.UNDONE)
    for part in ("", MANAGER, AE):
        if detail["before"]["touched_at"] is None:
            engine.reopen(turn, ROUTINE, subject(lead, part))
        engine.follow(turn, ROUTINE, subject(lead, part))
    follow(turn, people_of(lead))
    return f"{excerpt(words.plain(lead))} is where it was before, and its clock goes on."


def text(ask: Ask, name: str, most: int = LONGEST) -> str:
    value = ask.fields.get(name)
    return " ".join(clean(value).split())[:most] if isinstance(value, str) else ""


def link(ask: Ask) -> str:
    """Whole, for half of an address leads elsewhere."""
    return text(ask, "link", LONGEST_LINK + 1)
