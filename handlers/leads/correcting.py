"""What was said wrong of a lead is corrected, by the form that assigns one; and taken back."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from handlers.kit import acts, forms, tickets
from handlers.kit import reminding as engine
from handlers.kit.feature import (
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Open,
    Refused,
    Turn,
    View,
)
from handlers.kit.texts import excerpt
from handlers.leads import moving, pages, words
from handlers.leads.acting import CHANGED, parts, settle, text, took
from handlers.leads.assigning import nobodies, there
from handlers.leads.controls import CORRECT
from handlers.leads.forms import draft_of, fields, lacks, values
from handlers.leads.records import (
    GIVING,
    GONE,
    find,
    follow,
    held,
    number,
    people_of,
    record,
    standing,
)
from handlers.leads.stamps import ASKED, spelt, unspelt
from policies.leads import Act, Kind, Lead, Outcome, State
from policies.leads.reminders import AE, MANAGER, ROUTINE, subject
from storage import lead_events, leads

SAME = "Nothing is different from what it was."
AN_INQUIRY = "an inquiry has no hour"
TAKEN = "{lead} was assigned anew in the meantime, so the correction stays."
PARTS = ("", MANAGER, AE)


def open_form(turn: Turn, ask: Ask) -> Open:
    at, _ = parts(ask)
    return Open(form_for(turn, ask, standing(held(turn, at, *GIVING))))


def form_for(turn: Turn, ask: Ask, lead: Lead) -> View:
    seen = spelt(lead, ASKED)
    about = tickets.issue(turn, ask, {"id": str(lead.id), "seen": seen}, beside=True)
    return forms.form(
        CORRECT,
        "Correct the lead",
        *fields(draft_of(lead)),
        forms.person("sdr", "SDR", optional=False, chosen=lead.sdr, hint=moving.what_follows(lead)),
        forms.person("ae", "Account executive", chosen=lead.ae),
        submit="Correct",
        about=about,
    )


def submitted(turn: Turn, ask: Ask) -> FormReply:
    """Only what is different from what the form has shown: the rest may have been changed since."""
    ticket = tickets.redeem(turn, ask)
    lead = standing(held(turn, str(ticket.subject["id"]), *GIVING))
    wrong = lacks(ask) | nobodies(turn, text(ask, "sdr"), text(ask, "ae"))
    if wrong := {name: says for name, says in wrong.items() if says}:
        return Complain(wrong)
    seen = unspelt(ticket.subject["seen"])
    told = {name: value for name, value in values(ask).items() if value != seen[name]}
    told = {name: value for name, value in told.items() if value != getattr(lead, name)}
    if not told:
        return Complain({"name": SAME})
    current = leads.correct(turn.session, lead, told | _following(turn, lead, told))
    if current is None:
        return Complain({"name": there(turn, asdict(lead) | told, lead.id)})
    act = _keep(turn, lead, current)
    first = "\n".join(filter(None, _told(turn, lead, current)))
    shown = pages.page(turn, current, first, act)
    tickets.tell(turn, ticket, f"lead/corrected/{ask.about}", shown)
    return Close()


def _following(turn: Turn, lead: Lead, told: Mapping[str, Any]) -> dict[str, Any]:
    """What changes with it: both clocks with the SDR, the hour with the kind, with the phone what
    is left of the first touch."""
    values = moving.of_another(turn, lead, told["sdr"]) if "sdr" in told else {}
    if kind := told.get("kind"):
        now = replace(lead, kind=kind)
        values |= {"took": took(turn, now, lead.touched_at) if lead.touched_at else None}
        values |= {"known_at": turn.now} if kind is Kind.MQL else {}
    now = replace(lead, phone=told.get("phone", lead.phone))
    if lead.state is State.TOUCHED and now.next_step is None:
        done = Outcome.FIRST_TOUCH
        values |= {"state": done.state, "outcome": done, "ended_at": turn.now}
    return values


def _keep(turn: Turn, lead: Lead, current: Lead) -> int:
    said = "; ".join(words.corrections(turn, lead, current))
    act = moving.keep(turn, lead, current, Act.CORRECTED, said)
    if lead.sdr != current.sdr:
        moving.hand_over(turn, lead, current)
    else:
        _retell(turn, lead, current)
        if current.kind is not Kind.MQL:
            engine.settle(turn, ROUTINE, subject(current, MANAGER), AN_INQUIRY)
    follow(turn, [*people_of(lead), *people_of(current)])
    return act


def _retell(turn: Turn, before: Lead, lead: Lead) -> None:
    """On the cards of whoever was told of it."""
    renamed = words.line(before), words.line(lead)
    for part in PARTS:
        engine.retell(turn, ROUTINE, subject(lead, part), renamed)


def _told(turn: Turn, lead: Lead, current: Lead) -> list[str]:
    said = "; ".join(words.corrections(turn, lead, current))
    handed = moving.told(turn, lead, current) if lead.sdr != current.sdr else []
    return [f"✔ Corrected: {excerpt(said)}", *handed]


def take_back(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Unless something else was done with it since. Raises Refused."""
    lead = leads.locked(turn.session, turn.workspace.id, number(str(detail["lead"])))
    if lead is None:
        raise Refused(GONE)
    if lead_events.last_change(turn.session, turn.workspace.id, lead.id) != detail["event"]:
        raise Refused(CHANGED)
    back = leads.correct(turn.session, lead, unspelt(detail["before"]))
    if back is None:
        raise Refused(TAKEN.format(lead=excerpt(str(detail["before"]["name"]))))
    record(turn, back, Act.UNDONE)
    if lead.sdr != back.sdr:
        settle(turn, lead, "taken back")
        moving.tell_back(turn, lead, back)
    for part in _ended(lead, back) if back.state is State.OPEN else ():
        engine.reopen(turn, ROUTINE, subject(back, part))
    _retell(turn, lead, back)
    follow(turn, [*people_of(lead), *people_of(back)])
    return f"{excerpt(words.plain(back))} is as it was before."


def _ended(lead: Lead, back: Lead) -> tuple[str, ...]:
    """What the correction had settled."""
    if lead.sdr != back.sdr:
        return PARTS
    return (MANAGER,) if lead.kind is not back.kind else ()


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    """From the page that says what was done, which is shown anew."""
    act, _, at = ask.value.partition(" ")
    said = f"↩ {acts.undo(turn, act)}"
    lead = find(turn, at)
    return pages.answer(turn, ask, lead, said) if lead else pages.alone(ask, said)
