"""The playground's own clock, moved from the page."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from playground import seeds
from playground.server import Playground, running

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def playground() -> Iterator[Playground]:
    with running(seeds.company(), movable=True) as started:
        yield started


def say(page: Page, text: str) -> None:
    composer = page.get_by_role("combobox", name="Message #general")
    composer.fill(text)
    composer.press("Enter")


def test_the_clock_goes_to_tomorrow_and_what_was_said_is_yesterdays(visit: Visit) -> None:
    mover, other = visit("amara", "general"), visit("amara", "general")
    say(mover, "said today")
    expect(other.get_by_role("separator", name="Today")).to_be_visible()
    mover.get_by_role("button", name="Move the clock").click()
    mover.get_by_role("dialog", name="Move the clock").get_by_role(
        "button", name="Tomorrow, 09:00"
    ).click()
    expect(mover.get_by_role("alert").filter(has_text="It is now")).to_contain_text("9:00 AM")
    for page in (mover, other):
        clock = page.get_by_role("button", name="Move the clock")
        expect(clock).to_contain_text("9:00 AM")
        expect(page.get_by_role("separator", name="Yesterday")).to_be_visible()
    say(other, "said tomorrow")
    expect(mover.get_by_role("separator", name="Today")).to_be_visible()


def test_a_date_of_ones_own_is_taken_and_the_past_is_refused(
    visit: Visit, playground: Playground
) -> None:
    page = visit("amara", "general")
    page.get_by_role("button", name="Move the clock").press("Enter")
    dialog = page.get_by_role("dialog", name="Move the clock")
    expect(dialog.get_by_role("button").first).to_be_focused()
    now = datetime.fromisoformat(playground.platform.clock.iso()).astimezone(UTC)
    dialog.get_by_label("To").fill((now - timedelta(days=3)).strftime("%Y-%m-%dT09:30"))
    dialog.get_by_label("To").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("only goes forward")
    dialog.get_by_label("To").fill((now + timedelta(days=3)).strftime("%Y-%m-%dT09:30"))
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_role("button", name="Move the clock")).to_contain_text("9:30 AM")
