"""What is said of a lead in the forms that assign and correct it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handlers.kit import forms
from handlers.kit.feature import Ask, Block
from handlers.leads.acting import text
from policies.leads import Kind, Lead, Request
from policies.leads.tables import LONGEST

NO_NAME = "Give the lead's name, for example Jane Roe."
NO_COMPANY = "Give the company, for example Acme."
NO_KIND = "Choose one."
KINDS = ((Kind.MQL.value, "MQL"), (Kind.INQUIRY.value, "Inquiry"))
REQUESTS = (
    (Request.TRIAL.value, "A trial or contact request"),
    (Request.OTHER.value, "Any other"),
)
YES, NO = "yes", "no"
PHONES = ((YES, "A number is listed"), (NO, "No number"))
CHOICES = {"kind": KINDS, "request": REQUESTS, "phone": PHONES}


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form at first."""

    name: str = ""
    company: str = ""
    kind: Kind = Kind.MQL
    request: Request = Request.OTHER
    phone: bool = True


def draft_of(lead: Lead) -> Draft:
    return Draft(lead.name, lead.company, lead.kind, lead.request, lead.phone)


def fields(known: Draft) -> Iterator[Block]:
    yield forms.text("name", "Lead", most=LONGEST, optional=False, filled=known.name,
                     hint="The person to contact, for example Jane Roe.")  # fmt: skip
    yield forms.text("company", "Company", most=LONGEST, optional=False, filled=known.company)
    yield forms.choice("kind", "Kind", KINDS, chosen=known.kind, optional=False,
                       hint="Only an MQL has the one hour; both have the two weeks.")  # fmt: skip
    yield forms.choice("request", "What they ask for", REQUESTS, chosen=known.request,
                       optional=False, hint="It decides which e-mail sequence fits.")  # fmt: skip
    yield forms.choice("phone", "Phone", PHONES, chosen=YES if known.phone else NO, optional=False,
                       hint="If one is listed, the call comes first.")  # fmt: skip


def lacks(ask: Ask) -> dict[str, str]:
    """By field; a field that lacks nothing has the empty text."""
    chosen = {
        name: "" if text(ask, name) in [value for value, _ in known] else NO_KIND
        for name, known in CHOICES.items()
    }
    return {
        "name": "" if text(ask, "name") else NO_NAME,
        "company": "" if text(ask, "company") else NO_COMPANY,
        **chosen,
    }


def values(ask: Ask) -> dict[str, Any]:
    """Of a form that lacks nothing."""
    return {
        **{name: text(ask, name)[:LONGEST] for name in ("name", "company")},
        **{name: text(ask, name) for name in ("sdr", "ae")},
        "kind": Kind(text(ask, "kind")),
        "request": Request(text(ask, "request")),
        "phone": text(ask, "phone") == YES,
    }
