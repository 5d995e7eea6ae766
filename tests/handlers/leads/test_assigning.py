"""/handrail mql assign: the form, what it refuses, and what is told where."""

from datetime import date

import pytest

from handlers.kit.feature import Ask, Close, Complain, Open, Place
from policies.leads import Kind, Outcome, Request, State
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, labels, words
from tests.handlers.leads.conftest import Company


def test_the_form_is_filled_in_with_what_was_typed_and_who_asks(company: Company) -> None:
    opened = company.write("assign Jane Roe, Acme", BEN)
    assert isinstance(opened, Open)
    known = {each["block_id"]: each["element"] for each in opened.view["blocks"]}
    assert known["name"]["initial_value"] == "Jane Roe"
    assert known["company"]["initial_value"] == "Acme"
    assert known["ae"]["initial_user"] == BEN
    assert "initial_user" not in known["sdr"]


def test_an_sdr_who_assigns_is_the_sdr(company: Company) -> None:
    known = {each["block_id"]: each["element"] for each in company.write("assign").view["blocks"]}
    assert known["sdr"]["initial_user"] == ANA
    assert "initial_user" not in known["ae"]


def test_who_assigned_it_is_told_until_when_on_both_clocks(company: Company) -> None:
    company.at("2026-03-02", "03:00")
    assert company.assign(BEN, sdr=CLEO) == Close()
    told = words(company.whispered()[-1])
    assert "Assigned to Cleo Lopez: *Jane Roe* · Acme · MQL" in told
    assert "Due by 12:00 where Cleo Lopez is, 04:00 here" in told
    assert "Call first: a number is listed. Then e-mail, with the sequence for trial" in told
    assert "The AE may reach out from Mon 16 March, if there is still no action." in told


def test_what_came_in_overnight_is_flagged_with_when_its_hour_begins(company: Company) -> None:
    company.at("2026-03-06", "22:00")
    company.assign(BEN)
    told = words(company.whispered()[-1])
    assert "Due by Mon 9 Mar, 10:00" in told
    assert "It came in outside working hours: the hour runs from Mon 9 Mar, 09:00." in told
    assert "Ana Lopez is not at work now and is told at Mon 9 Mar, 09:00, their time." in told


def test_an_absence_is_told_to_who_assigns(company: Company) -> None:
    company.meet(ANA, manager=GRACE, roles=("sdr",), away_from=date(2026, 3, 2),
                 away_until=date(2026, 3, 6), delegate=CLEO)  # fmt: skip
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    told = words(company.whispered()[-1])
    assert "Ana Lopez is away until Fri 6 March; Cleo Lopez stands in." in told


def test_without_a_number_the_email_comes_first_with_the_other_sequence(company: Company) -> None:
    company.assign(phone="no", request="other")
    assert company.lead().request is Request.OTHER
    assert "E-mail first: no number is listed. Use the sequence for all other MQLs." in words(
        company.write("")
    )


def test_an_inquiry_has_no_hour(company: Company) -> None:
    company.assign(kind="inquiry")
    assert company.lead().kind is Kind.INQUIRY
    assert "An inquiry: no hour runs." in words(company.write(""))


def test_an_earlier_moment_counts_from_then(company: Company) -> None:
    company.at("2026-03-02", "10:30")
    company.assign(time="10:05")
    assert "Due by 11:05" in words(company.write(""))
    company.assign(name="Jo", day="2026-02-27", time="17:40")
    assert "Overdue since 09:40" in words(company.write(""))


@pytest.mark.parametrize(
    ("fields", "block", "says"),
    [
        ({"name": ""}, "name", "for example Jane Roe"),
        ({"company": " "}, "company", "for example Acme"),
        ({"kind": "other"}, "kind", "Choose one"),
        ({"request": ""}, "request", "Choose one"),
        ({"phone": "perhaps"}, "phone", "Choose one"),
        ({"sdr": "U0NOBODY"}, "sdr", "Choose somebody of this workspace"),
        ({"ae": "U0NOBODY"}, "ae", "Choose somebody of this workspace"),
        ({"link": "http://example.com"}, "link", "begins with https://"),
        ({"link": "https://[bad"}, "link", "begins with https://"),
        ({"day": "2026-03-01"}, "time", "Give the time too"),
        ({"day": "2026-03-01", "time": "noon"}, "time", "Give the time too"),
        ({"time": "17:00"}, "time", "lies ahead"),
        ({"day": "2024-03-01", "time": "09:00"}, "day", "more than a year ago"),
    ],
)
def test_what_cannot_be_taken_is_complained_of_where_it_stands(
    company: Company, fields: dict[str, str], block: str, says: str
) -> None:
    company.at("2026-03-02", "10:00")
    reply = company.assign(**fields)
    assert isinstance(reply, Complain)
    assert says in reply.errors[block]


@pytest.mark.parametrize("who", [ANA, BEN, GRACE, HUGO, IMRAN])
def test_both_their_managers_and_admins_may_assign(company: Company, who: str) -> None:
    assert company.assign(who) == Close()


def test_operations_may_assign_and_a_colleague_may_not(company: Company) -> None:
    reply = company.assign(CLEO)
    assert isinstance(reply, Complain)
    assert "Assign it to yourself or to somebody of your team" in reply.errors["sdr"]
    company.meet(CLEO, roles=("sales-ops",))
    assert company.assign(CLEO) == Close()


def test_one_lead_is_with_one_sdr_at_a_time(company: Company) -> None:
    company.assign()
    reply = company.assign(GRACE, name="jane  ROE", sdr=CLEO)
    assert isinstance(reply, Complain)
    assert "is with Ana Lopez already, since" in reply.errors["name"]


def test_a_lead_that_is_done_may_come_again_but_not_at_the_same_moment(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(time="09:30")
    company.log("called")
    company.log("emailed")
    reply = company.assign(time="09:30")
    assert isinstance(reply, Complain)
    assert "assigned at that same moment before, and is closed" in reply.errors["name"]
    assert company.assign() == Close()
    assert company.lead(2).state is State.OPEN


def test_the_assignment_can_be_taken_back_until_something_was_done(company: Company) -> None:
    company.assign(BEN)
    company.undo(BEN)
    assert company.lead().outcome is Outcome.WITHDRAWN
    assert "Reopen" not in labels(company.press_raw("leads.show", "1"))
    assert "Assign the lead anew" in words(company.press_raw("leads.reopen", "1"))
    company.assign(BEN)
    company.log("called", number=2)
    assert "It was worked on already" in words(company.undo(BEN))


def test_a_mention_is_answered_in_private_only(company: Company) -> None:
    for said in ("", "assign", "board"):
        told = company.write(said, place=Place.MENTION)
        assert "That is between the two of us" in words(told)


def test_in_a_direct_message_a_button_opens_the_form(company: Company) -> None:
    offered = company.write("assign", place=Place.DIRECT)
    assert labels(offered) == ["Assign an MQL"]
    assert isinstance(company.press(offered, "Assign an MQL"), Open)


def test_a_line_with_a_day_and_a_time_still_calculates(company: Company) -> None:
    told = words(company.write("assigned 2026-03-02 09:10"))
    assert "Mon 2 March 2026 10:10" in told
    assert "Wait" in words(company.write("untouched since 2026-03-02 09:10, now 2026-03-15"))


def test_help_names_every_word(company: Company) -> None:
    told = words(company.write("help"))
    for word in ("assign", "import", "template", "board"):
        assert f"/handrail mql {word}" in told


def test_new_york_and_tokyo_each_have_their_own_day(company: Company) -> None:
    company.at("2026-03-02", "23:30")
    company.assign(GRACE, sdr=OLA)
    company.assign(GRACE, name="Jo", sdr=CLEO)
    assert "Due by Tue 3 Mar, 09:30" in words(company.write("", OLA))
    assert "Due by 10:00" in words(company.write("", CLEO))


def test_the_shortcut_opens_the_same_form(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    with company.turn(BEN) as turn:
        shortcut = company.routes.shortcuts["leads.shortcut"]
        form = company.checked(shortcut.answer(turn, Ask(Place.SHORTCUT)))
    given = {"kind": "mql", "request": "trial", "phone": "yes", "sdr": ANA, "ae": BEN}
    assert company.submit(form, BEN, name="Jane Roe", company="Acme", **given) == Close()
    assert company.lead().name == "Jane Roe"
    assert "Assigned to Ana Lopez" in company.told(BEN)[-1]
