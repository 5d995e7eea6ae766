"""A call is logged by form, and once, whoever logs it."""

from typing import Any

import pytest

from bot import packs
from handlers.kit.feature import Place
from storage import opportunities
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM, labels, words
from tests.handlers.cosell.conftest import Company


def test_a_call_is_logged_and_says_where_one_now_stands(company: Company) -> None:
    told = company.log(seller=ANA, co_seller=GRACE)
    shown = words(told)
    assert "✔ Logged: *Acme* · Mon 2 March, 08:30" in shown
    assert "That makes 1 call with Grace Lopez in 7 days." in shown
    assert "*Primary Seller* (Ana Lopez): lead the pitch" in shown
    assert "*Co-Seller* (Grace Lopez): write raw notes in Salesforce" in shown
    assert "Co-Selling Roles" in shown
    call = company.only()
    assert call.people == {ANA, GRACE}
    assert company.kinds()[-1] == "cosell.logged"


def test_logged_by_both_it_is_one_call_and_counts_once(company: Company) -> None:
    company.log()
    told = company.log(" ACME ", at="09:25", who=GRACE, people=(GRACE, ANA))
    assert "Already logged by Ana Lopez, Mon 2 Mar, 10:00: *Acme*" in words(told)
    assert "Everybody you named was on it already. It counts once." in words(told)
    assert "60 minutes" in words(told)
    assert "This is the bot's default." in words(told)
    assert company.only().account == "Acme"
    assert "*1 call in the last 7 days*" in words(company.write("", GRACE))


def test_the_second_adds_whom_and_what_the_first_left_out(company: Company) -> None:
    company.log(people=(ANA, GRACE), seller=ANA)
    told = company.log(who=BEN, people=(BEN, GRACE), seller=BEN, co_seller=GRACE, note="A pilot")
    assert "I added you. It counts once." in words(told)
    call = company.only()
    assert call.people == {ANA, BEN, GRACE}
    assert (call.seller, call.co_seller, call.note) == (ANA, GRACE, "A pilot")


def test_nobody_becomes_both_sides(company: Company) -> None:
    company.log(seller=ANA)
    company.log(who=GRACE, co_seller=ANA)
    assert (company.only().seller, company.only().co_seller) == (ANA, "")


@pytest.mark.parametrize(
    "changed",
    [
        {"account": "Globex"},
        {"at": "07:29"},
        {"people": (BEN, OLA), "who": BEN},
    ],
)
def test_another_account_time_or_people_are_another_call(
    company: Company, changed: dict[str, Any]
) -> None:
    company.log()
    company.log(**changed)
    assert len(company.calls()) == 2


def test_what_was_taken_for_the_same_can_be_another(company: Company) -> None:
    company.log()
    told = company.log(who=GRACE, at="09:00", people=(GRACE, ANA, CLEO), note="The second")
    again = company.press(told, "No, another call", GRACE)
    assert "✔ Logged: *Acme* · Mon 2 March, 09:00" in words(again)
    first, second = company.calls()
    assert first.people == {ANA, GRACE}
    assert second.people == {ANA, CLEO, GRACE}
    assert (second.note, second.apart) == ("The second", True)
    assert (first.note, first.apart) == ("", False)
    assert "undone already" in words(company.press(told, "No, another call", GRACE))
    assert len(company.calls()) == 2


def test_only_who_logged_it_says_that_it_is_another(company: Company) -> None:
    company.log()
    told = company.log(who=GRACE)
    assert "Only the person who did this" in words(company.press(told, "No, another call", ANA))


def test_one_of_the_same_day_is_asked_about_and_made_one(company: Company) -> None:
    company.log(at="06:00")
    told = company.log(who=GRACE)
    assert "Ana Lopez logged a call with Acme at 06:00 that day too" in words(told)
    one = company.press(told, "It is the same call", GRACE)
    assert "Already logged by Ana Lopez" in words(one)
    assert company.only().at.hour == 5
    assert "*1 call in the last 7 days*" in words(company.write("", GRACE))
    assert "undone already" in words(company.press(told, "It is the same call", GRACE))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"day": "2026-03-03"}, "That lies ahead"),
        ({"at": "10:01"}, "That lies ahead"),
        ({"day": "2025-12-31"}, "more than 60 days ago"),
        ({"day": "x"}, "Choose the day"),
        ({"at": "25:99"}, "Choose the time"),
        ({"account": " "}, "Give the account, for example Acme"),
        ({"people": (ANA,)}, "two at least"),
        ({"people": ()}, "two at least"),
        ({"people": (ANA, "U0NOBODY")}, "people of this workspace"),
        ({"people": (ANA, BEN)}, "None of these is a manager"),
        ({"people": (BEN, OLA)}, "Log a call that you were on"),
        ({"seller": BEN}, "not among those who were on the call"),
        ({"seller": ANA, "co_seller": ANA}, "the Primary Seller already"),
        ({"link": "http://example.com"}, "begins with https://"),
        ({"link": "https://["}, "begins with https://"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    company: Company, fields: dict[str, Any], says: str
) -> None:
    assert says in words(company.log(**fields))
    assert company.calls() == []


def test_a_manager_logs_for_their_team_and_a_director_counts_as_one(company: Company) -> None:
    company.log(who=GRACE, people=(BEN, OLA))
    company.log("Globex", people=(ANA, HUGO))
    assert len(company.calls()) == 2


def test_a_line_fills_the_form(company: Company) -> None:
    view = company.write("log Bear Lake with @grace and @nobody yesterday 3pm", ANA).view
    shown = words(view)
    assert "I know nobody called nobody here" in shown
    assert "Bear Lake" in shown
    held = {each["block_id"]: each["element"] for each in view["blocks"] if "element" in each}
    assert held["people"]["initial_users"] == [ANA, GRACE]
    assert held["seller"]["initial_user"] == ANA
    assert held["co_seller"]["initial_user"] == GRACE
    assert held["day"]["initial_date"] == "2026-03-01"
    assert held["at"]["initial_time"] == "15:00"


def test_a_manager_is_not_put_beside_their_own_manager(company: Company) -> None:
    view = company.write("log", GRACE).view
    held = {each["block_id"]: each["element"] for each in view["blocks"] if "element" in each}
    assert held["people"]["initial_users"] == [GRACE]
    assert "initial_user" not in held["seller"]
    assert held["at"]["initial_time"] == "10:00"


def test_in_a_direct_message_a_button_opens_the_form(company: Company) -> None:
    told = company.write("log Acme with @grace", place=Place.DIRECT, response_url="")
    assert "Acme" in words(company.press(told, "Log a call"))


def test_accounts_are_offered_with_what_was_typed_first(company: Company) -> None:
    with company.database.begin() as session:
        for number, account in enumerate(("Acme", "ACME", "Acme Labs")):
            deal = {"name": f"Deal {number}", "account": account, "owner": ANA}
            opportunities.add(session, TEAM, deal, by=ANA, at=company.now, source="form")
    assert [value for value, _ in company.suggest("acme")] == ["acme", "Acme Labs"]
    assert [value for value, _ in company.suggest("")] == ["Acme", "Acme Labs"]
    assert [value for value, _ in company.suggest("acme", IMRAN)] == ["acme"]


def test_what_was_logged_is_undone_unless_somebody_logged_it_too(company: Company) -> None:
    told = company.log()
    assert labels(told)[:2] == ["Undo", "Open"]
    assert "is not logged any more" in words(company.press(told, "Undo"))
    assert company.calls() == []
    told = company.log()
    company.log(who=GRACE)
    assert "Grace Lopez has logged it too, so it stays" in words(company.press(told, "Undo"))
    assert len(company.calls()) == 1


def test_an_edition_without_co_selling_says_so(company: Company) -> None:
    company.pack = packs.load(edition="fy21")
    assert "has no co-selling" in words(company.write("log"))
    assert "has no co-selling" in words(company.write(""))
