"""What was decided before stands below later answers like it, and can be searched."""

from datetime import timedelta

import pytest

from handlers.kit.feature import Aside, Ask, Place
from tests.handlers.companies import ANA, BEN, GRACE, IMRAN, labels, words
from tests.handlers.disputes.conftest import ASKED, Company
from tests.handlers.disputes.test_queue import uploaded

HEAD = "*Decided before*, which changes nothing above:"


def test_a_later_answer_like_it_shows_what_was_decided_and_decides_as_before(
    company: Company,
) -> None:
    before = company.ask(ASKED, BEN)
    company.decided("Acme")
    company.now += timedelta(days=10)
    shown = company.ask("460 employees inbound", BEN)
    said = words(shown)
    assert HEAD in said
    assert (
        "• *Acme*, Mon 2 March: *Mid-Market First Order* (Grace Lopez, FY23): "
        "LinkedIn shows 620 people." in said
    )
    assert words(company.ask(ASKED, BEN)).splitlines()[:2] == words(before).splitlines()[:2]
    assert "See all" in labels(shown)


@pytest.mark.parametrize(
    "asked",
    [
        "620 employees inbound",
        "200 employees inbound",
        "480 employees inbound EMEA",
        "480 employees outbound",
        "480 employees",
        "60 employees",
    ],
)
def test_an_answer_that_is_not_like_it_shows_nothing(company: Company, asked: str) -> None:
    company.decided()
    assert HEAD not in words(company.ask(asked, BEN))


@pytest.mark.parametrize("name", ["Bear Lake Outfitters", "BEAR LAKE OUTFITTERS, Inc."])
def test_the_same_account_is_found_by_its_name_whatever_the_figures(
    company: Company, name: str
) -> None:
    company.decided(name)
    shown = company.ask("Bear Lake Outfitters 900 employees outbound", BEN)
    assert "*Bear Lake Outfitters" in words(shown) or "*BEAR LAKE" in words(shown)
    why = words(company.press(shown, "See all", BEN))
    assert "Alike: the same account." in why


def test_at_most_three_stand_there_and_all_are_behind_the_button(company: Company) -> None:
    for number in range(5):
        company.decided(f"Acme {number}")
        company.now += timedelta(minutes=1)
    shown = company.ask(ASKED, BEN)
    assert words(shown).count("LinkedIn shows 620") == 3
    assert "*Acme 4*" in words(shown)
    reply = company.press(shown, "See all", BEN)
    assert isinstance(reply, Aside)
    assert words(reply).count("LinkedIn shows 620") == 5
    assert "Alike: the same rule, about as many employees, the same region" in words(reply)


def test_what_is_kept_private_is_shown_to_nobody_else(company: Company) -> None:
    id = company.decided("Acme", private=("private",))
    assert HEAD not in words(company.ask(ASKED, BEN))
    assert "Nothing has been decided yet" in words(company.ask("precedents", BEN))
    refused = words(company.press_raw("roe.case", str(id), BEN))
    assert refused.startswith("Only Ana Lopez and whoever decides")
    assert "LinkedIn shows 620" in words(company.press_raw("roe.case", str(id), ANA))


def test_the_evidence_is_shown_to_nobody_else(company: Company) -> None:
    company.decided("Acme")
    shown = company.ask(ASKED, BEN)
    for each in (shown, company.press(shown, "See all", BEN), company.ask("precedents", BEN)):
        assert "Two offices" not in words(each)


def test_what_is_opened_again_is_shown_no_more(company: Company) -> None:
    id = company.decided("Acme")
    shown = company.ask(ASKED, BEN)
    company.reopen(id)
    assert HEAD not in words(company.ask(ASKED, BEN))
    assert "No decision resembles this answer any more" in words(
        company.press(shown, "See all", BEN)
    )


def test_in_a_channel_none_is_shown(company: Company) -> None:
    company.decided("Acme")
    assert HEAD not in words(company.ask(ASKED, BEN, place=Place.MENTION))
    assert HEAD in words(company.ask(ASKED, BEN, place=Place.DIRECT))
    company.press(company.ask(ASKED, BEN), "Share here", BEN)
    assert not [each for each in company.whispered() if HEAD in words(each)]


def test_an_exception_says_that_it_is_one(company: Company) -> None:
    company.decide(company.dispute(account="Acme", kind="exception"))
    assert "*Mid-Market First Order* as an exception (Grace" in words(company.ask(ASKED, BEN))


def test_whoever_decides_sees_what_was_decided_of_cases_like_it(company: Company) -> None:
    company.decided("Acme")
    id = company.dispute(BEN, "470 employees inbound NORAM")
    form = words(company.press_raw("roe.decide", f"{id} card", GRACE))
    assert "*Decided before*, of cases like it\n• *Acme*" in form


def test_plain_words_to_the_handbook_get_them_too(company: Company) -> None:
    company.decided("Acme")
    slash = company.routes.words["ask"]
    with company.turn(BEN) as turn:
        asked = Ask(Place.COMMAND, text="who owns a 480 person company that came inbound?")
        assert HEAD in words(slash.answer(turn, asked))


def test_decisions_are_searched_by_words_of_reason_account_rule_and_team(company: Company) -> None:
    company.decided("Acme")
    company.decided("Globex", reason="Datafox counts the 100% parent.")
    for typed, found in {
        "datafox": ["Globex"],
        "ACME": ["Acme"],
        "inbound-rest": ["Globex", "Acme"],
        "first order linkedin": ["Acme"],
        "100%": ["Globex"],
        "": ["Globex", "Acme"],
    }.items():
        shown = words(company.ask(f"precedents {typed}", BEN))
        assert [name for name in ("Globex", "Acme") if f"*{name}*" in shown] == found, typed
    assert "No decision holds “Papaya”" in words(company.ask("precedents Papaya", BEN))
    assert "Nothing has been decided yet" not in words(company.ask("precedents", BEN))


def test_the_search_has_pages_that_keep_its_words(company: Company) -> None:
    for number in range(8):
        company.decided(f"Acme {number}")
    shown = company.ask("precedents acme", BEN)
    assert labels(shown).count("Open") == 6
    more = company.press(shown, "More", BEN)
    assert labels(more) == ["Open", "Open", "Back"]
    assert "Decisions with “acme”" in words(more)


def test_the_csv_is_for_deciders_and_admins(company: Company) -> None:
    company.decided("Acme")
    company.decided("Secret", private=("private",))
    assert "Download as CSV" not in labels(company.ask("precedents", BEN))
    assert "Download as CSV" in labels(company.ask("precedents", GRACE))
    company.press(company.ask("precedents", IMRAN), "Download as CSV", IMRAN)
    _, *rows = uploaded(company)
    assert [row[2] for row in rows] == ["Acme"]


def test_help_says_what_a_precedent_is_worth(company: Company) -> None:
    assert "An earlier decision changes no answer" in words(company.ask("precedents help"))
    assert "`/roe disputes decided`" in words(company.ask("disputes help"))
