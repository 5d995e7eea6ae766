"""An SA on a discovery call: best practice is without one, and it is the AE's to decide."""

from typing import Any

import pytest

from handlers.kit.feature import Change, Complain
from tests.handlers.companies import BEN, words
from tests.handlers.support.conftest import Company


def asked(company: Company, **fields: Any) -> Any:
    given = {"segment": "mid-market", "wish": "discovery", "iacv": ""} | fields
    return company.ask(BEN, **given)


def test_the_practice_and_the_samples_are_shown_before_the_request_goes_on(
    company: Company,
) -> None:
    page = asked(company)
    assert isinstance(page, Change)
    shown = words(page)
    assert "Best practice is a discovery call without an SA" in shown
    assert "It is yours to decide." in shown
    for reason in ("You are new in the job", "technical deep dive", "is large", "with an SOW"):
        assert reason in shown
    assert "When to Engage" in shown
    assert words(company.write("", BEN)).startswith("You have asked for no SA")


@pytest.mark.parametrize(
    ("reason", "why", "need"),
    [
        ("new", "", "Discovery call: You are new in the job"),
        ("other", "they asked for one", "Discovery call: Another reason (they asked for one)"),
    ],
)
def test_with_any_reason_it_goes_on_and_the_request_says_it(
    company: Company, reason: str, why: str, need: str
) -> None:
    card = words(company.told_of(asked(company), BEN, reason=reason, why=why))
    assert "Mid-Market has no minimum" in card
    assert "Best practice is a discovery call without an SA" in card
    found = company.request()
    assert found.need.splitlines()[0] == need
    assert (found.wish, found.outcome) == ("discovery", "live")
    assert found.need.splitlines()[1]


def test_without_a_reason_it_asks_for_one(company: Company) -> None:
    wrong = company.submit(asked(company), BEN)
    assert isinstance(wrong, Complain)
    assert "Choose one" in wrong.errors["reason"]


def test_who_has_said_why_is_not_asked_again(company: Company) -> None:
    card = asked(company, need="Discovery call: a large deal")
    assert "Mid-Market has no minimum" in words(card)


def test_what_is_missing_is_asked_for_first(company: Company) -> None:
    wrong = asked(company, segment="smb")
    assert isinstance(wrong, Complain)
    assert "It depends on the IACV" in wrong.errors["iacv"]


def test_the_day_and_the_figure_of_the_first_page_are_kept(company: Company) -> None:
    page = asked(company, iacv="12,000", wanted="2026-03-20")
    company.told_of(page, BEN, reason="large")
    found = company.request()
    assert found.iacv == 12_000
    assert found.wanted
    assert found.wanted.isoformat() == "2026-03-20"
