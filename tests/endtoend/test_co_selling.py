"""One call logged by both who were on it, and the Monday on which their manager hears of it."""

from datetime import timedelta

import pytest

from bot.server import Running
from playground import seeds
from playground.server import Playground
from policies.calendars import week_day
from policies.clocks import zone_of
from storage import profiles
from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, labels, words

ZONE = zone_of("America/New_York")


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture
def team(bot: Running, slack: Playground) -> None:
    """Amara reports to Fatima."""
    amara, fatima = slack.people["amara"], slack.people["fatima"]
    with bot.office.database.begin() as session:
        profiles.change(session, seeds.TEAM, amara, roles=("smb",), manager=fatima)
        profiles.change(session, seeds.TEAM, fatima, roles=("asm",))


async def logged(person: Person, line: str, **more: object) -> None:
    await person.act(
        "command", channel=person.place, command="/handrail", text=f"cosell log {line}"
    )
    sent = await person.submit(**more)
    assert sent["response_action"] is None, sent


async def to_monday(slack: Playground, person: Person) -> None:
    """The next one, shortly after nine where they are."""
    now = slack.clock.instant().astimezone(ZONE)
    monday = week_day(now.date(), 0) + timedelta(days=7)
    at = now.replace(year=monday.year, month=monday.month, day=monday.day, hour=9, minute=2)
    said = await person.act("move", seconds=(at - now).total_seconds())
    assert said["ok"], said


@pytest.mark.usefixtures("team")
async def test_a_call_that_both_log_counts_once_and_monday_says_what_is_missing(
    sit: Sit, slack: Playground, books: Books
) -> None:
    amara, fatima = await sit("amara"), await sit("fatima")
    await to_monday(slack, amara)
    await logged(amara, "Acme with @fatima yesterday 3pm")
    told = await amara.sees("Logged: *Acme*", "That makes 1 call with Fatima Haddad")
    assert labels(told) == ["Undo", "Open"]
    both = [slack.people["amara"], slack.people["fatima"]]
    await logged(fatima, "acme yesterday 3:20pm", people=both)
    second = await fatima.sees("Already logged by Amara Okafor", "It counts once.")
    assert "You are at 1 call in 7 days. 4 more for the minimum of 5" in words(second)
    await to_monday(slack, fatima)
    fatima.place = await fatima.dm()
    await fatima.sees("*Co-selling: 0 calls in the 7 days to Mon", "Ask Amara Okafor first")
    for account in ("Globex", "Umbrella", "Stark"):
        await logged(fatima, f"{account} today 8:00", people=both)
    await fatima.sees("*Co-selling: 0 calls in the 7 days to Mon", "now 3 calls")
    for account in ("Initech", "Hooli"):
        await logged(amara, f"{account} today 8:30", people=both)
    await fatima.sees("minimum met by Amara Okafor", "now 5 calls")
    await books.settle()
    kinds = [each.kind for each in books.entries("cosell.joined")]
    assert kinds == ["cosell.joined"]
    assert len(books.entries("cosell.logged")) == 6
