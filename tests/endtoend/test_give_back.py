"""A Give Back project from the form to the question of the next month, by a clock that is moved."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.server import Running
from playground import seeds
from playground.server import Playground
from policies.give_backs import first_of
from policies.give_backs.adoption import month_after
from storage import profiles
from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, labels, words

ASKED = "who used it in"
WEEK = 7 * 86_400


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture(autouse=True)
def team(bot: Running, slack: Playground) -> None:
    """Both have a role, and so the team is two."""
    with bot.office.database.begin() as session:
        for name in ("amara", "benno"):
            profiles.change(session, seeds.TEAM, slack.people[name], roles=("smb",))


async def moved(person: Person, **to: Any) -> None:
    said = await person.act("move", **to)
    assert said["ok"], said


async def into_next_month(person: Person, slack: Playground) -> None:
    """Past the first workday of it, wherever somebody is."""
    now: datetime = slack.clock.instant()
    begins = month_after(first_of(now.date()))
    at = datetime(begins.year, begins.month, 6, 12, tzinfo=UTC)
    await moved(person, seconds=int((at - now).total_seconds()))


async def asked(person: Person) -> int:
    found = await person.messages(await person.dm())
    return sum(ASKED in words(each) for each in found)


async def test_a_project_is_registered_used_finished_and_asked_about_until_it_is_confirmed(
    sit: Sit, slack: Playground, books: Books
) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    empty = await amara.command("/handrail giveback")
    assert "Nobody has registered a Give Back project yet." in words(empty)
    await amara.press("Register a project", empty)
    sent = await amara.submit(title="Trip radar", improves="We see fairs", proof="We count")
    assert sent["response_action"] is None, sent
    await amara.sees("*Trip radar* is in the register")
    page = await benno.command("/handrail giveback radar")
    await benno.press("I used it this month", page)
    await benno.sees("Counted once for", "1 of 2")
    await amara.press("Finish", await amara.command("/handrail giveback radar"))
    await amara.sees("✔ Finished.")
    await into_next_month(amara, slack)
    place = await amara.dm()
    card = await amara.sees(
        "*Trip radar*: who used it in", "So far 1 of 2 people, 50 %", place=place
    )
    await amara.press("The figure is right", card)
    done = await amara.sees("recorded, 1 of 2 people, 50 %", place=place)
    assert "The figure is right" not in labels(done)
    await moved(amara, seconds=2 * WEEK)
    await books.settle()
    assert await asked(amara) == 1  # the one on which it is done
    kinds = ("registered", "used", "finished", "recorded")
    assert [len(books.entries(f"giveback.{each}")) for each in kinds] == [1, 1, 1, 1]
