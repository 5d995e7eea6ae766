"""A lead through the whole bot: told at once, reminded in time, stopped by a press; and a list."""

from datetime import timedelta
from typing import Any

import pytest

from playground.server import Playground
from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, labels, words

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def movable() -> bool:
    return True


async def moved(person: Person, **to: Any) -> None:
    said = await person.act("move", **to)
    assert said["ok"], said


async def at_work(person: Person) -> None:
    """An hour into their next workday."""
    person.place = await person.dm()
    await moved(person, moment="workday")
    await moved(person, seconds=3_660)


async def assigned(person: Person, name: str) -> None:
    await person.act("command", channel=person.place, command="/handrail", text="mql assign")
    sent = await person.submit(name=name, company="Acme", sdr=person.id)
    assert sent["response_action"] is None, sent


async def test_the_card_comes_at_once_the_reminder_in_time_and_a_call_ends_both(
    sit: Sit, books: Books
) -> None:
    amara = await sit("amara")
    await at_work(amara)
    await assigned(amara, "Jane Roe")
    card = await amara.sees("*Jane Roe* · Acme · MQL: new for you", "Call first", "Due by")
    await moved(amara, seconds=45 * 60 + 30)
    await amara.sees("*Jane Roe*", "14 minutes left of the hour")
    await amara.press("Called", card)
    called = await amara.sees("new for you", "called by Amara Okafor", "Now e-mail")
    assert called["ts"] == card["ts"]
    await amara.press("E-mailed", called)
    await moved(amara, seconds=3_600)
    await books.settle()
    assert not [each for each in await amara.messages() if "the hour is over" in words(each)]
    kinds = [len(books.entries(f"lead.{act}")) for act in ("assigned", "called", "emailed")]
    assert kinds == [1, 1, 1]
    assert books.are_intact()


async def test_what_nobody_does_is_said_to_be_over_to_the_minute(sit: Sit) -> None:
    amara = await sit("amara")
    await at_work(amara)
    await assigned(amara, "Jo Marsh")
    await amara.sees("*Jo Marsh*", "new for you")
    await moved(amara, seconds=60 * 60 + 5)
    late = await amara.sees("*Jo Marsh*", "the hour is over", "Overdue since")
    assert "Called" in labels(late)


async def test_a_list_that_is_dropped_is_shown_then_assigned(
    sit: Sit, slack: Playground, books: Books
) -> None:
    amara = await sit("amara")
    await at_work(amara)
    at = (slack.clock.instant() - timedelta(minutes=5)).isoformat(timespec="minutes")
    held = f"lead,company,sdr,assigned,phone\nAnn Lee,Initech,@amara,{at},no\nBo,Umbra,@who,{at},\n"
    await amara.say("", ("leads.csv", held))
    shown = await amara.sees("This list: 1 new, 1 refused", "nobody here is called “who”")
    await amara.press("Assign 1 lead", shown)
    card = await amara.sees("*Ann Lee* · Initech · MQL: new for you", "E-mail first")
    await amara.press("E-mailed", card)
    await amara.sees("*Ann Lee*", "e-mailed by Amara Okafor")
    assert len(books.entries("leads.imported")) == 1
