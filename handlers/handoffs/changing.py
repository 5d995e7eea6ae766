"""What a handoff is about is changed: the account, the day, the amounts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from handlers.handoffs import forms
from handlers.handoffs.cards import card
from handlers.handoffs.controls import POSTED
from handlers.handoffs.records import Case, again, follow, held, record, sides_of, standing
from handlers.handoffs.starting import channel, there
from handlers.kit import tickets
from handlers.kit.feature import Ask, Close, Complain, FormReply, Open, Turn
from policies.handoffs import Act, Handoff
from storage import handoffs

CALLED = {
    "account": "account",
    "closed": "day of the close",
    "initial": "first order",
    "potential": "near-term potential",
    "net_arr": "Net ARR",
    "users": "total users",
}


def edit_form(turn: Turn, ask: Ask, found: Case, where: str) -> Open:
    about = tickets.issue(turn, ask, {"id": str(found.id), "where": where}, beside=True)
    return Open(forms.change_form(turn, about, found.handoff, found.kind))


def changed(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    found = standing(held(turn, str(ticket.subject["id"])))
    try:
        facts = forms.facts(turn, ask, found.kind, None)
    except forms.Unfit as unfit:
        return Complain(unfit.wrong)
    current = _keep(turn, found, facts)
    if current is None:
        return Complain({"account": there(turn, found.handoff.type, facts["account"])})
    if str(ticket.subject["where"]) != POSTED:
        new = again(turn, current)
        page = card(turn, new, turn.actor.id, sides_of(turn, current), "page")
        tickets.tell(turn, ticket, f"handoff/changed/{ask.about}", page)
    return Close()


def _keep(turn: Turn, found: Case, facts: dict[str, Any]) -> Handoff | None:
    """The handoff with these, None if its account has another; nothing is recorded if it had them
    already."""
    facts["channel"] = channel(turn, replace(found.handoff, **facts), found.kind)
    names = [name for name, value in facts.items() if getattr(found.handoff, name) != value]
    if not names:
        return found.handoff
    current = handoffs.correct(turn.session, found.handoff, facts)
    if current is None:
        return None
    record(turn, current, Act.CHANGED, _named(names))
    follow(turn, current)
    return current


def _named(names: Iterable[str]) -> str:
    return ", ".join(CALLED[name] for name in names if name in CALLED)
