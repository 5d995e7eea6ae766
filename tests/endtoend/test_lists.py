"""Many accounts at once: typed, put into a form, or dropped as a file."""

import csv
import io

import pytest

from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Json, Person, Sit, words

pytestmark = pytest.mark.usefixtures("bot")

LIST = """\
Account,Employees,Developers,Source,Notes
Acme,620,,inbound,=HYPERLINK("http://evil.example")
Bolt,40,,,
Coda,480,130,,
Dyne,lots,,,
"Echo, Inc",480,,inbound,two
"""


async def result(person: Person) -> tuple[Json, list[dict[str, str]]]:
    """The summary in the person's DM, and the rows of the CSV that follows it."""
    dm = await person.dm()
    summary = await person.sees("5 accounts looked up", place=dm)
    sent = await person.sees_file("accounts-decided.csv", place=dm)
    text = await person.fetch(sent)
    return summary, list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def check(summary: Json, rows: list[dict[str, str]]) -> None:
    told = words(summary)
    assert "Needs how the account came in" in told
    assert "line 4: Coda" in told
    assert "line 5: " in told
    decisions = {row["Account"]: row["decision"] for row in rows}
    assert decisions == {
        "Acme": "Mid-Market First Order",
        "Bolt": "SMB",
        "Coda": "Needs a fact",
        "Dyne": "Not decided",
        "Echo, Inc": "Mid-Market Territory",
    }
    assert all(row["reason"] and row["edition"] == "fy23" for row in rows)
    assert rows[0]["rule"] == "inbound-500"
    assert rows[0]["Notes"].startswith("'=HYPERLINK")
    assert rows[2]["missing fact"] == "how the account came in"


async def test_a_list_typed_behind_the_command_is_answered_in_the_dm(
    sit: Sit, books: Books
) -> None:
    amara = await sit("amara")
    told = await amara.command(f"/roe list {LIST}")
    assert "5 accounts looked up" in words(told)
    check(*await result(amara))
    (entry,) = books.entries("list")
    assert (entry.detail["rows"], entry.detail["counts"]["smb"]) == (5, 1)
    assert "Acme" not in str(entry.detail)


@ON_SQLITE
async def test_a_list_is_pasted_into_the_form(sit: Sit) -> None:
    amara = await sit("amara")
    await amara.act("command", channel=amara.place, command="/roe", text="list")
    assert "Paste at least one line" in str((await amara.submit())["errors"])
    assert (await amara.submit(list=LIST))["response_action"] is None
    await amara.sees("5 accounts looked up")
    check(*await result(amara))


async def test_a_list_is_uploaded_through_the_form(sit: Sit, books: Books) -> None:
    amara = await sit("amara")
    await amara.act("command", channel=amara.place, command="/roe", text="list")
    uploaded = await amara.submit(file=("accounts.csv", LIST))
    assert uploaded["response_action"] is None
    await amara.sees("Reading accounts.csv")
    check(*await result(amara))
    assert len(books.entries("list")) == 1


async def test_a_file_dropped_in_the_dm_is_a_list(sit: Sit, books: Books) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    await amara.say("", ("accounts.csv", LIST), place=dm)
    await amara.sees("Reading accounts.csv", place=dm)
    check(*await result(amara))
    assert len(books.entries("list")) == 1


@ON_SQLITE
async def test_what_is_no_list_is_explained(sit: Sit, books: Books) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    await amara.say("", ("accounts.docx", "PK"), place=dm)
    await amara.sees("I read lists and reports as .csv", place=dm)
    await amara.say("", ("broken.csv", "name, region\nAcme, EMEA"), place=dm)
    await amara.sees("no column with employees", place=dm)
    assert books.entries("list") == []


@ON_SQLITE
async def test_a_list_of_others_stays_with_them(sit: Sit) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    await amara.command(f"/roe list {LIST}")
    await result(amara)
    assert await benno.messages() == []
    assert await benno.messages(place=await benno.dm()) == []
