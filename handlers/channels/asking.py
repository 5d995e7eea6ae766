"""Somebody asks for a channel with a customer: the policy says whether, and the TAM is asked."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from handlers.channels import cards, forms, words
from handlers.channels.controls import ask_button
from handlers.channels.records import follow, letter_of, people_of, record
from handlers.kit import blocks, letters, tickets
from handlers.kit.answers import Asked, tell
from handlers.kit.citations import places, shelf
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Turn,
)
from handlers.kit.rights import may
from handlers.kit.texts import escape, excerpt
from policies.answer import Answer, Status
from policies.channels import Act, Channel, Kind, State
from policies.rights import Action
from storage import customer_channels

COMMAND = "/handrail customer-slack"
NOT_YOURS = (
    "No: the page names SAs and TAMs as those who ask for a temporary channel. Ask the SA or TAM "
    "of {account} to do it."
)
OFFER = "For an evaluation or an upgrade POV you, as SA or TAM, may ask for a temporary one."
NOTHING_KEPT = "Nothing is kept of this but the answer."
TAKEN = "There is one under way for {account}{whose}."
LASTING, TEMPORARY = "customer-slack", "customer-slack-ephemeral"


def open_form(turn: Turn, ask: Ask) -> Open:
    """The value is `temporary Acme` where one is offered."""
    kind, _, account = ask.value.partition(" ")
    return form_for(turn, ask, account, kind if kind in set(Kind) else "")


def form_for(turn: Turn, ask: Ask, account: str, kind: str = "") -> Open:
    about = tickets.issue(turn, ask, {"ask": True}, beside=True)
    known = " ".join(account.split())[: forms.LONGEST_ACCOUNT]
    return Open(forms.request_form(turn, about, known, kind))


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    try:
        found = forms.read(turn, ask)
    except forms.Unfit as unfit:
        return Complain(unfit.wrong)
    if found["kind"] == Kind.TEMPORARY and found["role"] == "ae":
        message = _not_yours(turn, found)
    else:
        answer = decide(turn, found, words.today(turn, turn.actor.id))
        if answer.status is Status.NEEDS_FACT and answer.ask:
            field = answer.ask[0] if answer.ask[0] in ("iacv", "tier") else "iacv"
            return Complain({field: answer.headline})
        if answer.outcome == "ask-tam" and not found["tam"]:
            return Complain({"tam": forms.NO_TAM})
        if answer.outcome == "not-met":
            message = _not_met(turn, found, answer)
        else:
            made = _add(turn, found, answer, ask.about)
            if made is None:
                return Complain({"account": _taken(turn, found["account"])})
            message = cards.page(turn, made, _first(turn, made))
    tickets.tell(turn, ticket, f"customer-slack/asked/{ask.about}", message)
    return Close()


def decide(turn: Turn, found: dict[str, Any], opened: date) -> Answer:
    """The calculator's answer, which is kept in the audit log as every answer is."""
    given = {"channel": str(found["kind"])}
    given |= {"tier": found["tier"]} if found["tier"] else {}
    given |= {"iacv": str(found["iacv"])} if found["iacv"] is not None else {}
    if found["kind"] == Kind.TEMPORARY:
        given["opened"] = opened.isoformat()
    return tell(turn, Asked(COMMAND, given, policy="customer-slack")).answer


def _not_yours(turn: Turn, found: dict[str, Any]) -> Message:
    said = NOT_YOURS.format(account=excerpt(found["account"]))
    entry = turn.pack.citation(TEMPORARY)
    return blocks.message(said, blocks.section(said), blocks.context(NOTHING_KEPT),
                          *shelf(places([entry])))  # fmt: skip


def _not_met(turn: Turn, found: dict[str, Any], answer: Answer) -> Message:
    """The rule, and what there is instead for this role."""
    head = f"*{excerpt(found['account'])}*: {escape(answer.headline)}"
    steps = "\n".join(f"• {escape(each)}" for each in answer.next)
    return blocks.message(
        head.replace("*", ""),
        blocks.section(head),
        blocks.section(steps),
        *_offer(found),
        blocks.context(NOTHING_KEPT),
        *shelf(places(answer.citations)),
    )


def _offer(found: dict[str, Any]) -> Iterator[Block]:
    if found["role"] in ("sa", "tam"):
        value = f"{Kind.TEMPORARY} {found['account']}"
        yield blocks.section(OFFER, ask_button("primary", "Ask for a temporary one", value))


def _add(turn: Turn, found: dict[str, Any], answer: Answer, token: str) -> Channel | None:
    """A temporary one that meets the minimum need not be closed, so it is a lasting one."""
    kind = Kind.TEMPORARY if answer.outcome == "close-by" else Kind.LASTING
    is_asked = bool(found["tam"]) and found["tam"] != turn.actor.id
    values = found | {
        "workspace": turn.workspace.id, "by": turn.actor.id, "kind": kind,
        "state": State.ASKED if is_asked else State.APPROVED, "since": turn.now, "reason": "",
        "asked_at": turn.now, "opened": None, "close_by": None, "name": "", "link": "",
    }  # fmt: skip
    made = customer_channels.add(turn.session, values, token)
    if made is None:
        return None
    record(turn, made, Act.ASKED, made.purpose)
    if is_asked:
        letters.post(turn, letter_of(made), made.tam, cards.card(turn, made))
    elif made.tam:
        record(turn, made, Act.APPROVED)
    follow(turn, made)
    return made


def _first(turn: Turn, made: Channel) -> str:
    if made.state is State.ASKED:
        return f"✔ {words.name(turn, made.tam)} is asked to approve. I tell you what they say."
    return cards.OWN if made.tam else cards.UNASKED


def _taken(turn: Turn, account: str) -> str:
    """For a field of a form, which shows no marks."""
    other = customer_channels.under_way_for(turn.session, turn.workspace.id, account)
    if other is None:
        return "This form has been sent already."
    sees = any(may(turn, Action.SEE, owner=each) for each in people_of(other))
    whose = f", asked for by {words.name(turn, other.by)}" if sees else ""
    return TAKEN.format(account=account, whose=whose)
