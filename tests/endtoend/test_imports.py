"""A report of opportunities dropped into the bot's direct messages, up to its history."""

import csv
import io

import pytest

from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Sit, words

pytestmark = pytest.mark.usefixtures("bot")

HEAD = "Opportunity ID,Opportunity Name,Opportunity Owner,Stage,Net ARR,Close Date"
REPORT = f"""{HEAD}
0065e00000AbCdEAA1,Umbra,Amara Okafor,3-Technical Evaluation,"$12,500.50",2026-04-30
0065e00000AbCdEAA2,Tyrell,Amara Okafor,4-Proposal,lots,2026-05-29
"""


async def test_a_report_is_shown_applied_once_and_remembered(sit: Sit, books: Books) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    await amara.say("", ("report.csv", REPORT), place=dm)
    await amara.sees("Reading report.csv", place=dm)
    card = await amara.sees("would change this", "• Umbra, Amara Okafor", place=dm)
    assert "line 3 (Tyrell): Net ARR: “lots” is no amount" in words(card)
    sheet = await amara.fetch(await amara.sees_file("import-1-lines.csv", place=dm))
    (line,) = csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff")))
    assert (line["line"], line["what"]) == ("3", "rejected")
    await amara.press("Apply", card)
    await amara.sees("was imported", "1 new, 1 rejected", place=dm)
    (entry,) = books.entries("opportunities.imported")
    assert entry.detail["counts"] == {"new": 1, "rejected": 1}
    await amara.say("", ("report.csv", REPORT), place=dm)
    await amara.sees("It says what I know already", place=dm)


@ON_SQLITE
async def test_an_opportunity_is_found_edited_and_has_a_history(sit: Sit) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    await amara.say("", ("report.csv", REPORT), place=dm)
    await amara.press("Apply", await amara.sees("would change this", place=dm))
    await amara.sees("was imported", place=dm)
    await amara.say("opportunity umbra", place=dm)
    card = await amara.sees("Net ARR", "$12,501", "Thu 30 April 2026", place=dm)
    await amara.press("Edit", card)
    await amara.submit(net_arr="15k")
    await amara.sees("Saved.", "$15,000", place=dm)
    await amara.press("History", card)
    await amara.sees("Net ARR $12,501 → $15,000 by Amara Okafor", place=dm)


@ON_SQLITE
async def test_a_file_that_tells_nothing_is_asked_about(sit: Sit) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    await amara.say("", ("things.csv", "foo,bar\nx,y\n"), place=dm)
    asked = await amara.sees("What shall I read it as?", place=dm)
    await amara.press("A report of opportunities", asked)
    card = await amara.sees("I can't tell which column holds Opportunity ID", place=dm)
    await amara.press("Choose columns", card)
    await amara.submit(ref="0", name="1", days="-")
    await amara.sees("would change this", "• y", place=dm)
