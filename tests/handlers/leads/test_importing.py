"""/handrail mql import: a list is shown before anything is assigned, and counts once."""

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from handlers.kit.feature import Ask, Close, Complain, File, Open, Place
from handlers.leads import importing
from policies.leads.tables import MOST_ROWS, TEMPLATE
from storage import errands, leads
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, IMRAN, labels, words
from tests.handlers.leads.conftest import Company

LIST = (
    "Lead ID,Name,Company,Lead Owner,Assigned At,AE,Kind,Request,Phone,Link\n"
    "00Q1,Jane Roe,Acme,@ana,2026-03-02 10:20,Ben Lopez,MQL,trial,+34 1,https://example.com/1\n"
    "00Q2,Jo Marsh,Globex,Cleo Lopez,2026-03-02T09:00:00Z,,inquiry,,no,\n"
    "00Q3,Old One,Umbra,ana,2026-02-27 10:00,,,contact,0,\n"
)


def paste(company: Company, text: str, who: str = IMRAN) -> Any:
    form = company.write("import", who)
    assert isinstance(form, Open)
    return company.submit(form, who, **({"leads": text} if text else {}))


def shown(company: Company, text: str = LIST, who: str = IMRAN) -> dict[str, Any]:
    company.at("2026-03-02", "10:30")
    assert paste(company, text, who) == Close()
    return company.letters(who)[-1]


def kept(company: Company) -> list[str]:
    with company.database.begin() as session:
        rows = session.connection().execute(leads.LEADS.select().order_by(leads.LEADS.c.id))
        return [f"{row.name} {row.sdr} {row.ae} {row.kind} {row.request} {row.phone}"
                for row in rows]  # fmt: skip


def test_a_list_is_shown_by_sdr_and_nothing_is_assigned_yet(company: Company) -> None:
    told = words(shown(company))
    assert "This list: 3 new" in told
    assert "*Ana Lopez*: 2 leads, 1 past the hour already" in told
    assert "Jane Roe of Acme, Old One of Umbra" in told
    assert "Times without an offset are read in your zone, Europe/Madrid." in told
    assert not kept(company)


def test_applied_it_assigns_them_and_their_sdrs_hear(company: Company) -> None:
    letter = shown(company)
    told = words(company.press(letter, "Assign 3 leads", IMRAN))
    assert "3 leads assigned." in told
    assert "1 of them was past the hour already" in told
    assert kept(company) == [
        "Jane Roe U0ANA U0BEN mql trial True",
        "Jo Marsh U0CLEO  inquiry other False",
        "Old One U0ANA  mql trial False",
    ]
    company.at("2026-03-02", "10:30")
    said = "\n".join(company.told(ANA))
    assert "*Jane Roe* · Acme · MQL: new for you" in said
    assert "Due by 11:20" in said
    assert "*Old One* · Umbra · MQL: the hour is over" in said


def test_the_same_list_again_assigns_nothing(company: Company) -> None:
    company.press(shown(company), "Assign 3 leads", IMRAN)
    again = shown(company)
    assert "Nothing to assign: no line of this list is a new lead." in words(again)
    assert "line 2: here already: assigned to Ana Lopez, open" in words(again)
    assert len(kept(company)) == 3


def test_the_same_list_again_after_they_were_done_or_given_on_assigns_nothing(
    company: Company,
) -> None:
    company.press(shown(company), "Assign 3 leads", IMRAN)
    page = company.press_raw("leads.show", "1", GRACE)
    company.submit(company.press(page, "Reassign…", GRACE), GRACE, sdr=CLEO, ae=BEN)
    for what in ("called", "emailed"):
        company.log(what, CLEO)
    assert "first touch" in words(shown(company))
    assert len(kept(company)) == 3


def test_pressed_twice_it_assigns_once(company: Company) -> None:
    letter = shown(company)
    company.press(letter, "Assign 3 leads", IMRAN)
    assert "Nothing to assign" in words(company.press(letter, "Assign 3 leads", IMRAN))
    assert len(kept(company)) == 3


def test_what_came_meanwhile_is_left_out_and_counted(company: Company) -> None:
    letter = shown(company)
    with company.database.begin() as session:
        session.connection().exec_driver_sql("UPDATE people SET deleted = 1 WHERE id = 'U0CLEO'")
    told = words(company.press(letter, "Assign 3 leads", IMRAN))
    assert "2 leads assigned." in told
    assert "1 line of the preview could not be followed any more." in told


def test_each_line_says_what_is_wrong_with_it(company: Company) -> None:
    bad = (
        "lead,company,sdr,assigned,kind,request,link\n"
        ",Acme,ana,2026-03-02 10:00,,,\n"
        "A,Acme,nobody,2026-03-02 10:00,,,\n"
        "B,Acme,ana,tomorrow,,,\n"
        "C,Acme,ana,2026-03-02,,,\n"
        "D,Acme,ana,2026-03-02 10:00,cold,,\n"
        "E,Acme,ana,2026-03-02 10:00,,maybe,\n"
        "F,Acme,ana,2026-03-02 10:00,,,http://x\n"
        "G,Acme,ana,2026-03-03 10:00,,,\n"
        "H,Acme,ana,2024-03-03 10:00,,,\n"
        "I,Acme,ana,2026-03-02 10:00,,,\n"
        "i,ACME,ana,2026-03-02 10:01,,,\n"
    )
    told = words(shown(company, bad))
    assert "This list: 1 new, 10 refused" in told
    for said in (
        "line 2: lead is empty",
        "line 3: nobody here is called “nobody”, the SDR: write the Slack user id",
        "line 4: “tomorrow” is no day and time: for example 2026-03-02 09:10",
        "line 5: “2026-03-02” is no day and time",
        "line 6: kind is “cold”: write MQL or inquiry",
        "line 7: request is “maybe”: write trial, contact or other",
        "line 8: the link is no address that begins with https://",
        "line 9: assigned lies ahead",
        "line 10: That is more than a year ago",
        "line 12: the same lead as line 11",
    ):
        assert said in told


def test_who_may_not_assign_to_others_is_told_line_by_line(company: Company) -> None:
    told = words(shown(company, LIST, CLEO))
    assert "This list: 1 new, 2 refused" in told
    assert "line 2: Assign it to yourself or to somebody of your team" in told


def test_another_persons_preview_is_not_applied(company: Company) -> None:
    letter = shown(company)
    assert "That list is too old" in words(company.press(letter, "Assign 3 leads", ANA))
    assert "nothing was assigned" in words(company.press(letter, "Discard", IMRAN))


def test_a_whole_import_can_be_taken_back_but_for_what_was_worked_on(company: Company) -> None:
    told = company.press(shown(company), "Assign 3 leads", IMRAN)
    company.log("called")
    said = words(company.press(told, "Undo", IMRAN))
    assert "2 assignments are taken back. 1 had been worked on and stay." in said
    with company.database.begin() as session:
        rows = session.connection().execute(leads.LEADS.select().order_by(leads.LEADS.c.id)).all()
    assert [row.outcome for row in rows] == ["", "withdrawn", "withdrawn"]
    assert "This list: 2 new, 1 here already" in words(shown(company))


def test_the_form_takes_one_of_both(company: Company) -> None:
    reply = paste(company, "")
    assert isinstance(reply, Complain)
    assert "Paste at least two lines" in reply.errors["leads"]
    reply = paste(company, "what,now\nthis,that\n")
    assert isinstance(reply, Complain)
    assert "has no line with the columns lead, company, sdr and assigned" in reply.errors["leads"]


def test_too_many_are_refused_whole(company: Company) -> None:
    lines = "".join(f"L{n},Acme,ana,2026-03-02 10:00\n" for n in range(MOST_ROWS + 1))
    reply = paste(company, "lead,company,sdr,assigned\n" + lines)
    assert isinstance(reply, Complain)
    assert "has more than 500 leads" in reply.errors["leads"]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def sent(company: Company, data: bytes, who: str = IMRAN) -> dict[str, Any]:
    file = File("F1", "leads.xlsx", "https://files.slack.com/F1", len(data))
    ask = Ask(Place.ERRAND, files=(file,), channel=who)
    for step in importing.read_file(ask, data):
        with company.turn(who) as turn:
            step(turn)
    return company.letters(who)[-1]


def test_a_workbook_keeps_its_times(company: Company) -> None:
    company.at("2026-03-02", "10:30")
    data = workbook(
        ("Lead", "Company", "SDR", "Assigned", "Phone", "Ref"),
        ("Jane Roe", "Acme", "ana", datetime.fromisoformat("2026-03-02T10:20"), 34912345678, 7),
        ("No Time", "Acme", "ana", datetime.fromisoformat("2026-03-02"), None, None),
        ("Calculated", "Acme", "ana", "=NOW()", None, None),
    )
    letter = sent(company, data)
    assert "line 3: assigned has a day and no time" in words(letter)
    assert "line 4: " in words(letter)
    company.press(letter, "Assign 1 lead", IMRAN)
    lead = company.lead()
    assert (lead.ref, lead.phone) == ("7", True)
    assert f"{lead.assigned_at:%H:%M}" == "09:20"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"<html>", b"a,b\n1,2\n"])
def test_a_file_that_is_no_list_says_why(company: Company, data: bytes) -> None:
    assert "leads.xlsx " in words(sent(company, data))


def test_the_template_can_be_imported_once_its_people_are_there(company: Company) -> None:
    told = words(company.write("template", IMRAN))
    assert "The template is in our direct messages" in told
    mine = TEMPLATE.replace("@emi", "@ana").replace("@chiara", "@ben")
    company.at("2026-03-03", "10:00")
    assert paste(company, mine) == Close()
    assert "This list: 2 new" in words(company.letters(IMRAN)[-1])


def test_a_file_sent_with_the_words_is_fetched(company: Company) -> None:
    file = File("F1", "leads.csv", "https://files.slack.com/F1", 10)
    told = words(company.write("import", IMRAN, place=Place.DIRECT, files=(file,)))
    assert "I am reading the list" in told
    with company.database.begin() as session:
        errand = session.connection().execute(errands.ERRANDS.select()).one()
    assert errand.kind == "leads.read"
    offered = company.write("import", IMRAN, place=Place.DIRECT)
    assert labels(offered) == ["Paste or upload"]
