"""A name put down, a cohort started, and the week's topic on the morning it begins."""

from datetime import timedelta

import pytest

from playground.server import Playground
from policies.calendars import week_day
from policies.clocks import zone_of
from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Sit

ZONE = zone_of("America/New_York")


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture
def admins(slack: Playground) -> str:
    return slack.people["imran"]


@ON_SQLITE
@pytest.mark.usefixtures("bot")
async def test_a_participant_hears_of_week_one_and_tells_the_facilitator_of_an_absence(
    sit: Sit, slack: Playground, books: Books
) -> None:
    amara, imran, graham = await sit("amara"), await sit("imran"), await sit("graham")
    shown = await amara.command("/handrail program")
    await amara.press("Put my name down", shown)
    await amara.sees("Your name is down.", "You have a place in the next cohort.")
    now = slack.clock.instant().astimezone(ZONE)
    monday = week_day(now.date(), 0) + timedelta(days=7)
    await imran.press("Start a cohort", await imran.command("/handrail program list"))
    await imran.submit(starts=monday.isoformat(), facilitator=graham.id)
    await imran.sees("1 person has a place")
    at = now.replace(year=monday.year, month=monday.month, day=monday.day, hour=9, minute=2)
    await amara.act("move", seconds=(at - now).total_seconds())
    amara.place, graham.place = await amara.dm(), await graham.dm()
    digest = await amara.sees("week 1 of 8: Leading people")
    await amara.press("I can't be there…", digest)
    assert "Leading people" in str(await amara.form())
    await amara.submit(text="I am with a customer.")
    await graham.sees("Amara Okafor can't be at a session", "I am with a customer.")
    await books.settle()
    kinds = ("joined", "cohort", "absent")
    assert [len(books.entries(f"program.{each}")) for each in kinds] == [1, 1, 1]
