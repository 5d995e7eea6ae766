"""Clocks that are wrong, that jump, and that are changed by law."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot import settings as reading
from bot.server import running
from playground import seeds
from playground.server import Playground
from policies.reminders import Way, Wish, placed
from policies.rhythms import Rhythm
from storage import outbox
from tests.endtoend.books import Books
from tests.endtoend.people import PATIENCE_SECONDS, Order, Sit
from tests.faults.conftest import LONG

YEARS = range(2024, 2031)
TIMES = [time(h, m) for h in range(24) for m in ((0, 15, 30, 45) if LONG else (0, 30))]
ANY_TIME = Rhythm(work_days=frozenset(range(7)), starts=time(0), ends=time(23, 59, 59, 999999))


@pytest.mark.parametrize("over", ["http"])
@pytest.mark.parametrize(
    ("skew", "taken"), [(-299, True), (299, True), (-301, False), (301, False)]
)
async def test_a_request_is_taken_up_to_five_minutes_away(
    bot: object, sit: Sit, order: Order, skew: int, taken: bool
) -> None:
    amara = await sit("amara")
    await order(
        mishap={
            "kind": "skew",
            "what": "command.*",
            "seconds": skew + (1 if skew < 0 else -1) * taken,
        }
    )
    said = await amara.act("command", channel=amara.place, command="/roe", text="620 employees")
    assert said["ok"] is taken


async def test_a_clock_that_jumps_an_hour_loses_nothing_and_repeats_nothing(
    slack: Playground, configured: dict[str, str | None], books: Books
) -> None:
    """Back and forth, while letters are on their way and their replies are lost."""
    jump = [timedelta(0)]
    settings = reading.read(**{**configured, "posts_a_minute": "0"})
    async with running(settings, clock=lambda: slack.clock.instant() + jump[0]) as bot:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await bot.met.wait()
        for number in range(40):
            jump[0] = timedelta(hours=(0, 1, -1, 1, 0)[number % 5])
            with books.database.begin() as session:
                body = {"channel": slack.people["amara"], "text": f"no. {number}"}
                outbox.post(
                    session, workspace=seeds.TEAM, key=str(number), kind="post", payload=body,
                    at=slack.clock.instant() - timedelta(hours=2),
                )  # fmt: skip
            bot.adapter.wake()
            await asyncio.sleep(0.02)
        jump[0] = timedelta(hours=1, minutes=2)
        bot.adapter.wake()
        await books.settle()
    world = slack.platform.world
    said = [each.text for place in world.conversations for each in world.in_channel(place)]
    assert sorted(said) == sorted(f"no. {number}" for number in range(40))


def changes(zone: ZoneInfo) -> set[date]:
    """Days around each change of the offset from UTC, and around the turn of the year."""
    found: set[date] = set()
    day = datetime(YEARS[0], 1, 1, tzinfo=UTC)
    before = day.astimezone(zone).utcoffset()
    while day.year in YEARS:
        now = day.astimezone(zone).utcoffset()
        if now != before:
            found |= {day.date() + timedelta(days=n) for n in range(-2, 2)}
        before, day = now, day + timedelta(days=1)
    return found | {date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)}


def due(zone: ZoneInfo, day: date, at: time) -> datetime:
    wish = Wish("key", "routine", "subject", "U1", day, "entry", "says", at=at, way=Way.ALONE)
    rhythm = Rhythm(zone, ANY_TIME.work_days, ANY_TIME.starts, ANY_TIME.ends)
    return placed(wish, rhythm).due


def test_each_rule_falls_once_on_each_date_in_every_zone_of_the_world() -> None:
    """A time that a clock skips comes when it goes on, one that it shows twice the first time."""
    fired = 0
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        for day in sorted(changes(zone)):
            if _is_skipped(day, zone):
                continue
            for at in TIMES:
                instant = due(zone, day, at)
                local = instant.astimezone(zone)
                assert local.date() == day or _begins_late(day, zone), (name, day, at, local)
                assert instant < due(zone, day + timedelta(days=1), at), (name, day, at)
                assert local.time() == at or _is_gap(day, at, zone), (name, day, at, local)
                assert local.fold == 0, (name, day, at)
                fired += 1
    print(f"{fired:,} firings")
    assert fired > 100_000


def _is_skipped(day: date, zone: ZoneInfo) -> bool:
    """Pacific islands have moved across the date line and left out a day."""
    return _is_gap(day, time(0), zone) and _is_gap(day, time(23, 59), zone)


def _begins_late(day: date, zone: ZoneInfo) -> bool:
    return _is_gap(day, time(23, 59), zone)


def _is_gap(day: date, at: time, zone: ZoneInfo) -> bool:
    local = datetime.combine(day, at, zone)
    return local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None)
