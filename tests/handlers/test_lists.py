"""Many accounts at once: counted, sorted out, and sent back as CSV."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from handlers.kit.feature import Close, Complain, File, Open, Refused

Words = Callable[[Any], str]

LIST = "Acme, 620, , inbound\nBolt, 40\nCoda, 480, 130\nDyne, lots\nEcho, 3000"


def sheet(desk: Any) -> list[dict[str, str]]:
    (letter,) = desk.letters("upload")
    return list(csv.DictReader(io.StringIO(letter["content"].removeprefix("\ufeff"))))


def test_a_pasted_list_is_answered_in_the_askers_own_messages(desk: Any, words: Words) -> None:
    reply = desk.command(f"/roe list {LIST}")
    assert "5 accounts looked up" in words(reply)
    (told,) = desk.letters("post")
    assert told["channel"] == "U0ANA"
    assert "*5 accounts looked up*" in words(told)


def test_outcomes_are_counted(desk: Any) -> None:
    desk.command(f"/roe list {LIST}")
    (told,) = desk.letters("post")
    (table,) = [block for block in told["blocks"] if block["type"] == "table"]
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert rows[0] == ["Decision", "Accounts"]
    assert sorted(rows[1:]) == [
        ["Mid-Market First Order", "1"],
        ["Needs a fact", "1"],
        ["Not decided", "1"],
        ["Outside Commercial", "1"],
        ["SMB", "1"],
    ]


def test_rows_that_need_a_fact_and_bad_rows_are_named(desk: Any, words: Words) -> None:
    desk.command(f"/roe list {LIST}")
    shown = words(desk.letters("post")[0])
    assert "*Needs how the account came in*\n• line 3: Coda" in shown
    assert "• line 4: " in shown


def test_only_the_first_ten_are_named_and_the_rest_counted(desk: Any, words: Words) -> None:
    desk.command("/roe list " + "\n".join(f"Acme {n}, 480, 130" for n in range(25)))
    shown = words(desk.letters("post")[0])
    assert "line 10: Acme 9" in shown
    assert "line 11" not in shown
    assert "And 15 more of these" in shown


def test_the_sheet_keeps_every_column_and_adds_the_decision(desk: Any) -> None:
    desk.command("/roe list Id;Account;Staff;Direction\n7;Acme;620;inbound\n8;Bolt;lots;\n9;;450;")
    first, bad, open_one = sheet(desk)
    assert (first["Id"], first["Account"], first["decision"]) == (
        "7",
        "Acme",
        "Mid-Market First Order",
    )
    assert first["rule"]
    assert first["edition"] == "fy23"
    assert (bad["Id"], bad["decision"]) == ("8", "Not decided")
    assert bad["reason"]
    assert (open_one["decision"], open_one["missing fact"]) == (
        "Needs a fact",
        "how the account came in",
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_the_sheet_is_a_formula(desk: Any, cell: str) -> None:
    desk.command(f"/roe list {cell}, 480, 130, inbound")
    assert sheet(desk)[0]["name"] == f"'{cell}"


def test_a_list_is_one_entry_without_its_content(desk: Any) -> None:
    desk.command(f"/roe list {LIST}")
    (entry,) = desk.kept("list")
    assert entry.detail["rows"] == 5
    assert entry.detail["counts"]["mm-first-order"] == 1
    assert len(entry.detail["sha256"]) == 64
    assert "Acme" not in str(entry.detail)
    assert desk.kept("answer") == []


def test_a_bare_list_opens_a_form_that_takes_a_pasted_one(desk: Any, words: Words) -> None:
    opened = desk.command("/roe list")
    assert isinstance(opened, Open)
    assert desk.submit(opened, {"list": LIST}) == Close()
    assert "5 accounts looked up" in words(desk.letters("respond")[0]["body"])


@pytest.mark.parametrize("name", ["accounts.csv", "ACCOUNTS.TSV", "a.b.txt"])
def test_an_uploaded_list_is_promised_then_fetched_and_answered(
    desk: Any, words: Words, name: str
) -> None:
    file = File("F1", name, "https://files.slack.com/F1", 2000)
    assert desk.submit(desk.command("/roe list"), {}, "U0ANA", file) == Close()
    assert f"Reading {name}…" in words(desk.letters("respond")[0]["body"])

    desk.fetched(LIST)
    assert len(sheet(desk)) == 5


def test_a_file_in_a_direct_message_is_a_list(desk: Any, words: Words) -> None:
    file = File("F1", "accounts.csv", "https://files.slack.com/F1", 2000)
    assert "Reading accounts.csv…" in words(desk.message("", "U0ANA", file))
    assert "Reading accounts.csv…" in words(desk.message("roe list", "U0ANA", file))


def test_a_picture_beside_a_question_leaves_the_question(desk: Any, words: Words) -> None:
    picture = File("F1", "screen.png", "https://files.slack.com/F1", 2000)
    reply = desk.message("620 employees inbound", "U0ANA", picture)
    assert "Mid-Market First Order" in words(reply)
    with pytest.raises(Refused, match=r"\.csv, \.tsv, \.txt or \.xlsx"):
        desk.message("", "U0ANA", picture)


def test_a_file_sent_in_a_direct_message_is_answered_there(desk: Any, words: Words) -> None:
    file = File("F1", "accounts.csv", "https://files.slack.com/F1", 0)
    assert "The result follows here" in words(desk.message("", "U0ANA", file))


def test_a_file_over_a_megabyte_is_refused_before_it_is_fetched(desk: Any) -> None:
    large = File("F1", "accounts.csv", "https://files.slack.com/F1", 1_000_001)
    reply = desk.submit(desk.command("/roe list"), {}, "U0ANA", large)
    assert isinstance(reply, Complain)
    assert "over 1 MB" in reply.errors["file"]


def test_neither_or_both_is_complained_about(desk: Any) -> None:
    file = File("F1", "accounts.csv", "https://files.slack.com/F1", 2000)
    assert isinstance(desk.submit(desk.command("/roe list"), {}), Complain)
    both = desk.submit(desk.command("/roe list"), {"list": LIST}, "U0ANA", file)
    assert isinstance(both, Complain)


def test_an_empty_list_in_the_form_is_complained_about(desk: Any) -> None:
    reply = desk.submit(desk.command("/roe list"), {"list": "name,employees"})
    assert isinstance(reply, Complain)
    assert "no account" in reply.errors["list"]


def test_names_mention_nobody(desk: Any) -> None:
    desk.command("/roe list <!channel>, 480, 130\n<@U0BEN>, 1k9\n<https://evil.example|x>, 0")
    assert "<!channel>" not in str(desk.letters("post"))
    assert "<@U0BEN>" not in str(desk.letters("post"))
    assert "<https://evil" not in str(desk.letters("post"))


def test_five_thousand_rows_are_answered_in_one_turn(desk: Any) -> None:
    desk.fetched("\n".join(f"Acme {n}, {n + 1}, {n % 400}, inbound" for n in range(5000)))
    assert len(sheet(desk)) == 5000


def test_a_row_is_answered_as_the_same_words_typed_are(desk: Any) -> None:
    for n, direction in ((99, ""), (499, "inbound"), (500, "outbound"), (2000, "existing")):
        desk.command(f"/roe {n} employees 10 potential users {direction}")
    desk.command("/roe list A,99,10\nB,499,10,inbound\nC,500,10,outbound\nD,2000,10,existing")
    typed = [entry.detail["outcome"] for entry in desk.kept("answer")]
    assert [row["decision"] for row in sheet(desk)] == [
        f"{desk.pack.label(each)[:1].upper()}{desk.pack.label(each)[1:]}" for each in typed
    ]
