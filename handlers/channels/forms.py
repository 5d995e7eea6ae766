"""The form that asks for a channel with a customer, and what it holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.channels import words
from handlers.channels.controls import FORM
from handlers.kit import forms
from handlers.kit.facts import facts_of
from handlers.kit.feature import Ask, Turn, View
from handlers.kit.forms import text_in
from policies.channels import Kind
from policies.trips.reading import Unclear, whole
from storage import members, profiles

LONGEST_ACCOUNT, LONGEST_GAIN = 120, 500
MOST_DOLLARS, EXAMPLE = 1_000_000_000, "120,000"
NO_ACCOUNT = "Give the account, for example Acme."
NO_CHOICE = "Choose one."
NO_PURPOSE = "A temporary channel is for an evaluation or an upgrade POV. Choose which."
NO_TAM = "Choose the TAM of the account: nobody creates a channel before they approve."
NOBODY = "Choose somebody of this workspace who is no guest and no app."
NO_GAIN = "Say what they gain, for example “Answers from their own team within the day”."


class Unfit(Exception):
    """What is wrong, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(", ".join(wrong.values()))
        self.wrong = dict(wrong)


def tiers(turn: Turn) -> dict[str, str]:
    """As the policy names them."""
    fact = next(each for each in facts_of(turn.pack, "customer-slack") if each.name == "tier")
    return {each.value: each.label for each in fact.options}


def role_of(turn: Turn) -> str:
    """What the actor's profile says, or AE."""
    kept = profiles.find(turn.session, turn.workspace.id, turn.actor.id).roles
    return next((each for each in ("tam", "sa") if each in kept), "ae")


def request_form(turn: Turn, about: str, account: str = "", kind: str = "") -> View:
    role = role_of(turn)
    tam = turn.actor.id if role == "tam" else ""
    return forms.form(
        FORM,
        "Ask for a channel",
        forms.text("account", "Account", most=LONGEST_ACCOUNT, optional=False, filled=account),
        forms.choice("kind", "For how long", words.KINDS.items(), chosen=kind or Kind.LASTING,
                     optional=False),
        forms.choice("purpose", "What a temporary one is for", words.PURPOSES.items()),
        forms.choice("role", "You are the account's", words.ROLES.items(), chosen=role,
                     optional=False),
        forms.choice("tier", "Tier", tiers(turn).items(),
                     hint="With the IACV it decides about a lasting channel."),
        forms.number("iacv", "IACV in US dollars", hint=f"For example {EXAMPLE}."),
        forms.person("tam", "TAM of the account", chosen=tam,
                     hint="They approve before anybody creates the channel."),
        forms.text("ours", "What we gain from it", lines=True, most=LONGEST_GAIN),
        forms.text("theirs", "What the customer gains from it", lines=True, most=LONGEST_GAIN),
        submit="Ask",
        about=about,
    )  # fmt: skip


def read(turn: Turn, ask: Ask) -> dict[str, Any]:
    """Raises Unfit."""
    names = ("kind", "role", "purpose", "tier", "tam")
    found: dict[str, Any] = {name: text_in(ask, name) for name in names}
    found["account"] = " ".join(text_in(ask, "account").split())[:LONGEST_ACCOUNT]
    found |= {name: text_in(ask, name)[:LONGEST_GAIN] for name in ("ours", "theirs")}
    wrong = dict(_wrong(turn, found))
    found["iacv"] = dollars_in(ask, wrong)
    if wrong:
        raise Unfit(wrong)
    return found


def _wrong(turn: Turn, found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    known: Mapping[str, Mapping[str, str]] = {"kind": words.KINDS, "role": words.ROLES}
    if not found["account"]:
        yield "account", NO_ACCOUNT
    yield from ((name, NO_CHOICE) for name, each in known.items() if found[name] not in each)
    if found["tier"] and found["tier"] not in tiers(turn):
        yield "tier", NO_CHOICE
    if found["tam"] and not members.find(turn.session, turn.workspace.id, found["tam"]):
        yield "tam", NOBODY
    if found["kind"] == Kind.LASTING:
        yield from _lacking(found)
    elif found["purpose"] not in words.PURPOSES:
        yield "purpose", NO_PURPOSE


def _lacking(found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A lasting one needs its TAM, and a gain for both sides."""
    yield from ((name, NO_GAIN) for name in ("ours", "theirs") if not found[name])
    if not found["tam"]:
        yield "tam", NO_TAM


def dollars_in(ask: Ask, wrong: dict[str, str]) -> int | None:
    try:
        return whole(text_in(ask, "iacv"), MOST_DOLLARS, EXAMPLE)
    except Unclear as unclear:
        wrong["iacv"] = str(unclear)
        return None
