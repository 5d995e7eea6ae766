"""*Make this a next step*: a message becomes what is to be done, and stays at hand with it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from handlers.kit import blocks, tickets
from handlers.kit import forms as fields
from handlers.kit.feature import (
    Ask,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Shortcut,
    ShortcutReply,
    Suggestion,
    Turn,
)
from handlers.kit.texts import clean
from handlers.nextsteps import forms, saving, views
from handlers.nextsteps.forms import STEP
from handlers.nextsteps.routine import today_of
from handlers.nextsteps.saving import Wanted
from policies import next_steps
from policies.next_steps import Order
from storage import opportunities, profiles
from storage.cards import Card
from storage.opportunities import Opportunity, Stale

FORM = "nextsteps.capture"
SUGGESTION = "nextsteps.opportunity"
WHICH = "opportunity"
LONGEST_EXCERPT = 140
OFFERED = 100

CHOOSE = "Choose the opportunity that this is about."
NO_SUCH = "That opportunity is not there any more. Choose another."


def make(turn: Turn, ask: Ask) -> ShortcutReply:
    """The text to begin with is the message's; what is kept of it is its address."""
    if not _mine(turn, ""):
        none = views.NONE_YET.format(whose="yours")
        return Message(none, (blocks.section(none),))
    about = tickets.issue(turn, ask, {"link": permalink(turn, ask)}, beside=True)
    text = " ".join(clean(ask.text).split())[:LONGEST_EXCERPT]
    day = dict(forms.days(turn))["Next work day"]
    which = fields.suggested(WHICH, "Opportunity", SUGGESTION, optional=False)
    view = fields.form(
        FORM,
        "Make this a next step",
        which,
        *forms.fields(turn, text, day),
        submit="Save",
        about=about,
    )
    return Open(view)


def suggest(turn: Turn, ask: Ask) -> Iterator[tuple[str, str]]:
    """The open opportunities of the one who types, and of those who report to them."""
    for each in _mine(turn, ask.typed):
        yield str(each.id), clean(each.name if each.owner == turn.actor.id else _others(each))


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    chosen = ask.fields.get(WHICH)
    if not isinstance(chosen, str) or not chosen:
        return Complain({WHICH: CHOOSE})
    opportunity = saving.found(turn, chosen)
    filled = forms.read(turn, ask, ticket)
    if filled.errors:
        return Complain(filled.errors)
    doer = "" if filled.doer == opportunity.owner else filled.doer
    fault = saving.fault_of(turn, filled.text)
    wanted = Wanted(filled.text, filled.day, doer, str(ticket.subject["link"]), fault)
    return _saved(turn, ticket, opportunity, wanted)


def _saved(turn: Turn, ticket: Card, opportunity: Opportunity, wanted: Wanted) -> FormReply:
    """What was planned before stays in the history."""
    try:
        saved = saving.save(turn, opportunity, wanted)
    except Stale:
        return Complain({STEP: NO_SUCH})
    told = views.after(turn, f"one {opportunity.id}", saved)
    tickets.tell(turn, ticket, f"nextsteps/{ticket.id}/{saved.act}", told)
    return Close()


def permalink(turn: Turn, ask: Ask) -> str:
    """Where the message is, as Slack spells it; nothing if Slack never told us its address."""
    base = turn.workspace.url.rstrip("/")
    if urlsplit(base).scheme not in ("https", "http") or not ask.channel or not ask.ts:
        return ""
    link = f"{base}/archives/{ask.channel}/p{ask.ts.replace('.', '')}"
    threaded = ask.thread and ask.thread != ask.ts
    return f"{link}?thread_ts={ask.thread}&cid={ask.channel}" if threaded else link


def _mine(turn: Turn, typed: str) -> list[Opportunity]:
    reports = profiles.reports(turn.session, turn.workspace.id, turn.actor.id)
    owners = [turn.actor.id, *(each.person for each in reports)]
    found = opportunities.search(turn.session, turn.workspace.id, typed, owners, limit=OFFERED)
    there = [each for each in found if each.state == "open"]
    today, order = today_of(turn, turn.actor.id), Order.of(turn.pack)
    mine = [each for each in there if each.owner == turn.actor.id]
    others = [each for each in there if each.owner != turn.actor.id]
    return [*next_steps.ordered(mine, today, order), *others]


def _others(each: Opportunity) -> str:
    return f"{each.name} ({each.owner_name})" if each.owner_name else each.name


SHORTCUT = Shortcut(
    FORM,
    make,
    name="Make this a next step",
    summary="Keep a message as the next step of an opportunity.",
    of_messages=True,
)
SUGGESTED = Suggestion(SUGGESTION, suggest)
