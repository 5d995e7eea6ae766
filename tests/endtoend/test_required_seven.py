"""The week's Required 7 from the digest of the last workday to the scorecard, by a moved clock."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.server import Running
from playground import seeds
from playground.server import Playground
from storage import opportunities, profiles
from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, labels, words

DAY, HOUR = 86_400, 3_600
"""It begins on a Monday morning; the day begins later where Amara is."""


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture(autouse=True)
def team(bot: Running, slack: Playground) -> None:
    """Amara sells to SMB and reports to Graham."""
    amara, graham = slack.people["amara"], slack.people["graham"]
    now: datetime = slack.clock.instant()
    values: dict[str, Any] = {"name": "Fernhill", "account": "Fernhill", "owner": amara}
    values |= {"kind": "new", "segment": "SMB", "amount": 9_000, "net_arr": 2_000}
    later = (now + timedelta(days=30)).date()
    values |= {"next_step": "Ask Jane who signs", "next_step_date": later}
    with bot.office.database.begin() as session:
        profiles.change(session, seeds.TEAM, amara, roles=("smb",), manager=graham)
        profiles.change(session, seeds.TEAM, graham, roles=("asm",))
        opportunities.add(session, seeds.TEAM, values, by="", at=now, source="import")


async def moved(person: Person, **to: Any) -> None:
    said = await person.act("move", **to)
    assert said["ok"], said


async def test_the_seven_are_asked_for_once_a_week_and_ticked(
    sit: Sit, slack: Playground, books: Books
) -> None:
    amara, graham = await sit("amara"), await sit("graham")
    now: datetime = slack.clock.instant()
    assert now.weekday() == 0
    await moved(amara, seconds=4 * DAY + 6 * HOUR)
    amara.place = await amara.dm()
    digest = await amara.sees("Your Required 7 of this week", "7 of 7 are open")
    assert "1 account without a full rank, 1 custom deck needed, 1 Command Plan" in words(digest)
    await amara.press("Open the seven", digest)
    page = await amara.sees("Required 7, week of", "0 of 7 done this week")
    await amara.press("Tick with a note…", page)
    await amara.submit(skill="call-notes", note="All in the CRM")
    page = await amara.sees("Required 7, week of", "1 of 7 done this week", "All in the CRM")
    for done in range(2, 8):
        await amara.press("Done for this week", page)
        page = await amara.sees("Required 7, week of", f"{done} of 7 done this week")
    await amara.sees("done for this week by Amara")
    board = await graham.command("/handrail seven team")
    assert "1 of 1 has done this week's audit" in words(board)
    assert "All in the CRM" not in words(board)
    assert "Download as CSV" in labels(board)
    await moved(amara, seconds=3 * DAY)
    again = await amara.command("/handrail required7")
    assert "0 of 7 done this week" in words(again)
    assert "7 of 7" in words(again)
    await books.settle()
    assert len(books.entries("skills.ticked")) == 7
