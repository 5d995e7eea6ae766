"""Reports of opportunities: what is read of a file, and what is refused by line."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from policies.imports import tables, workbooks
from policies.imports.columns import Mapped, head_of, likeness, recognised
from policies.imports.dates import NoDay, Order, Undecided, day_of, order_of
from policies.imports.drafts import Draft, NeedsOrder, Rejected, Rows, Skipped, long_id
from policies.imports.files import open_file
from policies.imports.money import NoMoney, money_of
from policies.imports.owners import Named, owners
from policies.imports.tables import Unreadable
from policies.pack import Pack

HEADINGS = "Opportunity ID,Opportunity Name,Net ARR,Close Date"
Read = Callable[..., list[Draft | Rejected | Skipped]]


@pytest.fixture
def rows(pack: Pack) -> Read:
    def read(data: bytes | str, mapped: Mapped | None = None) -> list[Draft | Rejected | Skipped]:
        table = open_file(data.encode() if isinstance(data, str) else data)
        head = head_of(table, pack.cover.report)
        chosen = mapped or recognised(head, pack.cover.report)
        return list(Rows(table, head, chosen, pack.cover.report))

    return read


@pytest.fixture
def reasons(rows: Read) -> Callable[..., list[str]]:
    def read(data: bytes | str) -> list[str]:
        found = [each for each in rows(data) if isinstance(each, Rejected)]
        return [f"{each.line}: {each.reason}" for each in found]

    return read


def values(read: Sequence[Any]) -> dict[str, Any]:
    """Of the one row that there is."""
    (draft,) = [each for each in read if not isinstance(each, Skipped)]
    assert isinstance(draft, Draft), draft
    return {"ref": draft.ref, **draft.values}


def workbook(*lines: Sequence[Any]) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(list(line))  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_salesforce_report_is_read_by_its_headings(rows: Read) -> None:
    head = (
        "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Net ARR,"
        "Close Date,Next Step,Next Step Date,Type,Region,Segment,Created Date,Lead Source"
    )
    row = (
        '0065e00000AbCdEAA1,Acme – Ultimate,Acme,Ana Costa,3-Technical Evaluation,"$12,500.50",'
        "9000,2026-04-30,Call Bo,2026-04-02,New Business,AMER,SMB,2026-01-05,Web"
    )
    assert values(rows(f"{head}\n{row}\n")) == {
        "ref": "0065e00000AbCdEAA1",
        "name": "Acme – Ultimate",
        "account": "Acme",
        "owner_name": "Ana Costa",
        "stage": "3-Technical Evaluation",
        "state": "open",
        "amount": 12_501,
        "net_arr": 9_000,
        "close_date": date(2026, 4, 30),
        "next_step": "Call Bo",
        "next_step_date": date(2026, 4, 2),
        "kind": "new",
        "region": "AMER",
        "segment": "SMB",
    }


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8-sig", b""),
        ("utf-16", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_usual_encoding_and_separator_is_read(
    rows: Read, encoding: str, mark: bytes, separator: str, end: str
) -> None:
    lines = (f"{HEADINGS}{end}00X1,Müller – Ägäis,100,2026-04-30{end}").replace(",", separator)
    assert values(rows(mark + lines.encode(encoding)))["name"] == "Müller – Ägäis"


def test_headings_count_whatever_their_case_signs_and_order(rows: Read) -> None:
    read = values(rows("close_date;NET-ARR;Opportunity  name;opportunity id\n2026-04-30;1;A;00X1"))
    assert (read["ref"], read["net_arr"]) == ("00X1", 1)


def test_of_two_headings_for_a_field_the_pack_says_which_is_read(rows: Read) -> None:
    assert values(rows("Opportunity ID,Opportunity Name,iACV,Net ARR\n1,A,5,7"))["net_arr"] == 7


def test_filters_above_and_totals_below_are_no_opportunities(
    rows: Read, reasons: Callable[..., list[str]]
) -> None:
    text = (
        "Open opportunities\n\nFiltered By\n  Show: All opportunities, Close Date: This FQ\n"
        f"{HEADINGS}\n00X1,Acme,1,2026-04-30\n00X2,Total Wine,2,2026-04-30\n"
        "Grand Totals (2 records),,3,\n,Subtotal,3,\n"
        "Confidential Information - Do Not Distribute,,,\n"
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
    )
    assert [each.ref for each in rows(text) if isinstance(each, Draft)] == ["00X1", "00X2"]
    assert reasons(text) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Acme,1,2026-04-30", "no opportunity ID"),
        ("00X1,,1,2026-04-30", "no opportunity name"),
        ("00X1,=1+1,1,2026-04-30", "Opportunity name: a formula: paste the column as values"),
        ("00X1,=cmd|' /C calc'!A0,1,", "Opportunity name: a formula: paste the column as values"),
        ("00X1,@SUM(A1),1,", "Opportunity name: a formula: paste the column as values"),
        ("00X1,+cmd|x,1,", "Opportunity name: a formula: paste the column as values"),
        ("00X1,-2+3+cmd|x,1,", "Opportunity name: a formula: paste the column as values"),
        ("00X1,A,=1+1,", "Net ARR: a formula: paste the column as values"),
        (
            "00X1,A,#REF!,",
            "Net ARR: #REF!, a formula that failed: paste the column as values",
        ),
        ("00X1,A,lots,", "Net ARR: “lots” is no amount: write it as 12500"),
        ("00X1,A,EUR 12,", "Net ARR: “EUR 12” is not in dollars, which is all that I keep"),
        ("00X1,A,1,soon", "Close date: “soon” is no day: write it as 2026-04-30"),
        (
            "00X1,A,1,2026-02-30",
            "Close date: “2026-02-30” is no day of the calendar: write it as 2026-04-30",
        ),
        ("00X1,A,1,,x", "5 cells under 4 headings: is a text with a comma bare?"),
        (f"00X1,{'A' * 256},1,", "Opportunity name: 256 characters, and at most 255 are kept"),
        (f"00X1,{'A' * 5001},1,", "a cell of more than 5,000 characters"),
        ('00X1,"A,1,', "a quotation mark that is never closed"),
    ],
)
def test_a_row_that_cannot_be_kept_is_refused_by_line(
    reasons: Callable[..., list[str]], row: str, reason: str
) -> None:
    assert reasons(f"{HEADINGS}\n00X9,Fine,1,2026-04-30\n{row}\n") == [f"3: {reason}"]


@pytest.mark.parametrize("text", ["- call Bo", "+ call Bo", "@Ana sends it", "-", "+1 555 010"])
def test_a_text_that_begins_with_a_sign_is_no_formula(rows: Read, text: str) -> None:
    read = rows(f"Opportunity ID,Opportunity Name,Next Step\n00X1,A,{text}")
    assert values(read)["next_step"] == text


def test_the_same_opportunity_twice_counts_once(reasons: Callable[..., list[str]]) -> None:
    again = f"{HEADINGS}\n0065e00000AbCdE,A,1,\n{long_id('0065e00000AbCdE')},B,1,\n"
    assert reasons(again) == ["3: the same opportunity as line 2"]


@pytest.mark.parametrize(
    ("short", "long"),
    [("0062K00000abcde", "0062K00000abcdeQAA"), ("own-3", "own-3"), ("0062K00000ABCDE", None)],
)
def test_a_short_salesforce_id_is_the_same_as_its_long_one(short: str, long: str | None) -> None:
    found = long_id(short)
    assert found == long if long else (len(found), found[:15]) == (18, short)


@pytest.mark.parametrize(
    ("written", "dollars"),
    [
        ("$12,500.00", 12_500),
        ("USD 12.500,00", 12_500),
        ("12.500,00 USD", 12_500),
        ("(1,200)", -1_200),
        ("($1,200.50)", -1_201),
        ("-$300", -300),
        ("12.5k", 12_500),
        ("$1.2M", 1_200_000),
        ("12 500", 12_500),
        ("12\u00a0500,5", 12_501),
        ("12'500", 12_500),
        ("1,234,567", 1_234_567),
        ("1.234.567", 1_234_567),
        ("0.5", 1),
        ("0.499", 0),
        ("12.5", 13),
        ("12,5", 13),
        ("", None),
        ("-", None),
        (None, None),
        (12_500.5, 12_501),
        (7, 7),
    ],
)
def test_money_comes_to_whole_dollars(written: Any, dollars: int | None) -> None:
    assert money_of(written) == dollars


@pytest.mark.parametrize(
    "written",
    [
        *("12.500", "lots", "EUR 5", "€5", "5%", "1.2.3,4.5", "1e9", "$", "99999999999999", True),
        *(date(2026, 1, 1), "12 apples", "(5", float("nan"), float("inf"), "1,2,3"),
    ],
)
def test_what_may_be_another_amount_is_refused(written: Any) -> None:
    with pytest.raises(NoMoney):
        money_of(written)


@pytest.mark.parametrize(
    "written",
    [
        *("2026-04-30", "2026-04-30T10:00:00Z", "2026/4/30", "30.4.2026", "30.04.26", "4/30/2026"),
        *("30/4/2026", "30-Apr-2026", "30 April 2026", "April 30, 2026", "Apr 30 2026", "4/30/26"),
        *(46_142, 46_142.75, "46142", date(2026, 4, 30), "4/30/2026 5:00 PM", "30-04-2026"),
    ],
)
def test_a_day_is_read_in_every_usual_way(written: Any) -> None:
    assert day_of(written, None) == date(2026, 4, 30)


@pytest.mark.parametrize("written", ["04/31/2026", "soon", "0206-01-01", 12, True, "13/13/2026"])
def test_what_is_no_day_is_refused(written: Any) -> None:
    with pytest.raises(NoDay):
        day_of(written, None)


def test_03_04_is_read_as_its_column_is() -> None:
    with pytest.raises(Undecided):
        day_of("03/04/2026", None)
    assert day_of("03/03/2026", None) == date(2026, 3, 3)
    assert day_of("03/04/2026", Order.DAY_FIRST) == date(2026, 4, 3)
    assert day_of("03/04/2026", Order.MONTH_FIRST) == date(2026, 3, 4)
    assert order_of(["03/04/2026", "13/04/2026"]) is Order.DAY_FIRST
    assert order_of(["03/04/2026", None, "04/13/2026"]) is Order.MONTH_FIRST
    assert order_of(["03/04/2026", "soon"]) is None
    with pytest.raises(NoDay, match="both ways"):
        order_of(["04/13/2026", "13/04/2026"])


def test_a_later_row_decides_how_earlier_days_are_meant(rows: Read) -> None:
    first, second = rows(f"{HEADINGS}\n00X1,A,1,03/04/2026\n00X2,B,1,13/04/2026")
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert first.values["close_date"] == date(2026, 4, 3)


def test_another_column_of_the_report_decides_if_its_own_does_not(rows: Read) -> None:
    head = f"{HEADINGS},Next Step Date"
    read = values(rows(f"{head}\n00X1,A,1,03/04/2026,04/13/2026"))
    assert read["close_date"] == date(2026, 3, 4)


def test_days_that_nothing_decides_are_asked_for(rows: Read, pack: Pack) -> None:
    text = f"{HEADINGS}\n00X1,A,1,03/04/2026"
    with pytest.raises(NeedsOrder) as asked:
        rows(text)
    assert (asked.value.field, asked.value.example) == ("close_date", "03/04/2026")
    head = head_of(open_file(text.encode()), pack.cover.report)
    columns = recognised(head, pack.cover.report).columns
    told = Mapped(columns, {"close_date": Order.DAY_FIRST})
    assert values(rows(text, told))["close_date"] == date(2026, 4, 3)


def test_a_column_with_days_written_both_ways_is_refused_whole(rows: Read) -> None:
    with pytest.raises(Unreadable, match="both ways"):
        rows(f"{HEADINGS}\n1,A,1,03/04/2026\n2,B,1,13/04/2026\n3,C,1,04/13/2026")


def test_a_stage_says_whether_it_is_won_or_lost(rows: Read) -> None:
    stages = ("8-Closed Lost", "closed won", "4-Proposal", "")
    text = "\n".join(f"{n},A{n},{stage}" for n, stage in enumerate(stages))
    read = rows(f"Opportunity ID,Opportunity Name,Stage\n{text}")
    states = [each.values["state"] for each in read if isinstance(each, Draft)]
    assert states == ["lost", "won", "open", "open"]


def test_yes_and_no_come_in_many_words(rows: Read, reasons: Callable[..., list[str]]) -> None:
    said = ("TRUE", "yes", "0", "", "maybe")
    text = "Opportunity ID,Opportunity Name,Quote Sent\n" + "\n".join(
        f"{n},A,{word}" for n, word in enumerate(said)
    )
    drafts = [each.values["quote_sent"] for each in rows(text) if isinstance(each, Draft)]
    assert drafts == [True, True, False, None]
    assert reasons(text) == ["6: Quote sent: “maybe” is neither yes nor no: write Yes or No"]


def test_a_workbook_is_read_with_its_days_and_numbers(rows: Read) -> None:
    data = workbook(
        ["My report"],
        [],
        ["Opportunity ID", "Opportunity Name", "Net ARR", "Close Date", "Next Step Date"],
        ["00X1", "Acme", 12_500.5, date(2026, 4, 30), 46_142],
        ["Grand Totals (1 record)", None, 12_500.5],
    )
    assert values(rows(data)) == {
        "ref": "00X1",
        "name": "Acme",
        "net_arr": 12_501,
        "close_date": date(2026, 4, 30),
        "next_step_date": date(2026, 4, 30),
    }


def test_a_formula_without_its_result_is_refused_and_never_calculated(
    reasons: Callable[..., list[str]],
) -> None:
    data = workbook(
        HEADINGS.split(","),
        ["00X1", "Acme", "=1+1", None],
        ["00X2", "=cmd|' /C calc'!A0", 1, None],
        ["00X3", "Fine", 1, None],
    )
    says = "a formula without its result: paste the column as values"
    assert reasons(data) == [f"2: Net ARR: {says}", f"3: Opportunity name: {says}"]


def test_a_formula_with_its_result_is_read_as_that(rows: Read) -> None:
    data = workbook(HEADINGS.split(","), ["00X1", "Acme", "=1+1", None])
    assert values(rows(_with(data, "<v />", "<v>2</v>", "<v></v>")))["net_arr"] == 2


def test_a_zip_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(5):
            packed.writestr(f"xl/worksheets/sheet{n}.xml", b"0" * 90_000_000)
    assert len(out.getvalue()) < 1_000_000
    with pytest.raises(Unreadable, match="unpacks to far more"):
        open_file(out.getvalue())


def test_a_workbook_with_entities_of_its_own_is_refused(rows: Read) -> None:
    data = workbook(HEADINGS.split(","), ["00X1", "Acme", 1, None])
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(Unreadable, match="damaged"):
        rows(_with(data, "<worksheet", f"{laughs}<worksheet"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"PK\x03\x04 not a zip", "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old .xls"),
        (b"<html><table>", "is a web page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "can't read|can read"),
        (b"just one word", "no line with headings"),
        (b"x" * (tables.LARGEST_BYTES + 1), "over 50 MB"),
    ],
)
def test_a_file_that_is_no_report_is_refused_in_one_sentence(
    rows: Read, data: bytes, says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        rows(data)


def test_a_row_too_many_refuses_the_file(rows: Read) -> None:
    text = "\n".join(f"{n},A" for n in range(tables.MOST_ROWS + 1))
    with pytest.raises(Unreadable, match="more than 50,000 rows"):
        rows(f"Opportunity ID,Opportunity Name\n{text}")


def test_a_column_can_be_chosen_by_hand(rows: Read) -> None:
    mapped = Mapped({"ref": "Nr", "name": "Was"})
    assert values(rows("Nr,Was,Wann\n7,Acme,x", mapped)) == {"ref": "7", "name": "Acme"}


def test_headings_are_known_again_in_any_order(pack: Pack) -> None:
    one, other = (
        head_of(open_file(text.encode()), pack.cover.report)
        for text in ("Opportunity ID,Stage\n1,2", "\nSTAGE;Opportunity Id\n1;2")
    )
    assert one.key == other.key


def test_an_account_list_is_no_opportunity_report(pack: Pack) -> None:
    report = pack.cover.report
    assert likeness(["Account", "Employees", "Users", "Direction", "Region"], report) <= 2
    assert likeness(HEADINGS.split(","), report) == 4


def test_an_owner_is_one_person_or_nobody() -> None:
    known = owners(
        [
            Named("U1", ("Ana Costa", "ana")),
            Named("U2", ("José Núñez", "pepe")),
            Named("U3", ("Chris Park", "chris")),
            Named("U4", ("Chris Park", "cp")),
        ]
    )
    assert [known.find(name) for name in ("ana costa", "Costa, Ana", "ANA", "U1")] == ["U1"] * 4
    assert known.find("Jose Nunez") == "U2"
    assert known.find("Chris Park") is None
    assert known.is_shared("Park, Chris")
    assert known.find("cp") == "U4"
    assert known.find("Nobody") is None
    assert known.find("") is None


def _with(data: bytes, old: str, *new: str) -> bytes:
    """The workbook with its first sheet's text changed; the first of `new` that was not there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old.encode() in text or "<v></v>" in text.decode(), text
                text = text.replace(old.encode(), new[0].encode())
                text = text.replace(b"<v></v>", new[0].encode())
            target.writestr(name, text)
    return out.getvalue()


def test_the_limits_are_those_that_are_promised() -> None:
    assert (tables.LARGEST_BYTES, tables.MOST_ROWS) == (50_000_000, 50_000)
    assert workbooks.LARGEST_UNPACKED == 400_000_000
