"""The form that asks for an SA or a TAM, or changes what was asked, and what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.kit import forms
from handlers.kit.facts import facts_of
from handlers.kit.feature import Ask, Turn, View
from handlers.kit.forms import text_in
from handlers.kit.times import local
from handlers.support import words
from handlers.support.controls import FORM, OPPORTUNITY
from policies.engagement import Request
from policies.engagement.values import DISCOVERY
from policies.trips.reading import Unclear, whole
from storage import opportunities, profiles
from storage.opportunities import Opportunity

LONGEST_ACCOUNT, LONGEST_NEED = 120, 2000
MOST_DOLLARS = 1_000_000_000
EXAMPLE = "12,000"
NO_ACCOUNT = "Give the account, for example Acme, or choose the opportunity."
NO_NEED = "Say what is needed, for example “How to move 40 runners to a new server”."
NO_CHOICE = "Choose one."
PAST = "That day is over. Choose today or a later one, or leave it empty."
NO_DAY = "Choose a day, or leave it empty."
SPOKEN: Mapping[str, str] = {"amer": "americas", "americas": "americas", "emea": "emea",
                             "apac": "apac"}  # fmt: skip
SEGMENT_OF: Mapping[str, str] = {"smb": "smb", "mid-market": "mid-market", "mm": "mid-market"}


class Unfit(Exception):
    """What is wrong, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(", ".join(wrong.values()))
        self.wrong = dict(wrong)


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form at first."""

    account: str = ""
    kind: str = ""
    segment: str = ""
    region: str = ""
    stage: str = ""
    wish: str = ""
    iacv: int | None = None
    tier: str = ""
    need: str = ""
    wanted: date | None = None


def filled_by(request: Request) -> Filled:
    return Filled(**{name: getattr(request, name) for name in Filled.__dataclass_fields__})


def mine(turn: Turn, account: str = "") -> Filled:
    """With the segment and the region of whoever asks."""
    kept = profiles.find(turn.session, turn.workspace.id, turn.actor.id)
    segment = SEGMENT_OF.get(kept.segment.casefold(), "")
    return Filled(account=account, segment=segment, region=SPOKEN.get(kept.region.casefold(), ""))


def wishes(turn: Turn) -> dict[str, str]:
    """What may be wanted, as the policy names it, and a discovery call."""
    fact = next(each for each in facts_of(turn.pack, "support") if each.name == "wish")
    discovery = turn.pack.engagement.discovery
    more = {DISCOVERY: discovery.label} if discovery else {}
    return {each.value: each.label for each in fact.options} | more


def request_form(turn: Turn, about: str, known: Filled, changes: bool = False) -> View:
    figure = "" if known.iacv is None else f"{known.iacv:,}"
    return forms.form(
        FORM,
        "Change the request" if changes else "Ask for an SA or TAM",
        forms.suggested("opportunity", "Opportunity", OPPORTUNITY, prompt="Type a part of its name",
                        hint="Account and IACV are taken from it where you leave them empty."),
        forms.text("account", "Account", most=LONGEST_ACCOUNT, filled=known.account),
        forms.choice("kind", "Whom you need", words.KINDS.items(), chosen=known.kind or "sa",
                     optional=False),
        forms.choice("segment", "Segment", words.SEGMENTS.items(), chosen=known.segment,
                     optional=False),
        forms.choice("region", "Region", words.REGIONS.items(), chosen=known.region,
                     optional=False),
        forms.choice("stage", "Before or after the sale", words.SIDES.items(), chosen=known.stage,
                     optional=False),
        forms.choice("wish", "What is wanted", wishes(turn).items(), chosen=known.wish,
                     optional=False),
        forms.number("iacv", "IACV in US dollars", filled=figure,
                     hint=f"It decides live help for SMB, and a POV. For example {EXAMPLE}."),
        forms.choice("tier", "Tier", words.TIERS.items(), chosen=known.tier),
        forms.text("need", "What is needed", lines=True, most=LONGEST_NEED, optional=False,
                   filled=known.need, hint="Questions and details: it goes onto the board."),
        forms.day("wanted", "By which day", filled=known.wanted),
        submit="Save" if changes else "Ask",
        about=about,
    )  # fmt: skip


def read(turn: Turn, ask: Ask, deal: Opportunity | None) -> dict[str, Any]:
    """All of it; what is empty comes from the opportunity. Raises Unfit."""
    wrong: dict[str, str] = {}
    found: dict[str, Any] = {name: _chosen(ask, name, known, wrong)
                             for name, known in _known(turn).items()}  # fmt: skip
    found["tier"] = text_in(ask, "tier") if text_in(ask, "tier") in words.TIERS else ""
    account = " ".join(text_in(ask, "account").split())[:LONGEST_ACCOUNT]
    found["account"] = account or (deal.account or deal.name if deal else "")
    found["need"] = text_in(ask, "need")[:LONGEST_NEED]
    found["iacv"] = _dollars(ask, deal, wrong)
    found["wanted"] = _day(turn, ask, wrong)
    wrong |= {} if found["account"] else {"account": NO_ACCOUNT}
    wrong |= {} if found["need"] else {"need": NO_NEED}
    if wrong:
        raise Unfit(wrong)
    return found


def _known(turn: Turn) -> dict[str, Mapping[str, str]]:
    return {
        "kind": words.KINDS,
        "segment": words.SEGMENTS,
        "region": words.REGIONS,
        "stage": words.STAGES,
        "wish": wishes(turn),
    }


def _chosen(ask: Ask, name: str, known: Mapping[str, str], wrong: dict[str, str]) -> str:
    said = text_in(ask, name)
    if said not in known:
        wrong[name] = NO_CHOICE
    return said


def _dollars(ask: Ask, deal: Opportunity | None, wrong: dict[str, str]) -> int | None:
    try:
        told = whole(text_in(ask, "iacv"), MOST_DOLLARS, EXAMPLE)
    except Unclear as unclear:
        wrong["iacv"] = str(unclear)
        return None
    return deal.net_arr if told is None and deal else told


def _day(turn: Turn, ask: Ask, wrong: dict[str, str]) -> date | None:
    said = text_in(ask, "wanted")
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        wrong["wanted"] = NO_DAY
        return None
    if day < local(turn).date():
        wrong["wanted"] = PAST
    return day


def deal_of(turn: Turn, ask: Ask) -> Opportunity | None:
    said = text_in(ask, "opportunity")
    known = said.isascii() and said.isdigit() and len(said) <= 18
    return opportunities.find(turn.session, turn.workspace.id, int(said)) if known else None
