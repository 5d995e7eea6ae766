"""A parked close date and a week's forecast, in a local Slack whose clock is moved."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.server import Running
from handlers.kit.reminding.planning import reconcile
from handlers.kit.turns import round_in
from playground import seeds
from playground.server import Playground
from policies.calendars import first_of, last_of, week_day
from storage import opportunities, profiles
from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Json, Person, Sit, words

ZONE = ZoneInfo("America/New_York")
"""Where Amara is."""
VALUES = ("renewal_loss_best_case", "renewal_loss_commit", "gross_best_case", "gross_commit")
GIVEN = {**dict.fromkeys(VALUES, "10k"), "net_even": "12,500"}


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture(autouse=True)
def team(bot: Running, slack: Playground) -> None:
    """Amara and Diego sell, Fatima manages them."""
    fatima = slack.people["fatima"]
    with bot.office.database.begin() as session:
        profiles.change(session, seeds.TEAM, fatima, roles=("asm",))
        for name in ("amara", "diego"):
            sells: dict[str, Any] = {"roles": ("smb",), "manager": fatima}
            profiles.change(session, seeds.TEAM, slack.people[name], **sells)


def parked(bot: Running, slack: Playground) -> date:
    """An opportunity of Amara's on the first of a month; until when is the last day before."""
    first = first_of(slack.clock.instant().date(), 2)
    amara, now = slack.people["amara"], slack.clock.instant()
    with bot.office.database.begin() as session:
        values: dict[str, Any] = {"name": "Umbra", "owner": amara, "kind": "new"}
        values |= {"close_date": first, "quote_sent": False}
        opportunities.add(session, seeds.TEAM, values, by="", at=now, source="import")
        workspace = bot.office.installed[seeds.TEAM].workspace
        round = round_in(bot.office, bot.adapter.routes.registry, workspace, session)
        reconcile(round, [amara], now + timedelta(hours=36))
    return last_of(first_of(first, -1))


async def until(person: Person, slack: Playground, weekday: int, at: time) -> None:
    """The next such moment by Amara's clock."""
    now = slack.clock.instant().astimezone(ZONE)
    wanted = datetime.combine(week_day(now.date(), weekday), at, ZONE)
    wanted += timedelta(weeks=1) if wanted <= now else timedelta(0)
    seconds = (wanted - now).total_seconds()
    said = await person.act("move", seconds=seconds)
    assert said["ok"], said


async def told(person: Person, part: str) -> list[Json]:
    return [each for each in await person.messages(await person.dm()) if part in words(each)]


async def test_a_parked_date_is_asked_about_and_set_from_the_card(
    bot: Running, slack: Playground, sit: Sit, books: Books
) -> None:
    amara, fatima = await sit("amara"), await sit("fatima")
    place = await amara.dm()
    await until(amara, slack, 0, time(15))
    last = parked(bot, slack)
    await until(amara, slack, 1, time(14, 59))
    assert await told(amara, "Umbra* is parked") == []
    await until(amara, slack, 1, time(15, 1))
    card = await amara.sees("Umbra* is parked on", "Confirm the compelling event", place=place)
    await amara.press("Set the date", card)
    said = await amara.submit(date=last.replace(day=3).isoformat(), compelling_event="yes")
    assert "breaks a convention. Set " in said["errors"]["date"]
    await amara.submit(date=last.isoformat(), compelling_event="yes")
    await amara.sees("set to", "by Amara Okafor", place=place)
    await until(amara, slack, 3, time(12))
    await books.settle()
    assert await told(fatima, "Umbra") == []
    assert len(await told(amara, "Umbra* is parked")) == 1


@ON_SQLITE
async def test_who_leaves_it_parked_is_asked_twice_and_the_manager_is_told_once(
    bot: Running, slack: Playground, sit: Sit, books: Books
) -> None:
    amara, fatima = await sit("amara"), await sit("fatima")
    await until(amara, slack, 0, time(15))
    parked(bot, slack)
    for weekday, at in ((1, time(15, 1)), (2, time(13, 1)), (3, time(12)), (4, time(12))):
        await until(amara, slack, weekday, at)
    await books.settle()
    assert len(await told(amara, "Umbra* is parked")) == 2
    assert len(await told(fatima, "Umbra* of Amara Okafor is still parked")) == 1


async def test_a_forecast_is_asked_for_until_it_is_given_and_the_manager_sees_who_is_missing(
    bot: Running, slack: Playground, sit: Sit, books: Books
) -> None:
    amara, diego, fatima = [await sit(name) for name in ("amara", "diego", "fatima")]
    place = await amara.dm()
    await until(amara, slack, 0, time(12))
    await until(amara, slack, 1, time(9, 1))
    digest = await amara.sees("The forecast is due Wed", place=place)
    await amara.press("Give the forecast", digest)
    said = await amara.submit(**{**GIVEN, "net_even": "banana"})
    assert "“banana”" in said["errors"]["net_even"]
    await amara.submit(**GIVEN)
    await amara.sees("Your forecast is given, in time", "$12,500", place=place)
    await amara.sees("forecast given by Amara Okafor", place=place)
    await until(amara, slack, 3, time(18))
    await books.settle()
    assert len(await told(amara, "The forecast is due")) == 1
    assert await told(diego, "The forecast is due now.") or await told(diego, "was due Wed")
    dm = await fatima.dm()
    summary = await fatima.sees("1 of 2 forecasts given", "Missing: Diego Fuentes", place=dm)
    await fatima.press("See the roll-up", summary)
    await fatima.sees("*Amara Okafor* given Tue", "*Diego Fuentes* not given", place=dm)
