"""Somebody asks for an SA or a TAM: the policy decides with what the account has had already."""

from collections.abc import Iterable, Iterator
from typing import Any

from handlers.kit import blocks, tickets
from handlers.kit.answers import Asked, tell
from handlers.kit.citations import places, shelf
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
from handlers.kit.people import name_in
from handlers.kit.rights import may
from handlers.kit.teams import team_of
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import dated
from handlers.support import cards, discovering, forms, words
from handlers.support.controls import ask_button
from handlers.support.records import (
    follow,
    held,
    left_of,
    record,
    standing,
)
from policies.answer import Answer, Status
from policies.engagement import Act, Request, State
from policies.engagement.clocks import is_short
from policies.engagement.decisions import REQUESTED, decided_of
from policies.engagement.values import DISCOVERY, SA
from policies.rights import Action
from storage import opportunities, support_requests, support_sessions
from storage.cards import Card
from storage.opportunities import Opportunity

COMMAND = "/handrail support"
SUGGESTED = 100
UNSEEN = "Choose an opportunity of yours or of your team, or leave this empty."
TWICE = "This form has been sent already. `/handrail support` shows the request."
NO_REQUEST = "Nothing is kept of this but the answer."
CONTINUED = (
    "{name} holds the meetings with this customer, {when} on {day}. Go straight to them: a "
    "follow-up needs no new request."
)
SHORT = "{day} is short notice for an SA or TAM, who need time to prepare. {says}"


def open_form(turn: Turn, ask: Ask) -> Open:
    """From a command, a button or Home; the value or the text is the account."""
    known = forms.mine(turn, " ".join(ask.value.split())[: forms.LONGEST_ACCOUNT])
    return form_for(turn, ask, known)


def form_for(turn: Turn, ask: Ask, known: forms.Filled, id: int = 0) -> Open:
    about = tickets.issue(turn, ask, {"request": str(id)}, beside=True)
    return Open(forms.request_form(turn, about, known, changes=bool(id)))


def suggest(turn: Turn, ask: Ask) -> Iterable[tuple[str, str]]:
    """Those the actor may see."""
    owners = [turn.actor.id, *(each.id for each in team_of(turn))]
    found = opportunities.search(turn.session, turn.workspace.id, ask.typed, owners, SUGGESTED)
    for each in found:
        yield str(each.id), f"{each.name} ({each.account or 'no account'})"


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    changed = _changed(turn, str(ticket.subject["request"]))
    deal = forms.deal_of(turn, ask)
    if deal is not None and not (deal.owner and may(turn, Action.SEE, owner=deal.owner)):
        return Complain({"opportunity": UNSEEN})
    try:
        found = forms.read(turn, ask, deal)
    except forms.Unfit as unfit:
        return Complain(unfit.wrong)
    answer = decide(turn, found)
    if wrong := _undecided(answer):
        return Complain(wrong)
    found |= {"opportunity": _number(changed, deal)}
    if answer.outcome in REQUESTED and discovering.is_open(turn, found):
        return discovering.question(turn, ticket, found)
    return _tell(turn, ask, ticket, _put(turn, ask, changed, found, answer))


def discovered(turn: Turn, ask: Ask) -> FormReply:
    """Whatever the reason is: it is theirs to decide."""
    ticket = tickets.redeem(turn, ask)
    changed = _changed(turn, str(ticket.subject["request"]))
    try:
        found = discovering.told(turn, ticket, ask)
    except forms.Unfit as unfit:
        return Complain(unfit.wrong)
    return _tell(turn, ask, ticket, _put(turn, ask, changed, found, decide(turn, found)))


def _tell(turn: Turn, ask: Ask, ticket: Card, told: Message) -> Close:
    tickets.tell(turn, ticket, f"support/asked/{ask.about}", told)
    return Close()


def _changed(turn: Turn, id: str) -> Request | None:
    return standing(held(turn, id)) if id != "0" else None


def _number(changed: Request | None, deal: Opportunity | None) -> int | None:
    if deal is not None:
        return deal.id
    return changed.opportunity if changed else None


def decide(turn: Turn, found: dict[str, Any]) -> Answer:
    """The calculator's answer, which is kept in the audit log as every answer is."""
    on = words.today(turn, turn.actor.id)
    had = left_of(turn, found["account"], found["stage"], on)
    given = {
        **{name: found[name] for name in ("segment", "stage")},
        "wish": "live" if found["wish"] == DISCOVERY else found["wish"],
        "sessions": str(had.sessions),
        "minutes": str(had.minutes),
    }
    given |= {} if found["iacv"] is None else {"iacv": str(found["iacv"])}
    text = f"{COMMAND} {found['tier']}".strip()
    return tell(turn, Asked(text, given, policy="support")).answer


def _undecided(answer: Answer) -> dict[str, str]:
    """By the field that it takes."""
    if answer.status is Status.NEEDS_FACT and answer.ask:
        example = f"For example {forms.EXAMPLE}."
        return {answer.ask[0]: f"{answer.headline} {example}"}
    return {} if answer.outcome else {"wish": answer.headline}


def _put(
    turn: Turn, ask: Ask, changed: Request | None, found: dict[str, Any], answer: Answer
) -> Message:
    if answer.outcome not in REQUESTED:
        return refused(turn, found, answer)
    cautions = [*_cautions(turn, found, changed)]
    decided = found | {"outcome": answer.outcome, "decided": decided_of(answer, cautions)}
    if changed is not None:
        return _change(turn, changed, decided)
    fresh = {
        **decided, "workspace": turn.workspace.id, "state": State.ASKED, "since": turn.now,
        "link": "", "text": "", "by": turn.actor.id, "asked_at": turn.now, "posted_at": None,
        "answer_by": None, "helper": "", "day": None,
    }  # fmt: skip
    added = support_requests.add(turn.session, fresh, ask.about)
    if added is None:
        raise Refused(TWICE)
    record(turn, added.account, f"request/{added.id}", Act.ASKED, answer.headline)
    follow(turn, [added.by])
    return cards.page(turn, added)


def _change(turn: Turn, before: Request, values: dict[str, Any]) -> Message:
    """A text that somebody has changed stays theirs."""
    after = support_requests.change(turn.session, before, values)
    record(turn, after.account, f"request/{after.id}", Act.CHANGED, str(after.decided["headline"]))
    follow(turn, [after.by])
    return cards.page(turn, after, "✔ Changed, and decided anew.")


def _cautions(
    turn: Turn, found: dict[str, Any], changed: Request | None
) -> Iterator[tuple[str, str]]:
    if found["kind"] == SA and (told := _continued(turn, found["account"], changed)):
        yield told, "sa-continuity"
    if found["wish"] == DISCOVERY and (asked := turn.pack.engagement.discovery):
        yield asked.says, asked.entry
    on, wanted = words.today(turn, turn.actor.id), found["wanted"]
    notice = turn.pack.engagement.limits["notice"]
    reader = words.rhythm(turn, turn.actor.id)
    if wanted and found["wish"] != "written" and is_short(on, wanted, int(notice.value), reader):
        yield SHORT.format(day=dated(wanted, on), says=notice.says), notice.entry


def _continued(turn: Turn, account: str, changed: Request | None) -> str:
    """The SA who has met this customer last, unless the one who asks may know nothing of it."""
    where = (turn.session, turn.workspace.id, account)
    helped = [(each.day, each.helper) for each in support_sessions.of_account(*where)]
    helped += [
        (each.day, each.helper)
        for each in support_requests.of_account(*where)
        if each.day and each.helper and not each.is_over and (not changed or each.id != changed.id)
    ]
    if not helped:
        return ""
    day, helper = max(helped)
    on = words.today(turn, turn.actor.id)
    name = name_in(turn.session, turn.workspace.id, helper)
    when = "last" if day <= on else "next"
    return CONTINUED.format(name=name, when=when, day=dated(day, on))


def refused(turn: Turn, found: dict[str, Any], answer: Answer) -> Message:
    """A clear no, with what there is instead."""
    head = f"*{excerpt(found['account'])}*: {escape(answer.headline)}"
    steps = [f"• {escape(each)}" for each in answer.next]
    remarks = [each for each in turn.pack.engagement.remarks if each.when.fits(_facts(found))]
    return blocks.message(
        head.replace("*", ""),
        blocks.section(head),
        *([blocks.section("\n".join(steps))] if steps else []),
        *([blocks.context(escape(remarks[0].says))] if remarks else []),
        blocks.context(NO_REQUEST),
        blocks.actions(ask_button("", found["account"])),
        *shelf(places(answer.citations)),
    )


def _facts(found: dict[str, Any]) -> dict[str, str]:
    names = ("kind", "segment", "stage", "region", "wish")
    return {name: found[name] for name in names}
