"""A lead goes to another SDR or AE: whose clock begins anew, and who is told."""

from handlers.kit.feature import Close, Complain
from policies.leads import State
from storage.database import Database
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, labels, words
from tests.handlers.leads.conftest import Company, peopled


def begun(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    company.at("2026-03-02", "10:30")


def reassign(company: Company, who: str = GRACE, **fields: str) -> object:
    page = company.press_raw("leads.show", "1", who)
    form = company.press(page, "Reassign…", who)
    return company.submit(form, who, **({"sdr": CLEO, "ae": BEN} | fields))


def test_another_sdr_has_the_whole_hour_and_the_whole_two_weeks(company: Company) -> None:
    company.meet(CLEO, manager=GRACE, roles=("sdr",))
    begun(company)
    assert reassign(company) == Close()
    told = company.told(GRACE)[-1]
    assert "Ana Lopez → Cleo Lopez. Its hour and its two weeks begin anew." in told
    assert "Due by 11:30" in told
    assert "The AE may reach out from Mon 16 March" in told
    company.at("2026-03-02", "10:30")
    assert "new for you" in company.told(CLEO)[-1]
    assert "given to Cleo Lopez by Grace Lopez" in words(company.card(ANA))
    before = len(company.told(ANA))
    company.at("2026-03-02", "11:15")
    assert "15 minutes left" in company.told(CLEO)[-1]
    assert len(company.told(ANA)) == before


def test_of_a_lead_with_action_no_clock_begins_anew(company: Company) -> None:
    begun(company)
    company.log("called")
    assert reassign(company, why="Ana is ill") == Close()
    lead = company.lead()
    assert (lead.state, lead.sdr, lead.took) == (State.TOUCHED, CLEO, 30 * 60)
    told = company.told(CLEO)[-1]
    assert "Grace Lopez has given you a lead" in told
    assert "Now e-mail" in told
    page = words(company.press_raw("leads.show", "1", CLEO))
    assert "Ana is ill" in page
    assert "outside working hours" not in page


def test_undone_it_is_with_who_had_it_and_their_clocks_ran_on(database: Database) -> None:
    company = peopled(database)
    company.meet(CLEO, manager=GRACE, roles=("sdr",))
    begun(company)
    before = company.lead()
    reassign(company, ae=HUGO)
    company.at("2026-03-02", "10:35")
    said = words(company.press(company.letters(GRACE)[-1], "Undo", GRACE))
    assert "↩ Jane Roe of Acme is as it was before." in said
    assert company.lead() == before
    assert "taken back by Grace Lopez" in words(company.card(CLEO))
    company.at("2026-03-02", "11:00")
    assert "the hour is over" in company.told(ANA)[-1]


def test_undone_after_some_action_who_was_told_is_told_that_too(company: Company) -> None:
    begun(company)
    company.log("called")
    reassign(company)
    company.undo(GRACE)
    told = company.told(CLEO)[-1]
    assert "Grace Lopez has taken back a lead that you were given:* *Jane Roe* · Acme" in told
    assert "It stays with Ana Lopez" in told
    assert (company.lead().sdr, company.lead().state) == (ANA, State.TOUCHED)


def test_what_was_done_with_it_since_stays(company: Company) -> None:
    begun(company)
    reassign(company)
    company.log("called", CLEO)
    letter = company.letters(GRACE)[-1]
    assert "Something else was done with this lead since" in words(
        company.press(letter, "Undo", GRACE)
    )
    assert company.lead().sdr == CLEO


def test_an_sdr_who_gave_it_away_by_mistake_takes_it_back(company: Company) -> None:
    begun(company)
    reassign(company, ANA)
    page = company.press(company.letters(ANA)[-1], "Undo", ANA)
    assert "is as it was before" in words(page)
    assert company.lead().sdr == ANA


def test_another_ae_changes_no_clock(company: Company) -> None:
    begun(company)
    assert reassign(company, sdr=ANA, ae=HUGO) == Close()
    assert "The AE is now Hugo Lopez." in company.told(GRACE)[-1]
    company.at("2026-03-17", "09:00")
    assert not company.told(BEN)
    assert "you may reach out" in company.told(HUGO)[-1]
    assert company.lead().assignment == 1


def test_a_lead_can_be_left_without_an_ae(company: Company) -> None:
    begun(company)
    assert reassign(company, sdr=ANA, ae="") == Close()
    assert company.lead().ae == ""
    company.through("2026-03-16", "2026-03-18")
    assert not company.told(BEN)


def test_what_cannot_be_is_complained_of(company: Company) -> None:
    begun(company)
    for fields, says in (
        ({"sdr": ANA}, "They have it already"),
        ({"sdr": "U0NOBODY"}, "Choose somebody of this workspace"),
    ):
        reply = reassign(company, **fields)
        assert isinstance(reply, Complain)
        assert says in reply.errors["sdr"]


def test_managers_and_admins_reassign_and_an_ae_does_not(company: Company) -> None:
    begun(company)
    assert "Reassign…" not in labels(company.press_raw("leads.show", "1", BEN))
    refused = words(company.press_raw("leads.reassign", "1", BEN))
    assert refused.startswith("Only managers of this team, directors")
    assert reassign(company, IMRAN) == Close()


def test_an_old_card_of_another_sdr_does_nothing(company: Company) -> None:
    begun(company)
    card = company.card()
    reassign(company)
    assert words(company.press(card, "Called")) == (
        "Only Cleo Lopez and their manager can change this."
    )


def test_the_lead_of_who_has_left_is_still_told_to_the_ae(company: Company) -> None:
    begun(company)
    with company.database.begin() as session:
        session.connection().exec_driver_sql("UPDATE people SET deleted = 1 WHERE id = 'U0ANA'")
    company.at("2026-03-17", "09:00")
    assert "you may reach out" in company.told(BEN)[-1]


def test_nobodys_name_calls_anybody(company: Company) -> None:
    begun(company)
    with company.database.begin() as session:
        session.connection().exec_driver_sql(
            "UPDATE people SET real_name = 'A & <!channel>' WHERE id = 'U0CLEO'"
        )
    assert reassign(company) == Close()
    told = [words(company.card(ANA)), company.told(GRACE)[-1]]
    assert all("<!channel>" not in each and "&amp; &lt;!channel" in each for each in told)
    refused = words(company.press_raw("leads.contacted", "1 page", BEN))
    assert "Ask A &amp; &lt;!channel&gt; in the meantime." in refused
