"""What is done with a lead, in which order, and what it stops."""

from handlers.kit.feature import Aside, Close, Complain, Open, Quiet
from policies.leads import Outcome, State
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, labels, words
from tests.handlers.leads.conftest import Company


def begun(company: Company, **fields: str) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN, **fields)
    company.at("2026-03-02", "10:22")


def test_the_call_stops_the_clock_and_asks_for_the_email(company: Company) -> None:
    begun(company)
    assert company.log("called") == Quiet()
    lead = company.lead()
    assert (lead.state, lead.took) == (State.TOUCHED, 22 * 60)
    card = words(company.card())
    assert "called by Ana Lopez, 10:22" in card
    assert "Now e-mail, with the sequence for trial and contact requests." in card
    company.press(company.card(), "E-mailed")
    assert company.lead().outcome is Outcome.FIRST_TOUCH
    assert "E-mailed" not in labels(company.card())


def test_without_a_number_one_email_is_all(company: Company) -> None:
    begun(company, phone="no")
    card = company.card()
    assert labels(card)[:2] == ["E-mailed", "Called"]
    company.press(card, "E-mailed")
    assert company.lead().state is State.DONE


def test_an_email_before_the_call_takes_a_word_of_why(company: Company) -> None:
    begun(company)
    form = company.press(company.card(), "E-mailed")
    assert isinstance(form, Open)
    assert "the handbook says to call first" in words(form)
    reply = company.submit(form)
    assert isinstance(reply, Complain)
    assert "The number is a fax" in reply.errors["why"]
    assert company.submit(form, why="The number is a fax") == Close()
    lead = company.lead()
    assert (lead.state, lead.took) == (State.TOUCHED, 22 * 60)
    assert "Now call: a number is listed." in words(company.card())
    company.press(company.card(), "Called")
    assert company.lead().outcome is Outcome.FIRST_TOUCH
    assert "The number is a fax" in words(company.press_raw("leads.show", "1"))


def test_the_same_press_twice_is_told_and_counts_once(company: Company) -> None:
    begun(company)
    company.log("called")
    company.at("2026-03-02", "10:40")
    again = company.log("called")
    assert isinstance(again, Aside)
    assert "That was logged already, at 10:22" in words(again)
    assert company.lead().took == 22 * 60


def test_a_note_is_kept_and_stops_nothing(company: Company) -> None:
    begun(company)
    form = company.press(company.card(), "Link, note…")
    assert "A note is no action" in words(form)
    assert isinstance(company.submit(form), Complain)
    assert isinstance(company.submit(form, link="ftp://x"), Complain)
    url = "https://example.com/" + "x" * 700
    assert company.submit(form, note="In a meeting until noon", link=url) == Close()
    lead = company.lead()
    assert (lead.state, lead.link) == (State.OPEN, url)
    company.at("2026-03-02", "11:00")
    assert "the hour is over" in company.told()[-1]


def test_who_is_not_reachable_is_closed_and_nobody_is_asked_again(company: Company) -> None:
    begun(company)
    form = company.press(company.card(), "Not reachable, disqualify…")
    assert company.submit(form, outcome="not reachable") == Close()
    assert company.lead().state is State.DROPPED
    before = len(company.told()) + len(company.told(GRACE))
    company.through("2026-03-03", "2026-03-20")
    assert len(company.told()) + len(company.told(GRACE)) == before
    assert not company.told(BEN)


def test_a_disqualified_lead_needs_its_reason(company: Company) -> None:
    begun(company)
    form = company.press(company.card(), "Not reachable, disqualify…")
    assert isinstance(company.submit(form, outcome="anything"), Complain)
    reply = company.submit(form, outcome="disqualified")
    assert isinstance(reply, Complain)
    assert "Student project" in reply.errors["note"]
    assert company.submit(form, outcome="disqualified", note="A student") == Close()
    page = words(company.press_raw("leads.show", "1", BEN))
    assert "Disqualified" in page
    assert "A student" in page


def test_what_is_closed_says_so_and_can_be_opened_again(company: Company) -> None:
    begun(company)
    company.submit(company.press(company.card(), "Not reachable, disqualify…"), outcome="handled")
    assert "This lead is closed: handled" in words(company.log("called"))
    page = company.press_raw("leads.show", "1")
    opened = company.press(page, "Reopen")
    assert "Open again" in words(opened)
    assert company.lead().state is State.TOUCHED
    assert "nothing to open again" in words(company.press(page, "Reopen"))


def test_a_lead_that_came_again_meanwhile_stays_closed(company: Company) -> None:
    begun(company)
    company.log("called")
    company.log("emailed")
    company.assign(BEN)
    page = company.press_raw("leads.show", "1")
    assert "was assigned anew in the meantime" in words(company.press(page, "Reopen"))


def test_what_was_logged_can_be_taken_back_and_the_clock_goes_on(company: Company) -> None:
    begun(company)
    company.log("called")
    assert company.press(company.card(), "Undo") == Quiet()
    lead = company.lead()
    assert (lead.state, lead.touched_at, lead.took) == (State.OPEN, None, None)
    assert "Called" in labels(company.card())
    company.at("2026-03-02", "10:50")
    assert "10 minutes left of the hour" in company.told()[-1]


def test_only_the_last_step_can_be_taken_back(company: Company) -> None:
    begun(company)
    company.log("called")
    card = company.card()
    company.log("emailed")
    assert "Something else was done with this lead since" in words(company.press(card, "Undo"))
    assert company.lead().state is State.DONE


def test_the_manager_may_log_and_a_colleague_may_not(company: Company) -> None:
    begun(company)
    told = words(company.log("called", CLEO))
    assert told == "Only Ana Lopez and their manager can change this."
    assert "Only" in words(company.log("called", BEN))
    assert company.log("called", GRACE) == Quiet()
    assert "called by Grace Lopez" in words(company.card())


def test_the_ae_waits_two_weeks_and_may_then_say_that_they_wrote(company: Company) -> None:
    begun(company)
    early = words(company.press_raw("leads.contacted", "1 page", BEN))
    assert "The lead is its SDR's until Mon 16 March" in early
    company.at("2026-03-16", "09:00")
    assert not company.told(BEN)
    company.at("2026-03-17", "09:00", BEN)
    told = company.told(BEN)[-1]
    assert "*Jane Roe* · Acme · MQL: you may reach out" in told
    assert "With Ana Lopez since Mon 2 March, and no action in two weeks." in told
    company.press(company.card(BEN, "digest"), "I contacted them", BEN)
    lead = company.lead()
    assert (lead.state, lead.outcome, lead.touched_at) == (State.DONE, Outcome.AE, None)
    assert "Ben Lopez has contacted *Jane Roe of Acme* as the AE" in company.told(ANA)[-1]
    assert "contacted by the AE by Ben Lopez" in words(company.card(BEN, "digest"))


def test_the_ae_is_told_once(company: Company) -> None:
    begun(company)
    company.through("2026-03-03", "2026-03-31")
    assert sum("you may reach out" in each for each in company.told(BEN)) == 1


def test_any_action_ends_the_two_weeks(company: Company) -> None:
    begun(company)
    company.log("called")
    company.through("2026-03-03", "2026-03-31")
    assert not company.told(BEN)
    told = words(company.press_raw("leads.contacted", "1 page", BEN))
    assert "There was action on this lead" in told


def test_only_the_ae_says_that_the_ae_wrote(company: Company) -> None:
    begun(company)
    company.at("2026-03-17", "09:00")
    assert words(company.press_raw("leads.contacted", "1 page", ANA)).startswith("Only Ben Lopez")
    page = company.press_raw("leads.show", "1", HUGO)
    assert "I contacted them" in labels(page)
    assert "I contacted them" not in labels(company.press_raw("leads.show", "1", ANA))


def test_everything_is_in_the_audit_log(company: Company) -> None:
    begun(company)
    company.log("called")
    company.log("emailed")
    assert [each for each in company.kinds() if each.startswith("lead.")] == [
        "lead.assigned", "lead.called", "lead.emailed",
    ]  # fmt: skip


def test_a_lead_that_nobody_has_is_gone(company: Company) -> None:
    for value in ("9", "x", "", "9" * 40):
        assert "I can't find that lead any more" in words(company.press_raw("leads.show", value))
        assert "I can't find" in words(company.press_raw("leads.called", f"{value} page"))
