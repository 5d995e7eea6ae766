"""An SA or a TAM is asked for."""

from dataclasses import replace
from datetime import timedelta

from handlers.kit.feature import Complain, Open, Place
from tests.handlers.companies import BEN, CLEO, GRACE, IMRAN, labels, words
from tests.handlers.support.conftest import Company


def test_live_help_is_decided_with_what_the_account_has_had(company: Company) -> None:
    company.log(minutes="45")
    shown = company.ask()
    told = words(shown)
    assert "Live help: 1 of 2 sessions and 15 of 60 minutes are left." in told
    assert "1 of 2 sessions, 45 of 60 minutes" in told
    assert "Americas SA triage board" in told
    assert "The tier is a preference" in told
    assert company.request().outcome == "live"
    assert labels(shown)[:2] == ["📝 Request text", "It is posted…"]


def test_help_is_in_writing_once_the_live_sessions_are_used(company: Company) -> None:
    company.log()
    company.log(helper=IMRAN)
    assert "Help in writing: the live sessions are used up." in words(company.ask())
    assert company.request().is_written


def test_minutes_alone_use_it_up_too(company: Company) -> None:
    company.log(minutes="60")
    assert "the live sessions are used up" in words(company.ask())


def test_a_figure_that_decides_is_asked_for_in_its_field(company: Company) -> None:
    complaint = company.ask(iacv="")
    assert isinstance(complaint, Complain)
    assert "It depends on the IACV" in complaint.errors["iacv"]


def test_what_smb_is_not_given_is_a_clear_no_and_nothing_is_kept(company: Company) -> None:
    told = words(company.ask(wish="pov"))
    assert "Not available for SMB: guided POV." in told
    assert "Offer help in writing" in told
    assert "Nothing is kept" in told
    assert words(company.write("")).startswith("You have asked for no SA")


def test_mid_market_has_no_minimum(company: Company) -> None:
    told = words(company.ask(BEN, segment="mid-market", region="emea", iacv=""))
    assert "Mid-Market has no minimum" in told
    assert "EMEA SA triage board" in told
    assert "no hands on their systems" in told


def test_a_trial_above_the_bar_becomes_a_pov(company: Company) -> None:
    given = {"segment": "mid-market", "wish": "trial"}
    told = words(company.ask(BEN, **given, iacv="5,001"))
    assert "Convert the trial to a Proof of Value" in told
    assert "Involve the SA before you propose the POV." in told
    assert "move the opportunity on from Stage 3" in told
    assert "Keep it a trial" in words(company.ask(BEN, **given, iacv="5,000"))


def test_boards_follow_region_and_side_of_the_sale(company: Company) -> None:
    assert "Commercial TAM triage board" in words(company.ask(wish="written", stage="post"))
    assert "Commercial TAM triage board" in words(company.ask(kind="tam", segment="mid-market"))
    assert "no board is printed for APAC" in words(company.ask(region="apac"))


def test_the_same_sa_goes_on_without_a_new_request(company: Company) -> None:
    company.log(day="2026-02-26")
    told = words(company.ask())
    assert "Cleo Lopez holds the meetings with this customer, last on Thu 26 February" in told
    assert "Cleo Lopez holds" not in words(company.ask(kind="tam", stage="post"))


def test_short_notice_is_told_with_whose_figure_it_is(company: Company) -> None:
    told = words(company.ask(wanted="2026-03-03"))
    assert "Tue 3 March is short notice" in told
    assert "this is the bot's default" in told
    assert "short notice" not in words(company.ask(wanted="2026-03-04"))
    assert "short notice" not in words(company.ask(wanted="2026-03-03", wish="written"))


def test_the_text_has_what_is_known_and_says_what_is_not(company: Company) -> None:
    company.ask()
    opened = company.press_raw("support.text", "1")
    text = words(opened)
    assert "Account: Acme (SMB, Americas)" in text
    assert "IACV: $8,000, tier: Premium or Silver" in text
    assert "How to move the runners?" in text
    assert "(to be filled in: version)" in text
    company.submit(opened, text="My own words")
    assert company.request().text == "My own words"
    assert "My own words" in words(company.press_raw("support.text", "1"))
    company.submit(company.press_raw("support.text", "1"), text="")
    assert "Account: Acme" in words(company.press_raw("support.text", "1"))


def test_a_form_that_is_sent_twice_makes_one_request(either: Company) -> None:
    opened = either.write("ask")
    given = {"account": "Acme", "kind": "sa", "segment": "smb", "region": "emea", "stage": "pre",
             "wish": "written", "need": "Which runner?"}  # fmt: skip
    either.submit(opened, **given)
    assert "sent already" in words(either.submit(opened, **given))
    assert "1 open request" in words(either.write(""))


def test_what_is_asked_can_be_changed_and_is_decided_anew(company: Company) -> None:
    company.ask()
    opened = company.press_raw("support.more", "edit 1")
    assert isinstance(opened, Open)
    told = words(company.told_of(opened, account="Acme", kind="sa", segment="smb",
                                 region="emea", stage="pre", wish="live", iacv="4,000",
                                 need="Runners"))  # fmt: skip
    assert "Changed, and decided anew" in told
    assert "Help in writing: $4,000 IACV is below $5,000." in told
    assert "whether someone has time to spare" in told
    assert company.request().region == "emea"


def test_a_field_that_is_wrong_says_what_would_be_right(company: Company) -> None:
    complaint = company.ask(account="", need="", iacv="lots", wanted="2026-03-01", kind="x")
    assert isinstance(complaint, Complain)
    assert set(complaint.errors) == {"account", "need", "iacv", "wanted", "kind"}
    assert "12,000" in complaint.errors["iacv"]


def test_other_lines_are_the_calculators(company: Company) -> None:
    told = words(company.write("SMB live help 8k, 1 session of 45 min"))
    assert "15 of 60 minutes" in told
    assert "Live help" in words(company.write("mm live help 20k"))
    assert "opens the form" in words(company.write("help"))


def test_what_is_ones_own_is_not_told_in_a_channel(company: Company) -> None:
    assert "between the two of us" in words(company.write("", place=Place.MENTION))
    told = company.write("ask Acme", place=Place.DIRECT, response_url="")
    assert labels(told) == ["Ask for an SA or TAM"]
    assert labels(company.write("log Acme", place=Place.DIRECT)) == ["Log a session"]


def test_a_colleague_does_not_see_it_and_the_manager_does(company: Company) -> None:
    company.ask()
    assert words(company.page(who=BEN)).startswith("Only Ana Lopez")
    assert "Acme" in words(company.page(who=GRACE))
    assert words(company.press_raw("support.answered", "1", CLEO)).startswith("Only Ana Lopez")


def test_the_clock_of_work_days_leaves_the_weekend_out(company: Company) -> None:
    hours = company.pack.engagement.hours.model_copy(update={"of": "work"})
    sheet = company.pack.engagement.model_copy(update={"hours": hours})
    company.pack = replace(company.pack, engagement=sheet)
    company.at("2026-03-06", "12:00")
    company.ask(wish="written")
    company.post()
    due = company.request().answer_by
    assert due == company.now + timedelta(hours=96)
