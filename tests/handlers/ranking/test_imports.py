"""A table of ranks: previewed, row by row, applied once or discarded, within the ten best."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from handlers.kit.feature import Ask, Close, Place
from storage import outbox
from tests.handlers.companies import ANA, BEN, GRACE, IMRAN, OLA, labels, words
from tests.handlers.ranking.conftest import FILE, Company

TABLE = """account,owner,rank,potential users,notes,last talk
Acme,Ana Lopez,1,250,Grows,2026-02-20
Globex,Ben Lopez,2,,Renewal in May,
Initech,Nobody Known,2,,,
Hooli,Ana Lopez,7,,,
,Ana Lopez,1,,,
Umbra,Ana Lopez,2,lots,,
Acme,Ana Lopez,2,,,
Tyrell,Ana Lopez,2,,,2027-01-01
Wayne,Ola Lopez,3,,Greenfield,
"""


def pasted(company: Company, text: str, who: str = ANA) -> dict[str, object]:
    opened = company.write("import", who)
    assert company.submit(opened, who, ranks=text) == Close()
    return company.last_letter(who)


def test_a_table_is_previewed_with_what_is_wrong_of_each_row(either: Company) -> None:
    shown = words(pasted(either, TABLE, GRACE))
    assert "This table: 2 new, 1 talk, 7 refused" in shown
    assert "line 4: its owner “Nobody Known” is nobody I know here" in shown
    assert "line 5: there is no Rank “7”; the ranks are 1, 1.5, 2 and 3" in shown
    assert "line 6: no account" in shown
    assert "line 7: “lots” is no number of potential users" in shown
    assert "line 8: Acme of the same owner stands in line 2 already" in shown
    assert "line 9: the last talk, 2027-01-01, lies ahead" in shown
    assert "line 10: it belongs to somebody outside your team" in shown
    assert either.kept() == {}


def test_it_is_applied_once(either: Company) -> None:
    shown = pasted(either, TABLE, GRACE)
    told = either.press(shown, "Apply 2 changes", GRACE)
    assert "The ranks are applied: 2 new, 1 talk" in words(told)
    assert either.kept() == {"Acme": "1"}
    assert either.kept(BEN) == {"Globex": "2"}
    row = either.row("Acme")
    assert (row.users, row.notes, row.segment) == (250, "Grows", "smb")
    assert row.talked_on is not None
    again = either.press(shown, "Apply 2 changes", GRACE)
    assert "applied already" in words(again)
    assert either.kinds().count("rank.imported") == 1
    assert "by an import" in words(either.write("history Acme"))
    same = words(pasted(either, TABLE, GRACE))
    assert "no line can be followed" in same


def test_a_second_import_changes_only_what_is_different(either: Company) -> None:
    either.press(pasted(either, TABLE, GRACE), "Apply 2 changes", GRACE)
    text = "account,rank,users,reason\nAcme,1.5,,\nNew,2,,Slow\n"
    shown = pasted(either, text)
    assert "1 new, 1 changed" in words(shown)
    assert "Rank 1 → Rank 1.5" in words(shown)
    either.press(shown, "Apply 2 changes")
    assert either.kept() == {"Acme": "1.5", "New": "2"}
    assert either.row("Acme").users == 250
    assert "Nothing to change" in words(pasted(either, text))


def test_a_dash_removes_a_rank(company: Company) -> None:
    company.rank("Acme", "2")
    shown = pasted(company, "account,rank\nAcme,-\n")
    assert "1 removed" in words(shown)
    company.press(shown, "Apply 1 change")
    assert company.kept() == {}


def test_a_talk_alone_does_not_rank_anew(company: Company) -> None:
    company.rank("Acme", "2", BEN)
    before = company.row("Acme", BEN)
    company.now = company.now.replace(hour=15)
    shown = pasted(company, "account,rank,last talk\nAcme,,2026-02-27\n", BEN)
    assert "This table: 1 talk" in words(shown)
    company.press(shown, "Apply 1 change", BEN)
    after = company.row("Acme", BEN)
    assert (after.ranked_at, after.rank) == (before.ranked_at, "2")
    assert str(after.talked_on) == "2026-02-27"
    assert "Nothing to change" in words(
        pasted(company, "account,rank,last talk\nAcme,,2026-02-27\n", BEN)
    )


def test_the_ten_best_are_held(either: Company) -> None:
    for number in range(9):
        either.rank(f"Best {number}", "1")
    text = "account,rank,users,reason\nX,1,5,a\nY,1,5,a\nZ,1,5,a\nBest 3,2,,slower\n"
    shown = pasted(either, text)
    assert "line 4: Rank 1 of SMB holds the ten best accounts, and Ana Lopez has ten" in words(
        shown
    )
    either.press(shown, "Apply 3 changes")
    assert sum(rank == "1" for rank in either.kept().values()) == 10


def test_what_was_ranked_meanwhile_is_shown_again(company: Company) -> None:
    shown = pasted(company, "account,rank,reason\nAcme,2,slow\n")
    company.rank("Acme", "3")
    told = company.press(shown, "Apply 1 change")
    assert "have changed since I showed this" in words(told)
    assert company.kept() == {"Acme": "3"}
    company.press(told, "Apply 1 change")
    assert company.kept() == {"Acme": "2"}


def test_it_can_be_discarded_and_is_nobody_elses(company: Company) -> None:
    shown = pasted(company, "account,rank,reason\nAcme,2,slow\n")
    assert words(company.press(shown, "Apply 1 change", OLA)).startswith("Only Ana Lopez")
    assert words(company.press(shown, "Discard", OLA)).startswith("Only Ana Lopez")
    assert "Discarded" in words(company.press(shown, "Discard"))
    assert "too old" in words(company.press(shown, "Apply 1 change"))


def test_what_lacks_something_is_taken_and_said(company: Company) -> None:
    shown = pasted(company, "account,rank\nAcme,1\n")
    assert "1 would lack something that the rank asks for" in words(shown)
    company.press(shown, "Apply 1 change")
    told = words(company.write("missing"))
    assert "lacks why it has this rank and its potential users" in told


def test_who_imports_for_the_company_may_name_anybody(company: Company) -> None:
    shown = pasted(company, "account,owner,rank\nAcme,Ola Lopez,2\nOther,Imran Lopez,2\n", IMRAN)
    assert "1 new, 1 refused" in words(shown)
    assert "whether Imran Lopez sells to SMB or Mid-Market" in words(shown)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hello\nthere\n", "No line names the columns"),
        ("account,rank\n", "There is no row below the headings"),
    ],
)
def test_what_is_no_such_table_is_told_in_the_form(company: Company, text: str, says: str) -> None:
    opened = company.write("import")
    assert says in words(company.submit(opened, ranks=text))


def test_the_form_wants_one_of_the_two(company: Company) -> None:
    opened = company.write("import")
    assert "Paste at least two lines" in words(company.submit(opened))


def test_a_file_is_read_also_a_workbook(company: Company) -> None:
    company.drop("Account Name;Tier;Users\nAcme;Tier 1,5;1.200\n")
    assert "ranks.csv: 1 new" in words(company.last_letter())
    company.now += timedelta(minutes=1)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("account", "rank", "potential users"), ("Globex", 1.5, 250), ("Initech", 2, None)):
        sheet.append(row)
    held = BytesIO()
    book.save(held)
    ask = Ask(Place.ERRAND, files=(FILE,), channel=ANA)
    for step in company.routes.fetched["ranking.read"].steps(ask, held.getvalue()):  # type: ignore[misc]
        with company.turn(ANA) as turn:
            step(turn)
    shown = company.last_letter()
    company.press(shown, "Apply 2 changes")
    assert company.kept() == {"Globex": "1.5", "Initech": "2"}
    assert company.row("Globex").users == 250


def test_a_file_sent_with_the_command_is_fetched(company: Company) -> None:
    told = company.write("import", files=(FILE,), place=Place.DIRECT)
    assert "I am reading the table" in words(told)
    told = company.write("import", place=Place.DIRECT)
    assert labels(told) == ["Paste or upload", "Get a template"]


def test_the_template_holds_the_accounts_that_wait(company: Company) -> None:
    company.sell("Globex")
    assert "The template is in our direct messages" in words(company.write("template"))
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        (sent,) = [row.payload for row in rows if row.kind == "upload"]
    assert sent["content"].splitlines() == [
        "\ufeffaccount,owner,rank,potential users,reason,notes,last talk",
        "Globex,Ana Lopez,,,,,",
    ]


def test_what_is_exported_can_be_sent_back_and_changes_nothing(company: Company) -> None:
    company.rank("Acme", "1", reason="=1+1 & more")
    company.write("export")
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        (sent,) = [row.payload for row in rows if row.kind == "upload"]
    company.drop(sent["content"])
    assert "Nothing to change" in words(company.last_letter())
