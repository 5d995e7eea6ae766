"""The asker's side of a dispute: the evidence, the request, and taking it back."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from handlers.kit import blocks, forms, tickets
from handlers.kit.answers import Asked, Told, decide, name_of, recall, show
from handlers.kit.controls import DISPUTE
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Refused,
    Turn,
    Value,
    View,
)
from handlers.kit.rounds import round_of
from handlers.kit.texts import capital, clean, escape
from handlers.roe import cases, copies
from handlers.roe.cases import NUMBERS
from handlers.roe.records import find, follow, record, settle
from policies.answer import Status, as_plain
from policies.disputes.names import key_of
from policies.disputes.precedents import rule_of
from policies.pack import Pack
from storage import disputes
from storage.disputes import Dispute, Kind

LONGEST_NOTE, LONGEST_ACCOUNT = 500, 100
LONGEST_LINK = 1000
UNFIT = frozenset('<>|" \n\t')
"""What would end a link in Slack, or hide where it leads."""
ANSWERED = ("policy", "outcome", "headline", "read_as", "edition")

INTRODUCTION = (
    "Take the numbers from Datafox, then Zoominfo, then LinkedIn. Never ask the customer or "
    "prospect for the size of their company."
)
EXCEPTIONS = (
    "The pages print no exception to these rules. An exception is the bot's own: the {role}, who "
    "decides disputes, decides it too, for this account alone."
)
WHAT = (
    ("dispute", "The answer is wrong: other numbers hold"),
    (cases.EXCEPTION, "An exception: the rule is right, but not for this account"),
)
NO_ACCOUNT = "Name the account the exception is for, for example Bear Lake Outfitters."
NO_CASE = "Say why it should be an exception, for example: the same team serves its parent."
NO_EVIDENCE = "Give at least one number or a note, for example 620."
NOT_A_NUMBER = "Write one whole number, for example 620."
NOT_A_LINK = "Give an address that begins with https://, for example https://www.linkedin.com/."
LINK_HINT = "It begins with https://."
WHOSE = "Its name helps to find this again. A decision that is not kept private is shown with it."
TWICE = "You have disputed this answer already: {title} is open. `/roe disputes` shows it."
NOT_YOURS = "Only {name} can withdraw this dispute."


def ask_for_evidence(turn: Turn, ask: Ask) -> Open:
    told = recall(turn, ask.value)
    if told.answer.status not in (Status.DECIDED, Status.OUTSIDE):
        raise Refused("There is no decision here to dispute yet. Give the missing fact first.")
    _refuse_twice(turn, told.number)
    in_public = told.asked.place == Place.MENTION
    about = tickets.issue(turn, ask, {"question": str(told.number)}, beside=in_public)
    return Open(evidence_form(turn, about, _evidence_before(turn, told.number)))


def evidence_form(turn: Turn, about: str, before: Mapping[str, Any]) -> View:
    """`before`: what a dispute that was withdrawn held."""
    held = {name: str(value) for name, value in before.items() if value}
    own = EXCEPTIONS.format(role=escape(turn.pack.decider))
    return forms.form(
        DISPUTE,
        "Dispute this answer",
        blocks.context(INTRODUCTION, own),
        *_fields(turn.pack, held),
        submit="Send",
        about=about,
    )


def _fields(pack: Pack, held: Mapping[str, str]) -> Iterator[Block]:
    kind = held.get("kind", "dispute")
    yield forms.choice("kind", "What do you ask for?", WHAT, chosen=kind, optional=False)
    account, most = held.get("account", ""), LONGEST_ACCOUNT
    yield forms.text("account", "Account", hint=WHOSE, most=most, filled=account)
    known = [(name, cases.source_label(pack, name)) for name in pack.words.sources]
    sources, before = [*known, (cases.OTHER, "Other")], held.get("source", "")
    yield forms.choice("source", "Where is your number from?", sources, chosen=before)
    for name in NUMBERS:
        label = f"{capital(pack.fact(name).many)} it shows"
        yield forms.number(name, label, filled=held.get(name, ""))
    yield forms.url("link", "Link to the evidence", hint=LINK_HINT, filled=held.get("link", ""))
    note = held.get("note", "")
    yield forms.text("note", "Note", lines=True, most=LONGEST_NOTE, filled=note)


def send(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    told = recall(turn, ticket.subject["question"])
    _refuse_twice(turn, told.number)
    evidence, errors = _evidence(turn, ask)
    account = " ".join(_text(ask.fields.get("account")).split())[:LONGEST_ACCOUNT]
    kind: Kind = "exception" if ask.fields.get("kind") == cases.EXCEPTION else "dispute"
    if kind == cases.EXCEPTION:
        errors = {**errors, **_missing(account, str(evidence["note"]))}
        errors.pop("employees", None) if errors.get("employees") == NO_EVIDENCE else None
    if errors:
        return Complain(errors)
    dispute = _open(turn, told, evidence, account, kind)
    copies.send(round_of(turn), dispute)
    follow(turn, dispute)
    tickets.tell(turn, ticket, f"disputed/{dispute.id}", cases.for_the_asker(turn, dispute))
    return Close()


def withdraw(turn: Turn, ask: Ask) -> Message:
    """The answer stands again, with its buttons: *Dispute* brings the evidence back."""
    dispute = find(turn, ask.value)
    if dispute.asker != turn.actor.id:
        raise Refused(NOT_YOURS.format(name=name_of(turn, dispute.asker)))
    mine = {"workspace": turn.workspace.id, "by": turn.actor.id}
    withdrawn = disputes.withdraw(turn.session, id=dispute.id, at=turn.now, **mine)
    if withdrawn is None:
        return cases.ended(turn, find(turn, ask.value))
    record(turn, withdrawn, "withdrawn", {})
    copies.close(turn, withdrawn)
    settle(turn, withdrawn, "withdrawn")
    follow(turn, withdrawn)
    again = show(turn, recall(turn, str(dispute.asked["question"])))
    mark = cases.ending(turn, withdrawn)
    return blocks.message(mark, blocks.context(f"✔ {mark}"), *again.blocks)


def _missing(account: str, note: str) -> dict[str, str]:
    wanted = {"account": "" if account else NO_ACCOUNT, "note": "" if note else NO_CASE}
    return {name: text for name, text in wanted.items() if text}


def _open(turn: Turn, told: Told, evidence: dict[str, Any], account: str, kind: Kind) -> Dispute:
    answer, asked = told.answer, told.asked
    question = {"question": told.number, "text": asked.text, "given": dict(asked.given)}
    question |= {"facts": as_plain(answer.facts)}
    dispute = disputes.open_one(
        turn.session,
        workspace=turn.workspace.id,
        asked=question,
        answered={name: getattr(answer, name) for name in ANSWERED},
        asker=turn.actor.id,
        evidence=evidence,
        decider="",
        at=turn.now,
        kind=kind,
        account=account,
        account_key=key_of(account),
        rule=rule_of(answer),
    )
    about = {"kind": kind, "account": account}
    record(turn, dispute, "opened", {"question": told.number, "evidence": evidence, **about})
    return dispute


def _refuse_twice(turn: Turn, question: int) -> None:
    for dispute in disputes.of(turn.session, turn.workspace.id, turn.actor.id):
        if dispute.state == "open" and _is_about(dispute, question):
            raise Refused(TWICE.format(title=cases.title(dispute)))


def _evidence_before(turn: Turn, question: int) -> Mapping[str, Any]:
    """Of the last dispute of this answer, if there was one."""
    mine = disputes.of(turn.session, turn.workspace.id, turn.actor.id)
    last = next((each for each in reversed(mine) if _is_about(each, question)), None)
    return {**last.evidence, "kind": last.kind, "account": last.account} if last else {}


def _is_about(dispute: Dispute, question: int) -> bool:
    return bool(dispute.asked["question"] == question)


def _evidence(turn: Turn, ask: Ask) -> tuple[dict[str, Any], dict[str, str]]:
    """What the form holds, and what is wrong with it by field."""
    texts = {name: _text(ask.fields.get(name)) for name in ("source", *NUMBERS, "link", "note")}
    numbers = {name: _number(turn, name, texts[name]) for name in NUMBERS}
    errors = {name: NOT_A_NUMBER for name in NUMBERS if texts[name] and numbers[name] is None}
    if texts["link"] and not _is_https(texts["link"]):
        errors["link"] = NOT_A_LINK
    if not any(texts[name] for name in (*NUMBERS, "note")):
        errors["employees"] = NO_EVIDENCE
    return {**texts, **numbers, "note": texts["note"][:LONGEST_NOTE]}, errors


def _number(turn: Turn, fact: str, text: str) -> int | None:
    """Read as strictly as a question is."""
    value = decide(turn, Asked("/roe", {fact: text})).facts.get(fact) if text else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _is_https(link: str) -> bool:
    if set(link) & UNFIT or len(link) > LONGEST_LINK:
        return False
    try:
        address = urlsplit(link)
        return address.scheme == "https" and bool(address.hostname)
    except ValueError:
        return False


def _text(value: Value | None) -> str:
    return clean(value).strip() if isinstance(value, str) else ""
