"""Next steps through the whole bot: asked in the morning, updated in place, undone, then silent."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.server import Running
from playground import seeds
from playground.server import Playground
from storage import opportunities
from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, words

STEP = "Send Jane the order form"
DAY = 86_400


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture
def sell(bot: Running, slack: Playground) -> Callable[[str], None]:
    """An opportunity of Amara's that has no next step."""

    def sell(name: str) -> None:
        at = slack.clock.instant()
        values: dict[str, opportunities.Value] = {"name": name, "owner": slack.people["amara"]}
        with bot.office.database.begin() as session:
            opportunities.add(session, seeds.TEAM, values, by="", at=at, source="import")

    return sell


async def moved(person: Person, **to: Any) -> None:
    said = await person.act("move", **to)
    assert said["ok"], said


async def count(person: Person) -> int:
    return sum("for you" in words(each) or "all done" in words(each)
               for each in await person.messages())  # fmt: skip


async def test_two_are_asked_about_at_nine_updated_in_place_and_then_not_again(
    sit: Sit, sell: Callable[[str], None], books: Books
) -> None:
    amara = await sit("amara")
    amara.place = await amara.dm()
    await moved(amara, moment="workday")
    await moved(amara, seconds=7_200)  # what comes about after nine waits for the next morning
    sell("Acme Platform")
    sell("Globex Runners")
    await moved(amara, moment="workday")
    assert await count(amara) == 0
    await moved(amara, seconds=90)
    digest = await amara.sees("2 things for you", "*Acme Platform*", "*Globex Runners*")
    await amara.press("Update", digest)
    await amara.submit(step=STEP, move="week")
    shown = await amara.sees("1 thing for you", "by Amara Okafor, 09:0")
    assert shown["ts"] == digest["ts"]
    await amara.press("Undo", shown)
    digest = await amara.sees("2 things for you")
    for left in ("1 thing for you", "all done"):
        await amara.press("Update", digest)
        await amara.submit(step=STEP, move="week")
        digest = await amara.sees(left)
    await moved(amara, seconds=DAY)
    await books.settle()
    assert await count(amara) == 1


async def test_a_message_becomes_a_next_step_with_the_way_back_to_it(
    sit: Sit, sell: Callable[[str], None]
) -> None:
    benno, amara = await sit("benno"), await sit("amara")
    sell("Acme Platform")
    said = await benno.say("Somebody should ask Jane who signs security reviews")
    where = {"channel": said["channel"], "ts": said["ts"]}
    done = await amara.act("shortcut", app="A0HANDRAIL", callback_id="nextsteps.capture", **where)
    assert done["ok"], done
    form = await amara.form()
    assert "Somebody should ask Jane" in str(form)
    field = {"block_id": "opportunity", "action_id": "nextsteps.opportunity"}
    offered = await amara.act("suggest", source={"view": form["id"]}, action=field, value="acme")
    assert [each["text"]["text"] for each in offered["options"]] == ["Acme Platform"]
    await amara.submit(opportunity="1", step="Ask Jane who signs", move="next")
    await amara.sees("✔", "Ask Jane who signs", f"p{said['ts'].replace('.', '')}")
