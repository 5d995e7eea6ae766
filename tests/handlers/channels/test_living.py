"""A channel lives, is reminded of, and ends."""

from datetime import date

from handlers.kit.feature import Complain
from policies.channels import Kind, State
from storage import members, outbox
from tests.handlers.channels.conftest import Company
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, TEAM, labels, words


def living(company: Company) -> None:
    company.ask_briefly()
    company.approve()
    company.open()


def told(company: Company, who: str) -> int:
    return sum("Close it, or tell me" in each for each in company.told(who))


def test_a_temporary_one_is_counted_as_the_calculator_counts(company: Company) -> None:
    company.ask_briefly()
    company.approve()
    said = words(company.open())
    assert "✔ It is open. Close it by Sun 31 May; I remind you 14 and 3 days before" in said
    assert company.kept().close_by == date(2026, 5, 31)
    assert "counted from the day after it opened; the page does not say" in said
    assert "Sun 31 May 2026" in words(company.write("POV, opened 2026-03-02"))


def test_it_is_reminded_of_before_and_on_the_day_and_then_both_and_managers_once(
    company: Company,
) -> None:
    living(company)
    company.through("2026-05-11", "2026-05-15", BEN)
    assert told(company, BEN) == 0
    company.at("2026-05-18", who=BEN)
    assert "open, to be closed by Sun 31 May (13 days left)" in words(company.card(BEN, "digest"))
    company.through("2026-05-19", "2026-06-01", BEN)
    assert told(company, CLEO) == 1
    assert told(company, GRACE) == 0
    company.through("2026-06-02", "2026-06-30", BEN)
    assert told(company, CLEO) == 1
    for manager in (GRACE, HUGO):
        assert sum("This comes once" in each for each in company.told(manager)) == 1


def test_closing_ends_all_reminders_and_can_be_taken_back(company: Company) -> None:
    living(company)
    company.at("2026-05-18", who=BEN)
    shown = company.press(company.card(BEN, "digest"), "Closed", BEN)
    assert "✔ Closed, and I stop reminding of it." in words(shown)
    assert company.items() == {"1/close": "done"}
    company.press(shown, "Undo", BEN)
    assert company.items() == {"1/close": "open"}
    company.press_raw("channels.closed", "1", CLEO)
    company.through("2026-05-19", "2026-06-30", BEN)
    assert told(company, GRACE) == 0
    assert "It is closed already" in words(company.press_raw("channels.closed", "1", BEN))


def test_a_customer_who_meets_the_minimum_keeps_it(company: Company) -> None:
    living(company)
    opened = company.press_raw("channels.lasting", "1", BEN)
    wrong = company.told_of(opened, BEN, tier="premium", iacv="99,000")
    assert isinstance(wrong, Complain)
    assert "That is not the minimum" in wrong.errors["iacv"]
    said = words(company.told_of(opened, BEN, tier="premium", iacv="120,000"))
    assert "✔ It lasts" in said
    assert "Cleo Lopez has been told, as the TAM has to approve." in said
    assert company.kept().kind is Kind.LASTING
    company.through("2026-05-11", "2026-06-10", BEN)
    assert told(company, BEN) == 0


def test_a_tam_who_does_not_answer_is_asked_twice(company: Company) -> None:
    company.ask()
    company.through("2026-03-03", "2026-03-20", CLEO)
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        found = [row for row in rows if "Approve it, or decline it with a reason" in
                 str(row.payload) and row.kind == "post"]  # fmt: skip
    assert 1 <= len(found) <= 2
    assert company.items() == {"1/approve": "open"}
    company.approve()
    assert company.items() == {"1/approve": "done"}


def test_an_approval_that_leads_to_no_channel_is_asked_about_once(company: Company) -> None:
    company.ask()
    company.approve()
    company.at("2026-03-05")
    assert "approved. Is it open?" in words(company.card(kind="digest"))


def test_a_day_ahead_or_no_name_is_refused(company: Company) -> None:
    company.ask_briefly()
    assert "not approved yet" in words(company.press_raw("channels.opened", "1", BEN))
    company.approve()
    wrong = company.open("2026-03-03", name="", link="http://x")
    assert isinstance(wrong, Complain)
    assert set(wrong.errors) == {"opened", "name", "link"}
    company.open()
    assert "It is open already" in words(company.press_raw("channels.opened", "1", BEN))
    assert "Say that it is closed" in words(company.press_raw("channels.more", "withdraw 1", BEN))


def test_it_is_withdrawn_and_asked_for_again(either: Company) -> None:
    either.ask()
    shown = either.press_raw("channels.more", "withdraw 1")
    assert "✔ Withdrawn." in words(shown)
    assert labels(either.card_of_tam()) == []
    either.ask(tier="ultimate")
    assert "under way for that account meanwhile" in words(either.press(shown, "Undo"))
    assert either.kept(1).state is State.WITHDRAWN


def test_history_says_who_did_what(company: Company) -> None:
    living(company)
    said = words(company.press_raw("channels.more", "history 1", BEN))
    assert said.index("said that it is open: #ext-acme") < said.index("approved it")
    assert said.index("approved it") < said.index("asked for it: evaluation")
    assert {"customer-slack.asked", "customer-slack.approved"} <= set(company.kinds())


def test_lists_for_those_with_a_part_in_it_and_for_managers(company: Company) -> None:
    living(company)
    assert "Your customer channels: 1" in words(company.write("", CLEO))
    shown = company.write("team", GRACE)
    assert "1 under way" in words(shown)
    assert "direct messages" in words(company.press(shown, "Download as CSV", GRACE))
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        (sent,) = [row.payload for row in rows if row.kind == "upload"]
    line = sent["content"].splitlines()[1]
    assert line.startswith("Acme,temporary,open,#ext-acme,Ben Lopez,SA,Cleo Lopez")
    assert words(company.write("team", ANA)).startswith("Only managers")


def test_home_shows_it_to_whom_it_concerns(company: Company) -> None:
    company.ask()
    assert "Waits for the approval" in home(company, CLEO)
    assert home(company, BEN) == ""


def home(company: Company, who: str) -> str:
    (panel,) = company.routes.registry.panels
    with company.database.begin() as session:
        member = members.find(session, TEAM, who)
        assert member
        return words({"blocks": list(panel.show(company.round(session), member))})
