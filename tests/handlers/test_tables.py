import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.feature import Refused
from handlers.roe.tables import LONGEST_LIST, read


def facts(text: str) -> list[dict[str, str]]:
    return [dict(row.facts) for row in read(text).rows]


def test_a_list_without_a_head_is_read_in_the_printed_order() -> None:
    assert facts("Acme, 480, 130, inbound, EMEA") == [
        {
            "name": "Acme",
            "employees": "480",
            "users": "130",
            "direction": "inbound",
            "region": "EMEA",
        }
    ]


@pytest.mark.parametrize(
    "head", ["Head-Count,Company", "STAFF\tAccount", "number of employees;name", "fte,Account_Name"]
)
def test_a_head_names_the_columns_in_any_order_and_case(head: str) -> None:
    mark = next(mark for mark in "\t;," if mark in head)
    assert facts(f"{head}\r\n480{mark}Acme") == [{"employees": "480", "name": "Acme"}]


def test_columns_nobody_knows_are_kept_and_not_read() -> None:
    table = read("Id,Account,Employees,Notes\n7,Acme,480,call back")
    assert table.head == ("Id", "Account", "Employees", "Notes")
    assert table.rows[0].cells == ("7", "Acme", "480", "call back")
    assert table.rows[0].facts == {"name": "Acme", "employees": "480"}


def test_a_byte_order_mark_quotes_and_line_ends_in_cells_are_read_as_meant() -> None:
    text = '\ufeffname,employees\r\n"Acme, ""the"" Corp\r\nof Ohio","1,200"\r\nBolt,90\r\n'
    table = read(text)
    assert [row.line for row in table.rows] == [2, 4]
    assert table.rows[0].facts == {"name": 'Acme, "the" Corp\nof Ohio', "employees": "1,200"}


def test_blank_lines_are_skipped_and_lines_keep_their_numbers() -> None:
    assert [row.line for row in read("\n\nAcme,480\n,,\n\nBolt,90\n").rows] == [3, 6]


def test_a_bad_row_is_named_and_loses_nothing_else() -> None:
    table = read('name,employees\nAcme,480\nNobody,\n"never closed,5\nBolt,90')
    assert [row.facts["name"] for row in table.rows] == ["Acme", "Bolt"]
    assert [(bad.line, bad.reason) for bad in table.bad] == [
        (3, "no number of employees or potential users"),
        (4, "a quotation mark that is never closed"),
    ]


def test_an_inch_mark_within_a_cell_is_no_quotation() -> None:
    assert facts('Acme 15" screens,480') == [{"name": 'Acme 15" screens', "employees": "480"}]


def test_a_cell_too_long_to_be_one_is_named_and_shortened() -> None:
    table = read(f"{'x' * 200_000},480\nBolt,90")
    assert [(bad.line, bad.reason) for bad in table.bad] == [
        (1, "a cell of more than 500 characters")
    ]
    assert [row.facts["name"] for row in table.rows] == ["Bolt"]


def test_five_thousand_accounts_are_taken() -> None:
    assert len(read("name,employees\n" + "Acme,480\n" * LONGEST_LIST).rows) == LONGEST_LIST


def test_one_more_is_refused_with_the_number_and_what_to_do() -> None:
    with pytest.raises(Refused, match=r"5,001 accounts.*Split it"):
        read("Acme,480\n" * (LONGEST_LIST + 1))


@pytest.mark.parametrize("text", ["", "\n \n", "name,employees", "\ufeff"])
def test_an_empty_list_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(Refused, match=r"no account.*Acme, 480"):
        read(text)


def test_a_head_without_numbers_is_answered_with_the_columns_that_count() -> None:
    with pytest.raises(Refused, match="no column with employees"):
        read("name,region\nAcme,EMEA")


def test_more_than_a_megabyte_is_refused() -> None:
    with pytest.raises(Refused, match="over 1 MB"):
        read("Acme,480\n" * 120_000)


@given(st.text(alphabet='a1",;\t\n\r\x00\ufeff', max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        table = read(text)
    except Refused:
        return
    assert len(table.lines) == len(table.rows) + len(table.bad) > 0
