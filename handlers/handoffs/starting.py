"""A handoff is started; the policy says what follows."""

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.handoffs import forms, words
from handlers.handoffs.cards import card
from handlers.handoffs.controls import POSTED, ROUTINE, show_button
from handlers.handoffs.records import (
    Case,
    again,
    case,
    letter_of,
    may_see,
    plan,
    record,
)
from handlers.kit import blocks, letters, tickets
from handlers.kit import reminding as engine
from handlers.kit.citations import places, shelf
from handlers.kit.feature import (
    Ask,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Turn,
)
from handlers.kit.forms import text_in
from handlers.kit.rights import may
from handlers.kit.teams import team_of
from handlers.kit.texts import escape
from handlers.kit.times import local
from policies.handoffs import Act, Handoff, Kind, Side, State
from policies.handoffs.decisions import CHANNEL, Decided, decisions
from policies.handoffs.reminders import OFFER
from policies.rights import Action
from storage import handoffs, members, opportunities
from storage.opportunities import Opportunity

NOBODY = "Choose somebody of this workspace who is no guest and no app."
SAME = "That is the same person on both sides. Choose two."
NOT_YOURS = "Start one that you are part of, or somebody of your team is."
UNSEEN = "Choose an opportunity of yours or of your team, or leave this empty."
THERE = "A handoff of this kind is under way for {account}: {sides}. `/handoff {plain}` shows it."
STARTED = "✔ Started: {line}\n{sides}. Both have the card in their direct messages."
NO_KIND = "The pack has no handoff of that kind any more. Choose another."
SUGGESTED = 100


def open_form(turn: Turn, ask: Ask) -> Open:
    """From a command, the shortcut, Home, or the offer of an opportunity that was won."""
    return Open(form_for(turn, ask, forms.Draft(giver=turn.actor.id)))


def open_from_button(turn: Turn, ask: Ask) -> Open:
    deal = _offered(turn, ask.value)
    if deal is None:
        return open_form(turn, ask)
    type = next((name for name, kind in turn.pack.handoffs.types.items() if kind.starts), "")
    return Open(form_for(turn, ask, forms.Draft(type, deal, deal.owner or turn.actor.id)))


def open_typed(turn: Turn, ask: Ask, words_said: str) -> Open:
    """`/handoff start sa to tam`: the kind whose label has every word."""
    said = words_said.casefold().split()
    named = {name: kind.label.casefold().split() for name, kind in _types(turn)}
    whole = [name for name, label in named.items() if label == said]
    part = [name for name, label in named.items() if said and set(said) <= set(label)]
    fits = whole or part
    type = fits[0] if len(fits) == 1 else ""
    return Open(form_for(turn, ask, forms.Draft(type, giver=turn.actor.id)))


def _types(turn: Turn) -> Iterable[tuple[str, Kind]]:
    return turn.pack.handoffs.types.items()


def _offered(turn: Turn, value: str) -> Opportunity | None:
    known = value.isascii() and value.isdigit() and len(value) <= 18
    deal = opportunities.find(turn.session, turn.workspace.id, int(value)) if known else None
    return deal if deal and _sees(turn, deal) else None


def form_for(turn: Turn, ask: Ask, known: forms.Draft) -> Any:
    about = tickets.issue(turn, ask, {"start": True}, beside=True)
    return forms.start_form(turn, about, known)


def suggest(turn: Turn, ask: Ask) -> Iterable[tuple[str, str]]:
    """Those the actor may see, won ones first."""
    found = opportunities.search(
        turn.session, turn.workspace.id, ask.typed, _owners(turn), SUGGESTED
    )
    for each in sorted(found, key=lambda each: each.state != "won"):
        won = "won, " if each.state == "won" else ""
        yield str(each.id), f"{each.name} ({won}{each.account or 'no account'})"


def _owners(turn: Turn) -> list[str]:
    return [turn.actor.id, *(each.id for each in team_of(turn))]


def _sees(turn: Turn, deal: Opportunity) -> bool:
    return deal.owner is not None and may(turn, Action.SEE, owner=deal.owner)


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    try:
        values = _read(turn, ask)
    except forms.Unfit as unfit:
        return Complain(unfit.wrong)
    added = handoffs.add(turn.session, values)
    if added is None:
        return Complain({"account": there(turn, str(values["type"]), str(values["account"]))})
    tickets.tell(turn, ticket, f"handoff/started/{ask.about}", _begin(turn, added))
    return Close()


def _read(turn: Turn, ask: Ask) -> dict[str, Any]:
    """Raises Unfit."""
    kind = turn.pack.kind(type := text_in(ask, "type"))
    if kind is None:
        raise forms.Unfit({"type": NO_KIND if type else forms.NO_TYPE})
    deal = forms.deal_of(turn, ask)
    if deal is not None and not _sees(turn, deal):
        raise forms.Unfit({"opportunity": UNSEEN})
    people = {str(side): text_in(ask, str(side)) for side in Side}
    if wrong := _misfits(turn, people):
        raise forms.Unfit(wrong)
    about = {"type": type, "opportunity": deal.id if deal else None}
    values = forms.facts(turn, ask, kind, deal) | people | about | _fresh(turn)
    return values | {"channel": channel(turn, Handoff(id=0, **values), kind)}


def _fresh(turn: Turn) -> dict[str, Any]:
    """What every handoff begins with."""
    return {
        "workspace": turn.workspace.id,
        "channel": "",
        "state": State.OPEN,
        "since": turn.now,
        "starts": local(turn).date(),
        "started_by": turn.actor.id,
        "started_at": turn.now,
        "accepted_at": None,
        "rounds": 0,
    }


def _misfits(turn: Turn, people: Mapping[str, str]) -> dict[str, str]:
    known = {each.id for each in members.members(turn.session, turn.workspace.id, people.values())}
    wrong = {side: NOBODY for side, person in people.items() if person not in known}
    if not wrong and len(known) == 1:
        wrong = {"receiver": SAME}
    if not wrong and not any(may(turn, Action.CHANGE, owner=each) for each in people.values()):
        wrong = {"giver": NOT_YOURS}
    return wrong


def channel(turn: Turn, handoff: Handoff, kind: Kind) -> str:
    """What the policy makes of the amounts, as it is kept."""
    found = decisions(handoff, kind, turn.pack).get(CHANNEL)
    return found.outcome if found else ""


def there(turn: Turn, type: str, account: str) -> str:
    """For a field of a form, which shows no marks."""
    other = handoffs.under_way_for(turn.session, turn.workspace.id, type, account)
    sides = words.sides(turn, other) if other and may_see(turn, other) else "between two others"
    return THERE.format(account=account, sides=sides, plain=account).replace("`", "")


def _begin(turn: Turn, handoff: Handoff) -> Message:
    """Both have their card; the offer, if there was one, is answered."""
    record(turn, handoff, Act.STARTED)
    found = case(turn, handoff)
    for side in Side:
        person = handoff.person(side)
        letters.post(
            turn,
            letter_of(handoff.id, person),
            person,
            card(turn, found, person, (side,), POSTED),
        )
    if handoff.opportunity is not None:
        subject = f"{OFFER}/{handoff.opportunity}"
        engine.settle(turn, ROUTINE, subject, "handoff started")
    plan(turn, [handoff.giver, handoff.receiver])
    return _told(turn, again(turn, handoff))


def _told(turn: Turn, found: Case) -> Message:
    """What follows and why, each with its rule."""
    handoff = found.handoff
    decided = found.decided(turn).values()
    says = STARTED.format(line=words.line(found), sides=words.sides(turn, handoff))
    contact = words.contact(found, words.today(turn, turn.actor.id))
    lines = [*([contact] if contact else []), *map(_line, decided)]
    entries = [found.kind.entry, *(each.entry for each in decided)]
    if contact and found.kind.contact:
        entries.append(found.kind.contact.entry)
    shown = [blocks.section("\n".join(f"• {each}" for each in lines))] if lines else []
    return blocks.message(
        says.replace("*", ""),
        blocks.section(says),
        *shown,
        blocks.actions(show_button(handoff)),
        *shelf(places(turn.pack.citation(each) for each in entries)),
    )


def _line(each: Decided) -> str:
    return escape(each.says)
