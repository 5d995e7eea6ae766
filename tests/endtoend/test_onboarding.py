"""A new hire's list from the manager's form to the last tick, by a clock that is moved."""

from datetime import datetime
from typing import Any

import pytest

from bot.server import Running
from playground import seeds
from playground.server import Playground
from storage import profiles
from tests.endtoend.books import Books
from tests.endtoend.people import Json, Person, Sit, labels, words

DAY = 86_400


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture(autouse=True)
def team(bot: Running, slack: Playground) -> None:
    """Emi, who sells nothing, reports to Graham."""
    with bot.office.database.begin() as session:
        for name, roles in (("emi", ("sdr",)), ("graham", ("asm",))):
            profiles.change(session, seeds.TEAM, slack.people[name], roles=roles)
        manager = slack.people["graham"]
        profiles.change(session, seeds.TEAM, slack.people["emi"], manager=manager)


async def moved(person: Person, **to: Any) -> None:
    said = await person.act("move", **to)
    assert said["ok"], said


async def give_back(person: Person, card: Json) -> None:
    """From the list to a project that is registered and finished."""
    await person.press("Register it", card)
    await person.submit(title="Trip radar", improves="We see fairs", proof="We count")
    page = await person.sees("*Trip radar* is in the register")
    await person.press("Finish", page)


async def test_a_list_is_started_by_the_manager_and_ticked_off_until_it_is_done(
    sit: Sit, slack: Playground, books: Books
) -> None:
    graham, emi = await sit("graham"), await sit("emi")
    now: datetime = slack.clock.instant()
    line = f"start <@{emi.id}> from {now.date().isoformat()}"
    sent = await graham.act("command", channel=graham.place, command="/handrail",
                            text=f"onboarding {line}")  # fmt: skip
    assert sent["ok"], sent
    await graham.submit()
    emi.place = await emi.dm()
    told = await emi.sees("Graham Boyle has started your onboarding list")
    await emi.press("Open the list", told)
    card = await emi.sees("Onboarding of Emi Tanaka", "0 of 7 done")
    await moved(emi, seconds=12 * DAY)
    await graham.sees("Onboarding of Emi Tanaka", "overdue", place=await graham.dm())
    for done in range(1, 6):
        await emi.press("Done", card)
        card = await emi.sees("Onboarding of Emi Tanaka", f"{done} of 7 done")
    await give_back(emi, card)
    end = await emi.sees("Your onboarding list is done")
    assert "7 things" in words(end)
    board = await graham.command("/handrail onboarding board")
    assert "0 under way, 1 done" in words(board)
    assert "Download as CSV" in labels(board)
    await moved(emi, seconds=DAY)
    await books.settle()
    assert len(books.entries("onboarding.item")) == 5
