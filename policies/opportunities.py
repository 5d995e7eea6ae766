"""What is kept of an opportunity, and how each field is called and shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = str | int | date | None


class Form(StrEnum):
    """What a field holds."""

    TEXT = "text"
    MONEY = "money"
    DAY = "day"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    form: Form = Form.TEXT
    most: int = 255
    """The longest text that is taken."""


FIELDS: Mapping[str, Field] = {
    "ref": Field("Opportunity ID", most=80),
    "name": Field("Opportunity name"),
    "account": Field("Account"),
    "owner_name": Field("Owner"),
    "stage": Field("Stage"),
    "net_arr": Field("Net ARR", Form.MONEY),
    "amount": Field("Amount", Form.MONEY),
    "close_date": Field("Close date", Form.DAY),
    "next_step": Field("Next step", most=3_000),
    "next_step_date": Field("Next step date", Form.DAY),
    "kind": Field("Type"),
    "segment": Field("Segment"),
    "region": Field("Region"),
    "compelling_event": Field("Compelling event", Form.YES_NO),
    "quote_sent": Field("Quote sent", Form.YES_NO),
}
"""Those that a report or a form may hold."""

LABELS = {name: field.label for name, field in FIELDS.items()} | {
    "owner": "Owner in Slack",
    "state": "State",
}
STATES = {
    "open": "open",
    "won": "closed won",
    "lost": "closed lost",
    "gone": "gone from the report",
}
KINDS = {"": "not said", "new": "new business", "renewal": "renewal"}


def shown(field: str, value: Value) -> str:
    """In words, not escaped; nothing for what is not known."""
    match value:
        case None | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return dollars(value)
        case date():
            return day(value)
        case _ if field == "state":
            return STATES.get(value, value)
        case _:
            return KINDS.get(value, value) if field == "kind" else value


def dollars(amount: int) -> str:
    return f"-${-amount:,}" if amount < 0 else f"${amount:,}"


def day(value: date) -> str:
    return f"{value:%a} {value.day} {value:%B %Y}"
