"""The form that starts a handoff or changes what it is about, and what it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.handoffs.controls import EDIT, FORM, OPPORTUNITY
from handlers.kit import blocks, forms
from handlers.kit.feature import Ask, Block, Turn, View
from handlers.kit.forms import text_in
from handlers.kit.times import local
from policies.handoffs import Handoff, Kind
from policies.trips.reading import Unclear, whole
from storage import opportunities
from storage.opportunities import Opportunity

LONGEST_ACCOUNT = 120
MOST_DOLLARS, MOST_USERS = 1_000_000_000, 10_000_000
FIGURES: Mapping[str, tuple[str, int, str]] = {
    "initial": ("First order, in US dollars", MOST_DOLLARS, "12,000"),
    "potential": ("Near-term potential, in US dollars", MOST_DOLLARS, "7,999"),
    "net_arr": ("Net ARR of the account, in US dollars", MOST_DOLLARS, "12,000"),
    "users": ("Total users after the close", MOST_USERS, "85"),
}
HINTS = {
    "initial": "With the potential it decides whether an e-mail may replace the call.",
    "potential": "Leave it empty if nobody knows. Then it is a call.",
    "net_arr": "It decides how a TAM is asked for.",
    "users": "It decides whether the account goes to Named or Territory.",
}
ONLY_SOME = "These decide what follows. Only a handoff of {kinds} needs them."
NO_ACCOUNT = "Give the account, for example Acme, or choose the opportunity."
NO_TYPE = "Choose what kind of handoff it is."
NO_CLOSE = "Give the day of the close: first contact is counted from it."
NO_INITIAL = "How large was the first order? It decides call or e-mail. For example 12,000."
AHEAD = "That day lies ahead. A handoff begins after the close."


class Unfit(Exception):
    """What is wrong, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(", ".join(wrong.values()))
        self.wrong = dict(wrong)


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form at first."""

    type: str = ""
    opportunity: Opportunity | None = None
    giver: str = ""
    receiver: str = ""


def start_form(turn: Turn, about: str, known: Draft) -> View:
    deal = known.opportunity
    types = [(name, kind.label) for name, kind in turn.pack.handoffs.types.items()]
    chosen = (str(deal.id), _named(deal)) if deal else None
    return forms.form(
        FORM,
        "Start a handoff",
        forms.choice("type", "Kind of handoff", types, chosen=known.type, optional=False),
        forms.suggested(
            "opportunity",
            "Opportunity",
            OPPORTUNITY,
            prompt="Type a part of its name",
            hint="Account, day and amounts are taken from it where you leave them empty.",
            chosen=chosen,
        ),
        forms.text("account", "Account", most=LONGEST_ACCOUNT, filled=deal.account if deal else ""),
        forms.person("giver", "Who hands over", optional=False, chosen=known.giver),
        forms.person("receiver", "Who takes over", optional=False, chosen=known.receiver),
        *_facts(turn, {**_of_deal(deal)}),
        submit="Start",
        about=about,
    )


def change_form(turn: Turn, about: str, handoff: Handoff, kind: Kind) -> View:
    known = {name: getattr(handoff, name) for name in ("closed", *FIGURES)}
    return forms.form(
        EDIT,
        "Change the handoff",
        forms.text(
            "account", "Account", most=LONGEST_ACCOUNT, optional=False, filled=handoff.account
        ),
        *_facts(turn, known),
        submit="Save",
        about=about,
    )


def _facts(turn: Turn, known: Mapping[str, Any]) -> Iterator[Block]:
    yield forms.day("closed", "Day of the close", filled=known.get("closed"))
    kinds = [kind.label for kind in turn.pack.handoffs.types.values() if kind.asks]
    if not kinds:
        return
    yield blocks.context(ONLY_SOME.format(kinds=blocks.escape(" or ".join(kinds))))
    for name, (label, _, example) in FIGURES.items():
        held = known.get(name)
        hint = f"{HINTS[name]} For example {example}."
        yield forms.number(name, label, hint=hint, filled="" if held is None else f"{held:,}")


def _of_deal(deal: Opportunity | None) -> dict[str, Any]:
    if deal is None:
        return {}
    initial = deal.amount if deal.amount is not None else deal.net_arr
    return {"closed": deal.close_date, "initial": initial, "net_arr": deal.net_arr}


def _named(deal: Opportunity) -> str:
    return f"{deal.name} ({deal.account})" if deal.account else deal.name


def facts(turn: Turn, ask: Ask, kind: Kind, deal: Opportunity | None) -> dict[str, Any]:
    """Account, day and figures; what is empty comes from the opportunity. Raises Unfit."""
    wrong: dict[str, str] = {}
    found: dict[str, Any] = dict.fromkeys(("closed", *FIGURES)) | _of_deal(deal)
    found |= _figures(ask, wrong)
    account = " ".join(text_in(ask, "account").split())[:LONGEST_ACCOUNT]
    found["account"] = account or (deal.account or deal.name if deal else "")
    if said := text_in(ask, "closed"):
        found["closed"] = _day(said, wrong)
    wrong |= _lacking(turn, kind, found)
    if wrong:
        raise Unfit(wrong)
    return found


def _figures(ask: Ask, wrong: dict[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, (_, most, example) in FIGURES.items():
        try:
            figure = whole(text_in(ask, name), most, example)
        except Unclear as unclear:
            wrong[name] = str(unclear)
            continue
        if figure is not None:
            found[name] = figure
    return found


def _day(said: str, wrong: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        wrong["closed"] = "Choose a day."
        return None


def _lacking(turn: Turn, kind: Kind, found: Mapping[str, Any]) -> dict[str, str]:
    closed = found["closed"]
    lacks = {
        "account": "" if found["account"] else NO_ACCOUNT,
        "closed": NO_CLOSE if kind.contact and closed is None else "",
        "initial": NO_INITIAL if "amounts" in kind.asks and found["initial"] is None else "",
    }
    if closed is not None and closed > local(turn).date():
        lacks["closed"] = AHEAD
    return {name: says for name, says in lacks.items() if says}


def deal_of(turn: Turn, ask: Ask) -> Opportunity | None:
    said = text_in(ask, "opportunity")
    known = said.isascii() and said.isdigit() and len(said) <= 18
    return opportunities.find(turn.session, turn.workspace.id, int(said)) if known else None
