"""A lead is closed by its SDR, or contacted by its AE once the two weeks are over."""

from handlers.kit import blocks, forms, letters, tickets
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
from handlers.kit.texts import excerpt
from handlers.leads import words
from handlers.leads.acting import LONGEST, log, parts, reply, show_there, text
from handlers.leads.clocks import Clocks
from handlers.leads.controls import CLOSE, show_button
from handlers.leads.records import held, held_by_ae, standing
from policies.leads import Act, Lead, Outcome, State
from policies.leads.clocks import ae_from

TOO_SOON = (
    "The lead is its SDR's until {day}: the AE may reach out after two weeks without any action. "
    "Ask {sdr} in the meantime."
)
ACTED = "There was action on this lead, so the two weeks do not apply. Ask {sdr} about it."
NO_REASON = "Say why it is disqualified, for example “Student project, no company behind it”."
CLOSES = (
    (Outcome.UNREACHABLE.value, "Not reachable: tried, and nobody can be got hold of"),
    (Outcome.DISQUALIFIED.value, "Disqualified"),
    (Outcome.HANDLED.value, "Nothing more to do: they answered"),
)
NO_CHOICE = "Choose how it ended."
CLOSED = "✔ {line} is closed: {outcome}. I stop reminding of it."
CONTACTED = "{ae} has contacted *{lead}* as the AE: there was no action for two weeks. It is closed"


def contacted(turn: Turn, ask: Ask) -> ButtonReply:
    """By the AE, once they may."""
    at, where = parts(ask)
    lead = standing(held_by_ae(turn, at))
    clocks = Clocks(turn)
    sdr = words.bare_name(turn, lead.sdr)
    if lead.state is not State.OPEN:
        raise Refused(ACTED.format(sdr=sdr))
    if not clocks.may_step_in(lead):
        day = words.day(clocks, turn.actor.id, ae_from(lead, clocks.terms))
        raise Refused(TOO_SOON.format(day=day, sdr=sdr))
    log(turn, lead, Act.CONTACTED, Outcome.AE)
    if lead.sdr != turn.actor.id:
        _tell_sdr(turn, lead)
    return reply(turn, ask, lead, where, "✔ Logged: contacted by the AE. The lead is closed.")


def _tell_sdr(turn: Turn, lead: Lead) -> None:
    ae, named = words.name(turn, turn.actor.id), excerpt(words.plain(lead))
    said = f"{CONTACTED.format(ae=ae, lead=named)}, and nobody need write twice."
    press = blocks.actions(show_button(lead))
    told = blocks.message(said.replace("*", ""), blocks.section(said), press)
    letters.post(turn, f"lead/{lead.id}/contacted/{turn.now.isoformat()}", lead.sdr, told)


def open_close(turn: Turn, ask: Ask) -> Open:
    at, where = parts(ask)
    lead = standing(held(turn, at))
    about = tickets.issue(turn, ask, {"id": at, "where": where}, beside=True)
    hint = "Needed for a disqualified lead. The AE and your manager read it."
    return Open(
        forms.form(
            CLOSE,
            "Close the lead",
            blocks.section(words.line(lead)),
            forms.choice("outcome", "How it ended", CLOSES, optional=False),
            forms.text("note", "Note", most=LONGEST, lines=True, hint=hint),
            submit="Close it",
            about=about,
        )
    )


def closed(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    chosen, note = text(ask, "outcome"), text(ask, "note")
    if chosen not in [value for value, _ in CLOSES]:
        return Complain({"outcome": NO_CHOICE})
    outcome = Outcome(chosen)
    if outcome is Outcome.DISQUALIFIED and not note:
        return Complain({"note": NO_REASON})
    lead = standing(held(turn, str(ticket.subject["id"])))
    log(turn, lead, Act.CLOSED, outcome, note)
    line = CLOSED.format(line=words.line(lead), outcome=words.OUTCOMES[outcome].lower())
    show_there(turn, ask, lead, line)
    return Close()
