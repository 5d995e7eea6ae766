"""What was said wrong of a lead is corrected: on every card of it, with its clocks, and undone."""

from datetime import timedelta
from typing import Any

import pytest

from handlers.kit.feature import Close, Complain, Open, Place
from policies.leads import Kind, Outcome, Request, State
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, labels, words
from tests.handlers.leads.conftest import Company, peopled


@pytest.fixture
def begun(company: Company) -> Company:
    """Assigned to Ana at ten, and half an hour has passed."""
    return started(company)


def started(company: Company, **fields: str) -> Company:
    company.at("2026-03-02", "10:00")
    company.assign(BEN, **fields)
    company.at("2026-03-02", "10:30")
    return company


def corrected(there: Company, who: str = GRACE, **fields: str) -> Any:
    """By the button on the lead's page; what is not named stays as the form shows it."""
    page = there.press_raw("leads.show", "1", who)
    return sent(there, there.press(page, "Correct…", who), who, **fields)


def sent(there: Company, form: Any, who: str = GRACE, **fields: str) -> Any:
    return there.submit(form, who, **(filled(form) | fields))


def filled(form: Any) -> dict[str, str]:
    """As the form opens."""
    assert isinstance(form, Open), form
    found = {}
    for block in form.view["blocks"]:
        element = block["element"]
        option = element.get("initial_option", {"value": ""})["value"]
        found[block["block_id"]] = (
            element.get("initial_value") or element.get("initial_user") or option
        )
    return found


def test_the_form_opens_with_what_is_kept(begun: Company) -> None:
    form = begun.press(begun.card(), "Correct…")
    assert filled(form) == {
        "name": "Jane Roe", "company": "Acme", "kind": "mql", "request": "trial",
        "phone": "yes", "sdr": ANA, "ae": BEN,
    }  # fmt: skip
    assert "For another SDR the hour and the two weeks begin anew." in words(form)


def test_a_name_is_right_everywhere_and_no_clock_moves(database: Any) -> None:
    company = started(peopled(database))
    before = company.lead()
    assert corrected(company, name="Jane Rowe", company="Acme Labs") == Close()
    lead = company.lead()
    assert (lead.name, lead.company) == ("Jane Rowe", "Acme Labs")
    assert (lead.assigned_at, lead.assignment) == (before.assigned_at, 1)
    said = company.told(GRACE)[-1]
    assert "✔ Corrected: lead: Jane Roe → Jane Rowe; company: Acme → Acme Labs" in said
    card = words(company.card())
    assert "*Jane Rowe* · Acme Labs · MQL: new for you" in card
    assert "Jane Roe\n" not in card
    assert len(company.told(ANA)) == 1
    page = words(company.press_raw("leads.show", "1", ANA))
    assert "✎ Grace Lopez corrected it" in page
    assert "lead.corrected" in company.kinds()


def test_of_one_that_was_called_the_name_is_right_too(begun: Company) -> None:
    begun.log("called")
    corrected(begun, name="Jane Rowe")
    card = words(begun.card())
    assert "*Jane Rowe* · Acme" in card
    assert "Jane Roe*" not in card
    assert "E-mailed" in labels(begun.card())


def test_without_a_number_the_email_comes_first(begun: Company) -> None:
    corrected(begun, phone="no")
    card = begun.card()
    assert labels(card)[:2] == ["E-mailed", "Called"]
    assert "E-mail first: no number is listed." in words(card)
    begun.press(card, "E-mailed")
    assert begun.lead().outcome is Outcome.FIRST_TOUCH


def test_what_was_emailed_alone_is_complete_once_no_number_is_listed(begun: Company) -> None:
    begun.submit(begun.press(begun.card(), "E-mailed"), why="It rings out")
    assert begun.lead().state is State.TOUCHED
    corrected(begun, phone="no")
    assert (begun.lead().state, begun.lead().outcome) == (State.DONE, Outcome.FIRST_TOUCH)
    begun.undo(GRACE)
    assert (begun.lead().state, begun.lead().phone) == (State.TOUCHED, True)
    assert begun.lead().ended_at is None


def test_an_inquiry_has_no_hour(begun: Company) -> None:
    begun.at("2026-03-02", "11:00")
    begun.at("2026-03-02", "12:00")
    assert len(begun.told(GRACE)) == 1
    corrected(begun, kind="inquiry", request="other")
    assert (begun.lead().kind, begun.lead().request) == (Kind.INQUIRY, Request.OTHER)
    assert "Overdue" not in words(begun.card())
    assert "an inquiry has no hour" in words(begun.card(GRACE))
    begun.undo(GRACE)
    assert "the hour is over" in words(begun.card())
    assert "Ana Lopez has not contacted" in words(begun.card(GRACE))
    assert "Done" in labels(begun.card(GRACE))


def test_an_mql_has_its_hour_from_the_assignment(company: Company) -> None:
    started(company, kind="inquiry")
    corrected(company, kind="mql")
    assert "Due by 11:00" in words(company.card())
    company.at("2026-03-02", "11:00")
    assert "the hour is over" in company.told()[-1]


def test_nobody_is_told_on_for_an_hour_that_was_over_before_it_was_known(company: Company) -> None:
    started(company, kind="inquiry")
    company.at("2026-03-02", "15:00")
    corrected(company, kind="mql")
    assert "Overdue since 11:00" in words(company.card())
    company.through("2026-03-02", "2026-03-05")
    assert not [each for each in company.told(GRACE) if "has not contacted" in each]


def test_the_kind_decides_whether_the_first_action_was_timed(company: Company) -> None:
    started(company, kind="inquiry")
    company.log("called")
    assert company.lead().took is None
    company.at("2026-03-02", "14:00")
    corrected(company, kind="mql")
    assert company.lead().took == 30 * 60
    corrected(company, kind="inquiry")
    assert company.lead().took is None


def test_another_sdr_has_both_clocks_anew_as_with_a_reassignment(begun: Company) -> None:
    assert corrected(begun, sdr=CLEO, name="Jane Rowe") == Close()
    told = begun.told(GRACE)[-1]
    assert "SDR: Ana Lopez → Cleo Lopez" in told
    assert "Its hour and its two weeks begin anew." in told
    assert begun.lead().assigned_at == begun.now
    assert "given to Cleo Lopez by Grace Lopez" in words(begun.card())


def test_undone_the_former_sdr_has_it_with_the_clocks_that_ran(database: Any) -> None:
    company = peopled(database)
    company.meet(CLEO, manager=GRACE, roles=("sdr",))
    before = started(company).lead()
    corrected(company, sdr=CLEO, name="Jane Rowe")
    company.at("2026-03-02", "10:35")
    assert "new for you" in company.told(CLEO)[-1]
    company.undo(GRACE)
    assert company.lead() == before
    assert "taken back by Grace Lopez" in words(company.card(CLEO))
    card = company.card(ANA)
    assert "*Jane Roe* · Acme · MQL: new for you" in words(card)
    assert "Called" in labels(card)
    company.at("2026-03-02", "10:46")
    assert "left of the hour" in company.told(ANA)[-1]
    company.at("2026-03-02", "11:00")
    assert "the hour is over" in company.told(ANA)[-1]


def test_who_has_it_again_after_that_is_told_again(begun: Company) -> None:
    begun.meet(CLEO, manager=GRACE, roles=("sdr",))
    corrected(begun, sdr=CLEO)
    begun.at("2026-03-02", "10:31")
    begun.undo(GRACE)
    corrected(begun, sdr=CLEO)
    begun.at("2026-03-02", "10:32")
    assert len([each for each in begun.told(CLEO) if "new for you" in each]) == 2


def test_the_button_of_the_page_undoes_it(begun: Company) -> None:
    corrected(begun, name="Jane Rowe")
    said = begun.press(begun.letters(GRACE)[-1], "Undo", GRACE)
    assert "↩ Jane Roe of Acme is as it was before." in words(said)
    assert begun.lead().name == "Jane Roe"
    assert "took the last step back" in words(said)


def test_after_fifteen_minutes_or_something_else_it_stays(begun: Company) -> None:
    corrected(begun, name="Jane Rowe")
    letter = begun.letters(GRACE)[-1]
    begun.log("called")
    assert "Something else was done with this lead" in words(begun.press(letter, "Undo", GRACE))
    begun.now += timedelta(minutes=16)
    assert "more than 15 minutes ago" in words(begun.press(letter, "Undo", GRACE))
    assert begun.lead().name == "Jane Rowe"


def test_what_becomes_another_lead_under_way_is_refused(begun: Company) -> None:
    begun.assign(BEN, name="Jo Marsh", company="Globex", sdr=OLA)
    reply = corrected(begun, name="jo  marsh", company="GLOBEX")
    assert isinstance(reply, Complain)
    assert "jo marsh of GLOBEX is with Ola Lopez already" in reply.errors["name"]
    assert begun.lead().name == "Jane Roe"


def test_a_name_may_be_written_otherwise(begun: Company) -> None:
    assert corrected(begun, name="jane roe") == Close()
    assert begun.lead().name == "jane roe"


def test_what_the_form_lacks_is_named(begun: Company) -> None:
    for fields, field, says in (
        ({}, "name", "Nothing is different"),
        ({"name": " "}, "name", "for example Jane Roe"),
        ({"sdr": "U0NOBODY"}, "sdr", "Choose somebody of this workspace"),
    ):
        reply = corrected(begun, **fields)
        assert isinstance(reply, Complain)
        assert says in reply.errors[field]


def test_what_somebody_else_corrected_meanwhile_stays(begun: Company) -> None:
    page = begun.press_raw("leads.show", "1", GRACE)
    form = begun.press(page, "Correct…", GRACE)
    corrected(begun, ANA, phone="no")
    assert sent(begun, form, GRACE, name="Jane Rowe") == Close()
    assert (begun.lead().name, begun.lead().phone) == ("Jane Rowe", False)


def test_the_sdr_their_manager_and_admins_correct_and_others_do_not(begun: Company) -> None:
    assert "Correct…" not in labels(begun.press_raw("leads.show", "1", BEN))
    for who in (BEN, OLA, HUGO):
        assert words(begun.press_raw("leads.correct", "1 page", who)).startswith("Only ")
    form = begun.press(begun.card(), "Correct…")
    with_rights = begun.submit(form, ANA, **(filled(form) | {"name": "Jane Rowe"}))
    assert with_rights == Close()
    assert corrected(begun, IMRAN, name="Jane Roe") == Close()
    assert words(begun.press_raw("leads.undo", "2 1", OLA)) == (
        "Only the person who did this can undo it."
    )


def test_a_closed_lead_is_reopened_first(begun: Company) -> None:
    form = begun.press(begun.card(), "Correct…")
    begun.submit(begun.press(begun.card(), "Not reachable, disqualify…"), outcome="handled")
    assert "Correct…" not in labels(begun.press_raw("leads.show", "1", ANA))
    refused = begun.submit(form, ANA, **(filled(form) | {"name": "Jane Rowe"}))
    assert "Reopen it to change something" in words(refused)


def test_the_command_opens_the_form_of_the_one_that_is_meant(begun: Company) -> None:
    begun.assign(BEN, name="Janet Poe", company="Globex", sdr=OLA)
    form = begun.write("correct roe, acme", GRACE)
    assert filled(form)["name"] == "Jane Roe"
    chosen = begun.write("correct jane", GRACE)
    assert "Which one is to be corrected?" in words(chosen)
    assert "*Janet Poe* · Globex · MQL · with Ola Lopez" in words(chosen)
    assert filled(begun.press(chosen, "Correct…", GRACE))["name"] == "Janet Poe"
    assert filled(begun.write("correct jane"))["name"] == "Jane Roe"
    offered = begun.write("correct roe", place=Place.DIRECT)
    assert labels(offered) == ["Correct…"]


@pytest.mark.parametrize(
    ("line", "who", "says"),
    [
        ("correct", GRACE, "Say which lead, for example `/handrail mql correct Jane Roe`"),
        ("correct nobody", GRACE, "I know no lead with “nobody” that is under way"),
        ("correct jane", BEN, "I know no lead with “jane” that is under way"),
    ],
)
def test_what_is_not_found_is_told(begun: Company, line: str, who: str, says: str) -> None:
    assert says in words(begun.write(line, who))


def test_an_assignment_has_the_button_too(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    said = company.press(company.whispered()[-1], "Undo", BEN)
    assert "The assignment is taken back." in words(said)
    assert company.lead().outcome is Outcome.WITHDRAWN


def test_nobodys_name_calls_anybody(begun: Company) -> None:
    corrected(begun, name="<!channel> & co")
    said = [words(begun.card()), begun.told(GRACE)[-1]]
    begun.now += timedelta(minutes=1)
    said.append(words(begun.press_raw("leads.show", "1", GRACE)))
    assert all("<!channel>" not in each for each in said)
