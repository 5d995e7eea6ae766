"""A lead goes to somebody else, is opened again, or gets a link or a note."""

from typing import Any

from handlers.kit import acts, blocks, forms, letters, tickets
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
from handlers.leads import words
from handlers.leads.acting import LONGEST, link, settle, show_there, text
from handlers.leads.assigning import NO_LINK, due_lines, nobodies, when_told
from handlers.leads.clocks import Clocks
from handlers.leads.controls import CORRECTED, NOTE, PAGED, REASSIGN, show_button
from handlers.leads.pages import answer, page
from handlers.leads.records import GIVING, again, follow, held, people_of, record, standing
from handlers.leads.stamps import GIVEN, spelt
from policies.leads import Act, Lead, Outcome, State
from policies.links import is_link
from storage import lead_events, leads

SAME = "They have it already, with the same AE. Choose somebody else."
NOTHING = "Give a link or a note."
NOT_OVER = "It is not closed, so there is nothing to open again."
TAKEN = "{lead} was assigned anew in the meantime, so this one stays closed."
NO_ACTION = "A note is no action: it stops no clock."
WITHDRAWN = "This assignment was taken back. Assign the lead anew."
AGAIN = "Its hour and its two weeks begin anew."
ON = "There was action already, so no clock runs."
OPENED = "✔ Open again."


def open_reassign(turn: Turn, ask: Ask) -> Open:
    lead = standing(held(turn, ask.value, *GIVING))
    about = tickets.issue(turn, ask, {"id": ask.value, "where": PAGED}, beside=True)
    return Open(
        forms.form(
            REASSIGN,
            "Reassign the lead",
            blocks.section(f"{words.line(lead)}\n{what_follows(lead)}"),
            forms.person("sdr", "SDR", optional=False, chosen=lead.sdr),
            forms.person("ae", "Account executive", chosen=lead.ae),
            forms.text("why", "Why", most=LONGEST),
            submit="Reassign",
            about=about,
        )
    )


def what_follows(lead: Lead) -> str:
    said = "For another SDR the hour and the two weeks begin anew."
    return said if lead.state is State.OPEN else ON


def reassigned(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    lead = standing(held(turn, str(ticket.subject["id"]), *GIVING))
    sdr, ae = text(ask, "sdr"), text(ask, "ae")
    if wrong := _unfit(turn, lead, sdr, ae):
        return Complain(wrong)
    current, act = _give(turn, lead, sdr, ae, text(ask, "why"))
    first = "\n".join(filter(None, told(turn, lead, current)))
    tickets.tell(turn, ticket, f"lead/reassigned/{ask.about}", page(turn, current, first, act))
    return Close()


def _unfit(turn: Turn, lead: Lead, sdr: str, ae: str) -> dict[str, str]:
    if (sdr, ae) == (lead.sdr, lead.ae):
        return {"sdr": SAME}
    return nobodies(turn, sdr, ae)


def _give(turn: Turn, lead: Lead, sdr: str, ae: str, why: str) -> tuple[Lead, int]:
    """As it is now, and the act that can be undone."""
    values: dict[str, Any] = {"sdr": sdr, "ae": ae}
    if sdr != lead.sdr:
        values |= of_another(turn, lead, sdr)
    current = leads.change(turn.session, lead, values)
    named = " → ".join(words.bare_name(turn, each) for each in (lead.sdr, sdr))
    note = named if sdr != lead.sdr else f"the AE is {words.bare_name(turn, ae)}"
    act = keep(turn, lead, current, Act.REASSIGNED, f"{note}{f': {why}' if why else ''}")
    if sdr != lead.sdr:
        hand_over(turn, lead, current)
    follow(turn, [*people_of(lead), *people_of(current)])
    return current, act


def keep(turn: Turn, before: Lead, lead: Lead, act: Act, note: str) -> int:
    """What was reassigned or corrected; either is undone as a correction is."""
    event = record(turn, lead, act, note)
    detail = {"lead": lead.id, "event": event, "before": spelt(before, GIVEN)}
    return acts.keep(turn, CORRECTED, f"{words.plain(lead)}: {act}", detail)


def of_another(turn: Turn, lead: Lead, sdr: str) -> dict[str, Any]:
    """Another SDR has the whole hour, unless somebody has acted already.

    An assignment that was taken back has had its number, and its reminders were told under it.
    """
    undone = lead_events.takings_back(turn.session, turn.workspace.id, lead.id)
    values = {"sdr": sdr, "assignment": lead.assignment + 1 + undone, "known_at": turn.now}
    values |= {"assigned_by": turn.actor.id}
    return values | ({"assigned_at": turn.now} if lead.state is State.OPEN else {})


def hand_over(turn: Turn, before: Lead, lead: Lead) -> None:
    """Who had it is asked no more, and who has it now is told."""
    settle(turn, before, f"given to {words.name(turn, lead.sdr)}")
    _tell(turn, lead)


def _tell(turn: Turn, lead: Lead) -> None:
    """Who gets an untouched lead has a card of it; of any other they are told here."""
    if lead.state is State.OPEN or lead.sdr == turn.actor.id:
        return
    by = words.name(turn, turn.actor.id)
    said = f"*{by} has given you a lead:* {words.line(lead)}\n{words.step(turn, lead)}\n{ON}"
    press = blocks.actions(show_button(lead))
    letter = blocks.message(said.replace("*", ""), blocks.section(said), press)
    letters.post(turn, f"lead/{lead.id}/given/{lead.assignment}", lead.sdr, letter)


def tell_back(turn: Turn, lead: Lead, back: Lead) -> None:
    """Who had no card of it, but was told that they have it."""
    if lead.state is State.OPEN or lead.sdr == turn.actor.id:
        return
    by, sdr = words.name(turn, turn.actor.id), words.name(turn, back.sdr)
    said = f"*{by} has taken back a lead that you were given:* {words.line(lead)}\n"
    said += f"It stays with {sdr}, and there is nothing left for you to do."
    letter = blocks.message(said.replace("*", ""), blocks.section(said))
    letters.post(turn, f"lead/{lead.id}/taken back/{lead.assignment}", lead.sdr, letter)


def told(turn: Turn, before: Lead, lead: Lead) -> list[str]:
    clocks, reader = Clocks(turn), turn.actor.id
    if before.sdr == lead.sdr:
        return [f"✔ The AE is now {words.name(turn, lead.ae)}."]
    said = f"✔ {words.name(turn, before.sdr)} → {words.name(turn, lead.sdr)}."
    if lead.state is not State.OPEN:
        return [f"{said} {ON}"]
    return [f"{said} {AGAIN}", *due_lines(clocks, lead, reader), when_told(clocks, lead)]


def reopen(turn: Turn, ask: Ask) -> ButtonReply:
    """Where it stood: without any action its clocks go on as if nothing had been."""
    lead = held(turn, ask.value)
    if not lead.is_over:
        return Aside(Message(NOT_OVER))
    if lead.outcome is Outcome.WITHDRAWN:
        raise Refused(WITHDRAWN)
    state = State.OPEN if lead.touched_at is None else State.TOUCHED
    if not leads.reopen(turn.session, lead, {"state": state, "outcome": "", "ended_at": None}):
        raise Refused(TAKEN.format(lead=words.plain(lead)))
    record(turn, lead, Act.REOPENED)
    follow(turn, people_of(lead))
    return answer(turn, ask, lead, OPENED)


def open_note(turn: Turn, ask: Ask) -> Open:
    at, where = (*ask.value.split(), "", PAGED)[:2]
    lead = standing(held(turn, at))
    about = tickets.issue(turn, ask, {"id": at, "where": where}, beside=True)
    return Open(
        forms.form(
            NOTE,
            "Link and note",
            blocks.section(words.line(lead)),
            forms.url("link", "Link", hint="It begins with https://.", filled=lead.link),
            forms.text("note", "Note", most=LONGEST, lines=True, hint=NO_ACTION),
            submit="Save",
            about=about,
        )
    )


def noted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    url, note = link(ask), text(ask, "note")
    lead = standing(held(turn, str(ticket.subject["id"])))
    if not note and url in ("", lead.link):
        return Complain({"note": NOTHING})
    if url and not is_link(url):
        return Complain({"link": NO_LINK})
    if url and url != lead.link:
        leads.change(turn.session, lead, {"link": url})
    record(turn, lead, Act.NOTED, note, url if url != lead.link else "")
    show_there(turn, ask, again(turn, lead), f"✔ Kept. {NO_ACTION}")
    return Close()
