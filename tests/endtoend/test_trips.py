"""A trip from its planning to the end of its reminders, in a local Slack whose clock is moved."""

from typing import Any

import pytest

from bot.server import Running
from playground import seeds
from playground.server import Playground
from storage import profiles
from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, words

DOCUMENT = "https://docs.google.com/document/d/1kubecon-paris/edit"
OTHER = "https://docs.google.com/document/d/1kubecon-paris-second/edit"
DAY = 86_400
ASKED = "share your trip notes"


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture
def admins(slack: Playground) -> str:
    return slack.people["imran"]


@pytest.fixture(autouse=True)
def team(bot: Running, slack: Playground) -> None:
    """Amara reports to Fatima."""
    with bot.office.database.begin() as session:
        manager = slack.people["fatima"]
        profiles.change(session, seeds.TEAM, slack.people["amara"], manager=manager)


async def moved(person: Person, **to: Any) -> None:
    said = await person.act("move", **to)
    assert said["ok"], said


async def count(person: Person, part: str) -> int:
    return sum(part in words(each) for each in await person.messages(await person.dm()))


@pytest.fixture
async def amara(sit: Sit, bot: Running) -> Person:
    """Back from a trip that ended yesterday, on the next workday at nine."""
    imran, amara = await sit("imran"), await sit("amara")
    assert "Trip notes are posted in" in words(await imran.command("/tripnotes channel"))
    await imran.sees("Trip notes are posted here from now on")
    planned = await amara.command("/tripnotes plan KubeCon, Paris, yesterday, cost 2000 24 hours")
    assert "Close $10,000 Net ARR" in words(planned)
    await moved(amara, moment="workday")
    assert await count(amara, ASKED) == 0
    await moved(amara, seconds=90)
    return amara


async def test_the_card_is_ticked_off_the_notes_are_posted_and_reminders_stop(
    amara: Person, sit: Sit, books: Books
) -> None:
    place = await amara.dm()
    card = await amara.sees(ASKED, place=place)
    await amara.press("Written", card)
    await amara.sees("✅ 1. Write the notes", place=place)
    await amara.press("Share my notes", await amara.sees(ASKED, place=place))
    said = await amara.submit(link="https://notes.example/kubecon", takeaway="")
    assert "a document on docs.google.com" in said["errors"]["link"]
    await amara.submit(link=DOCUMENT, takeaway="Platform teams decide now", people="Globex")
    post = await amara.sees("Trip notes by Amara Okafor")
    assert "Platform teams decide now" in words(post)
    await amara.sees("notes shared by Amara Okafor", "✅ 3.", place=place)
    found = await (await sit("benno")).command("/tripnotes find kubecon")
    assert "Platform teams decide now" in words(found)
    await moved(amara, seconds=8 * DAY)
    await books.settle()
    assert await count(amara, ASKED) == 1  # the card, on which it is done
    assert await count(amara, "enter your feedback") == 1
    assert await count(await sit("fatima"), "trip notes of") == 0


async def test_a_link_in_the_channel_is_taken_followed_and_missed_when_it_is_gone(
    amara: Person, sit: Sit, books: Books
) -> None:
    place = await amara.dm()
    said = await amara.say(f"Platform teams decide now: {DOCUMENT}")
    await amara.sees("is taken as the notes of KubeCon, Paris", place=place)
    message = {"channel": amara.place, "ts": said["ts"]}
    assert (await amara.act("edit", **message, text=f"The second draft: {OTHER}"))["ok"]
    await amara.sees("the document now that your changed message leads to", place=place)
    found = words(await amara.command("/tripnotes find paris"))
    assert OTHER in found
    assert (await amara.act("delete", **message))["ok"]
    await amara.sees("was deleted, so I count them as not shared", place=place)
    await moved(amara, seconds=14 * DAY)
    await books.settle()
    assert await count(amara, ASKED) == 4  # the card, and three more
    assert await count(await sit("fatima"), "trip notes of") == 1
