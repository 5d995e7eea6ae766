"""Account ranking through the whole bot: a line, the form, a table, and a talk that falls due."""

from collections.abc import Callable

import pytest

from bot.server import Running
from playground import seeds
from playground.server import Playground
from storage import profiles, ranks
from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, words

TABLE = "account,rank,reason\nInitech,3,Uses another tool\nUmbra,7,No such rank\n"


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture
def kept(bot: Running, slack: Playground) -> Callable[[], dict[str, str]]:
    """What Benno, who sells to Mid-Market, has ranked."""
    benno = slack.people["benno"]
    with bot.office.database.begin() as session:
        profiles.change(session, seeds.TEAM, benno, roles=("mm-territory",))

    def kept() -> dict[str, str]:
        with bot.office.database.begin() as session:
            return {
                each.account: each.rank for each in ranks.of_people(session, seeds.TEAM, [benno])
            }

    return kept


async def talks(person: Person) -> int:
    return sum("talk with them" in words(each) for each in await person.messages())


async def moved(person: Person, **to: object) -> None:
    said = await person.act("move", **to)
    assert said["ok"], said


async def morning(person: Person) -> None:
    await moved(person, moment="workday")
    await moved(person, seconds=90)


async def test_an_account_is_ranked_its_talk_asked_for_and_logged(
    sit: Sit, kept: Callable[[], dict[str, str]], books: Books
) -> None:
    benno = await sit("benno")
    await moved(benno, moment="workday")
    await benno.command("/handrail rank set Globex 2 because they add a team")
    await benno.sees("✔ *Globex* is Rank 2.")
    await benno.act("command", channel=benno.place, command="/handrail", text="rank set")
    sent = await benno.submit(account="Acme", rank="1", reason="The largest one of this year")
    assert sent["response_action"] is None, sent
    await benno.act("command", channel=benno.place, command="/handrail", text="rank import")
    await benno.submit(ranks=TABLE)
    benno.place = await benno.dm()
    shown = await benno.sees("This table: 1 new, 1 refused", "there is no Rank “7”")
    await benno.press("Apply 1 change", shown)
    await benno.sees("The ranks are applied: 1 new")
    assert kept() == {"Acme": "1", "Globex": "2", "Initech": "3"}
    await benno.command("/handrail rank talk Globex 30 days ago: renewal")
    await benno.sees("✔ *Globex*: talked with on")
    await morning(benno)
    digest = await benno.sees("*Globex* · Rank 2: talk with them", "*Done* logs it for today.")
    await benno.press("Done", digest)
    await benno.sees("talk logged by Benno Weiss")
    before = await talks(benno)
    await morning(benno)
    await books.settle()
    assert await talks(benno) == before
    assert [entry.kind for entry in books.entries("rank.talked")] == ["rank.talked"] * 2
