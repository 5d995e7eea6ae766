"""From a month's last session to the lookback on the next month's first, at two browsers."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from playground import seeds
from policies.calendars import first_of
from storage import commitments, opportunities
from storage.database import Database
from tests.browser.test_reviews import (
    CALENDAR,
    Hands,
    Month,
    card,
    dialog,
    ended,
    full,
    move,
)
from tests.browser.test_reviews import month as month
from tests.browser.test_reviews import playground as playground
from tests.browser.test_reviews import room as enter
from tests.endtoend.reviews import AE, MANAGER

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text=text).last


def say(page: Page, text: str) -> None:
    box = page.get_by_role("main").get_by_role("combobox", name="Message ")
    box.fill(text)
    box.press("Escape")
    box.press("Enter")


def home_of(page: Page, month: Month, who: str) -> None:
    page.goto(f"{month.slack.url}/#{who}/{seeds.BOT_USER}")


def change(month: Month, account: str, **values: object) -> None:
    """What the next import says."""
    with closing(Database(month.bench.address)) as database, database.begin() as session:
        (deal,) = opportunities.search(session, seeds.TEAM, account)
        now = month.slack.clock.instant()
        known = {name: value for name, value in values.items()}
        opportunities.change(session, deal, known, by="", at=now, source="import")  # type: ignore[arg-type]


def hold_the_last_session(fatima: Page, amara: Page, month: Month) -> None:
    hands = Hands(fatima)
    move(fatima, month, month.days[-1])
    home_of(fatima, month, MANAGER)
    say(fatima, "/redgreen")
    article(fatima, "Today is a Red/Green day").get_by_role("button", name="Start").click()
    article(fatima, "is open in your group DM").wait_for()
    enter(fatima, month, MANAGER)
    full(hands, "Ask Jane who signs security reviews")
    full(hands, "Ask Jo when their budget ends")
    enter(amara, month, AE)
    expect(card(amara)).to_contain_text("Everything has been gone through")
    ended(hands, amara)


def test_a_month_is_committed_and_looked_back_on(visit: Visit, month: Month) -> None:
    fatima, amara = visit("fatima"), visit("amara")
    hold_the_last_session(fatima, amara, month)
    with closing(Database(month.bench.address)) as database, database.reading() as session:
        frozen = commitments.every(session, seeds.TEAM)
    assert [(each.verdict, each.late) for each in frozen] == [("green", False)] * 2
    first = CALENDAR.in_month(first_of(month.first, 1))[0]
    change(month, "Acme", state="won", net_arr=13_000)
    change(month, "Beta", close_date=month.days[-1] + timedelta(days=20))
    move(fatima, month, first)
    home_of(fatima, month, MANAGER)
    told = article(fatima, f"Lookback on {month.first:%B %Y} is due today.")
    expect(told).to_contain_text("1 miss without a reason.")
    told.get_by_role("button", name="Lookback", exact=True).click()
    shown = article(fatima, "Committed green: 2 for $25,000. Closed-won: 1 for $13,000")
    expect(shown).to_contain_text("1 slipped ($12,500, by 20 days)")
    give_a_reason(amara, month)
    home_of(fatima, month, MANAGER)
    expect(article(fatima, "every miss has its reason")).to_be_visible()
    look_at_the_charts(fatima, month)


def give_a_reason(amara: Page, month: Month) -> None:
    """By the account executive, who sees their own."""
    home_of(amara, month, AE)
    say(amara, "/redgreen lookback")
    shown = article(amara, "1 miss, 1 without a reason")
    shown.get_by_role("button", name="Give the reason").click()
    form = dialog(amara)
    form.get_by_label("Why did it come out otherwise?").click()
    amara.get_by_role("option", name="Budget or approval took longer").click()
    form.get_by_label("In your words").fill("Their board meets in January")
    form.get_by_role("button", name="Save").click()
    expect(article(amara, "“Their board meets in January” (Amara Okafor")).to_be_visible()


def look_at_the_charts(fatima: Page, month: Month) -> None:
    shown = article(fatima, "Committed green: 2 for $25,000.")
    say(fatima, "/redgreen lookback")
    shown.get_by_role("button", name="Chart", exact=True).click()
    expect(article(fatima, "Committed and closed by period")).to_be_visible()
    shown.get_by_role("button", name="Picture", exact=True).click()
    picture = fatima.get_by_role("main").get_by_text(f"red-green-{month.first:%Y-%m}.png")
    expect(picture.last).to_be_visible(timeout=30_000)
