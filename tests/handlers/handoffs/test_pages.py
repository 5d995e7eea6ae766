"""What somebody asks for: their own, an account's, the board, the texts, the calculator."""

import pytest

from handlers.kit.feature import Aside, Ask, Change, Close, Message, Open, Place
from storage import outbox
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, OLA, labels, words
from tests.handlers.handoffs.conftest import Company, won


def test_bare_it_says_how_to_begin(company: Company) -> None:
    shown = company.write("")
    assert "Nothing is being handed over by you or to you." in words(shown)
    assert labels(shown) == ["Start a handoff"]
    assert "Board" in labels(company.write("", GRACE))


def test_bare_it_lists_both_sides_with_the_next_step(company: Company) -> None:
    company.start()
    company.start(account="Globex", giver=BEN, receiver=ANA, type="sa-to-sa")
    said = words(company.write(""))
    assert "Your 2 open handoffs" in said
    assert "*You hand over*\n*Acme* · First Order to Named · to Ben Lopez" in said
    assert "*You take over*\n*Globex* · SA to SA · from Ben Lopez" in said
    assert "Next: Find the right Named AE" in said


def test_a_part_of_the_account_shows_its_handoff(company: Company) -> None:
    company.start()
    page = company.write("acm", BEN)
    assert "giving 0 of 7" in words(page)
    assert labels(page).count("Done") == 5
    done = company.press(page, "Done", BEN)
    assert isinstance(done, Message)
    assert "receiving 1 of 5" in words(done)
    assert "I know no handoff of “acm”" in words(company.write("acm", OLA))
    company.start(account="Acme Labs")
    assert "Handoffs of “acme”" in words(company.write("acme"))
    assert isinstance(company.press(company.write("acme"), "Open"), Aside)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("initial 12k potential 7,999", "An email may replace the call"),
        ("99 total users", "Mid-Market Territory"),
        ("checklist SA to TAM", "6 steps"),
        ("SA to TAM", "6 steps"),
        ("initial 5k, potential unknown", "Hold a call"),
    ],
)
def test_the_calculator_still_answers_figures_and_kinds(
    company: Company, asked: str, told: str
) -> None:
    assert told in words(company.write(asked))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("sa to tam", "sa-to-tam"),
        ("SA to SA", "sa-to-sa"),
        ("first order", "first-order-to-named"),
        ("to", None),
        ("", None),
        ("something else", None),
    ],
)
def test_start_takes_the_kind_from_the_line(company: Company, said: str, kind: str | None) -> None:
    opened = company.write(f"start {said}".strip())
    assert isinstance(opened, Open)
    chosen = opened.view["blocks"][0]["element"].get("initial_option")
    assert (chosen and chosen["value"]) == kind


def test_help_is_told_without_a_turn(company: Company) -> None:
    assert "Both signatures close it" in words(company.write("help"))


def test_the_summary_asks_for_its_fields_and_has_the_printed_title(company: Company) -> None:
    company.start()
    form = company.press(company.seen(ANA), "📝 Account summary")
    assert isinstance(form, Open)
    assert len([each for each in form.view["blocks"] if each["type"] == "input"]) == 6
    written = company.submit(form, use_case="One platform", contacts="Jo Park, CTO")
    assert isinstance(written, Change)
    said = words(written)
    assert "Ana Lopez FO Account Summary for Handoff" in said
    assert "a) Why the account chose GitLab (the use case): One platform" in said
    assert "c) Net ARR expected in the next 12 months: (to be filled in)" in said
    assert "Still to be filled in: Net ARR expected" in said
    again = company.press(company.seen(ANA), "📝 Account summary")
    assert "Jo Park, CTO" in words(again)


def test_an_edited_text_is_kept_and_names_nobody_by_a_ping(company: Company) -> None:
    company.start()
    form = company.press(company.seen(ANA), "📝 Chatter message")
    said = words(form)
    assert (
        "To: Ben Lopez (Named AE), Hugo Lopez (their ASM), Grace Lopez (First Order ASM), the "
        "Mid-Market Global Director, Sales-Support" in said
    )
    assert "@" not in said
    assert isinstance(company.submit(form, text="Dear all, mine"), Close)
    assert "Dear all, mine" in words(company.press(company.seen(ANA), "📝 Chatter message"))


def test_the_email_is_offered_only_where_it_may_replace_the_call(company: Company) -> None:
    company.start()
    assert "📝 Hand-over e-mail" in labels(company.seen(ANA))
    company.start(account="Globex", initial="25,000")
    shown = labels(company.seen(ANA, 2))
    assert "📝 Hand-over e-mail" not in shown
    assert "📝 Agenda of the call" in shown


def test_the_board_counts_by_state_and_age_and_says_why_they_came_back(company: Company) -> None:
    assert "has no handoff under way" in words(company.write("board", GRACE))
    company.start()
    company.start(account="Globex")
    company.settle("giver", ANA)
    company.press(company.seen(ANA), "Sign and hand over")
    form = company.press(company.seen(BEN), "Return…", BEN)
    company.submit(form, BEN, reason="No contacts")
    company.at("2026-03-12")
    said = words(company.write("board", GRACE))
    assert "Handoffs: 2 open" in said
    assert "1 returned · 1 under way" in said
    assert "Age: 2 up to two weeks" in said
    assert "*Returned to the giver: 1*" in said
    assert "• Acme: No contacts" in said
    assert "None was accepted in the last 90 days." in said


def test_the_board_has_the_median_of_days_to_acceptance(company: Company) -> None:
    for number, account in enumerate(("Acme", "Globex", "Initech"), 1):
        company.start(account=account)
        company.settle("giver", ANA, number)
        company.settle("receiver", BEN, number)
        company.press_raw("handoffs.sign", f"{number} card")
    for number, day in enumerate(("2026-03-03", "2026-03-05", "2026-03-11"), 1):
        company.at(day)
        company.press_raw("handoffs.accept", f"{number} card", BEN)
    said = words(company.write("board", HUGO))
    assert "Median days to acceptance: *3* (3 handoffs accepted in the last 90 days)" in said


def test_the_board_is_for_managers_and_its_csv_runs_nothing(company: Company) -> None:
    assert "Only managers of this team" in words(company.write("board", CLEO))
    company.start(account="=Acme")
    shown = company.press(company.write("board", GRACE), "Download as CSV", GRACE)
    assert "as a CSV are in our direct messages" in words(shown)
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        (csv,) = [row.payload["content"] for row in rows if row.kind == "upload"]
    assert "'=Acme,First Order to Named,Ana Lopez,Ben Lopez,open,2026-03-02,0" in csv


def test_the_field_for_an_opportunity_offers_those_of_the_team(company: Company) -> None:
    id = won(company)
    won(company, OLA, name="Other")
    suggestion = company.routes.suggestions["handoffs.opportunity"]
    with company.turn(GRACE) as turn:
        offered = list(suggestion.answer(turn, Ask(Place.FORM, typed="")))
    assert offered == [(str(id), "Initech first (won, Initech)")]


def test_a_mention_is_answered_in_private_only(company: Company) -> None:
    company.start()
    said = words(company.write("mine", place=Place.MENTION))
    assert "between the two of us" in said
    assert "Ben Lopez" not in words(company.write("acme", place=Place.MENTION))


def test_a_direct_message_that_names_no_account_is_a_question(company: Company) -> None:
    company.start()
    assert "giving 0 of 7" in words(company.write("acme", place=Place.DIRECT))
    said = words(company.write("by Ana Diaz, what is the activity called", place=Place.DIRECT))
    assert "I know no handoff" not in said
