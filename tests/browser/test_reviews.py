"""A month of Red/Green sessions, held by two people at two browsers, and each input counted."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from bot import packs, settings
from bot.followers import Follower
from bot.server import running
from playground import seeds
from playground.server import Playground
from policies.calendars import first_of, no_holidays
from policies.clocks import instant_of
from policies.reviews.periods import Calendar
from tests.browser.test_handrail import company, unset_settings
from tests.endtoend.reviews import AE, FULL, MANAGER, ZONE, Bench

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
PATIENCE_SECONDS = 60
CALENDAR = Calendar(packs.load().sheets["redgreen"], no_holidays)


@dataclass
class Month:
    """The next month that is still wholly to come, and where it is lived through."""

    slack: Playground
    bench: Bench
    first: date

    @property
    def days(self) -> list[date]:
        return CALENDAR.in_month(self.first)


@dataclass
class Hands:
    """What one person does at the page: every click, key and word counts."""

    page: Page
    inputs: int = 0

    def click(self, name: str) -> None:
        self.inputs += 1
        button(self.page, name).click()

    def confirm(self, name: str) -> None:
        self.inputs += 1
        dialog(self.page).get_by_role("button", name=name, exact=True).click()

    def type(self, label: str, text: str) -> None:
        self.inputs += 1
        dialog(self.page).get_by_label(label).fill(text)

    def used(self) -> int:
        inputs, self.inputs = self.inputs, 0
        return inputs


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def card(page: Page) -> Locator:
    """The newest card of the session."""
    return page.get_by_role("main").get_by_role("article").filter(has_text="Red/Green: Amara").last


def button(page: Page, name: str) -> Locator:
    return card(page).get_by_role("button", name=name, exact=True)


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Month]:
    """The bot lives by the clock of its Slack, which stands just before the middle of a month."""
    bench = Bench(f"sqlite:///{tmp_path / 'handrail.db'}")
    slack = Playground(company(), control=True, movable=True)
    first = first_of(slack.clock.instant().date(), 1)
    found = Month(slack, bench, first)
    with unset_settings(), living(found):
        yield found


@contextmanager
def living(month: Month) -> Iterator[None]:
    up, stopping = Event(), Event()

    async def live() -> None:
        begin(month)
        await month.slack.start()
        read = settings.read(
            slack_bot_token=month.slack.bot_token,
            slack_app_token=month.slack.app_token,
            slack_api_url=month.slack.api_url,
            database_url=month.bench.address,
            port="0",
        )
        async with running(read, True, month.slack.clock.instant) as bot:
            assert bot.sockets is not None
            await asyncio.gather(bot.met.wait(), bot.sockets.up.wait())
            closes = month.days[-1]
            await asyncio.to_thread(month.bench.seed, "Acme", "Beta", day=closes)
            month.slack.follow(Follower(bot))
            up.set()
            await asyncio.to_thread(stopping.wait)
        await month.slack.stop()

    thread = Thread(target=asyncio.run, args=(live(),), name="handrail", daemon=True)
    thread.start()
    assert up.wait(PATIENCE_SECONDS)
    yield
    stopping.set()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()


def begin(month: Month) -> None:
    start = instant_of(month.days[0] - timedelta(days=1), time(12), ZONE)
    month.slack.clock.advance((start - month.slack.clock.instant()).total_seconds())


def move(page: Page, month: Month, day: date, at: time = time(9, 0, 30)) -> None:
    """The clock is moved from the page, and the bot does on the way what is due."""
    to = datetime.combine(day, at)
    acted: Any = page.evaluate(
        """async ([who, to]) => (await fetch(`/_page/act?as=${who}`, {
            method: "POST", headers: {"content-type": "application/json"},
            body: JSON.stringify({do: "move", to})})).json()""",
        [MANAGER, to.isoformat()],
    )
    assert acted["ok"], acted


@pytest.fixture
def playground(month: Month) -> Playground:
    return month.slack


def room(page: Page, month: Month, who: str) -> None:
    """The group DM, where both see the same card."""
    places = month.slack.platform.world.conversations.values()
    wanted = {MANAGER, AE, seeds.BOT_USER}
    place = next(each.id for each in places if set(each.members) == wanted)
    page.goto(f"{month.slack.url}/#{who}/{place}")
    card(page).wait_for()


def start(page: Page, month: Month) -> None:
    """From the morning's card in the manager's DM."""
    page.goto(f"{month.slack.url}/#{MANAGER}/{seeds.BOT_USER}")
    page.get_by_role("main").get_by_role("button", name="Start", exact=True).last.click()
    page.get_by_role("article").filter(has_text="started by").last.wait_for()
    room(page, month, MANAGER)


def full(hands: Hands, step: str) -> int:
    """Every question of one opportunity, by one person."""
    hands.click("Green")
    hands.confirm("Green")
    for label in (*FULL, "Introduces us"):
        hands.click(label)
    hands.click("Write the step…")
    hands.type("Next step", step)
    hands.confirm("Save")
    expect(dialog(hands.page)).to_have_count(0)
    return hands.used()


def unchanged(hands: Hands) -> int:
    hands.click("Not yet")
    hands.click("Keep all as last time")
    hands.confirm("Green")
    expect(dialog(hands.page)).to_have_count(0)
    return hands.used()


def test_a_month_from_its_middle_to_its_last_session(visit: Visit, month: Month) -> None:
    fatima, amara = visit("fatima"), visit("amara")
    hands = Hands(fatima)
    move(fatima, month, month.days[0])
    start(fatima, month)
    room(amara, month, AE)
    expect(card(amara)).to_contain_text("1 of 2")
    assert full(hands, "Ask Jane who signs security reviews") <= 12
    expect(card(amara)).to_contain_text("2 of 2")
    assert full(hands, "Ask Jo when their budget ends") <= 12
    expect(card(amara)).to_contain_text("Everything has been gone through")
    ended(hands, amara)
    for day in month.days[1:]:
        move(fatima, month, day)
        start(fatima, month)
        for place in ("1 of 2", "2 of 2"):
            expect(card(fatima)).to_contain_text(place)
            assert unchanged(hands) <= 3
        expect(card(amara)).to_contain_text("Everything has been gone through")
        ended(hands, amara)
    assert [(each.state, each.verdict) for each in month.bench.reviews()] == [("done", "green")] * 2


def ended(hands: Hands, other: Page) -> None:
    hands.click("End session")
    hands.confirm("End it")
    expect(card(other)).to_contain_text("Ended by Fatima Haddad.")
    summary = other.get_by_role("article").filter(has_text="Red/Green summary")
    expect(summary.last).to_contain_text("Green: 2, $25,000")
    hands.used()
