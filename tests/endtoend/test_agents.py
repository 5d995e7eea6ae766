"""The agent pane: opened, asked, answered in its thread."""

from typing import Any

import pytest

from bot import manifest
from handlers.kit.delivery import BUSY
from handlers.pane import GREETING, PROMPTS
from tests.endtoend.people import ON_SQLITE, Json, Order, Sit

pytestmark = pytest.mark.usefixtures("bot")

QUESTION = "who owns a 480 person company with 130 devs that came inbound?"


async def opened(person: Any) -> Json:
    """The thread of a new talk in the pane."""
    said = await person.act("agent", app=person.slack.app.id)
    assert said["ok"], said
    return dict(said)


async def told(person: Any, key: str) -> Any:
    """What the pane was last told of its status, title or prompts, which have a title too."""

    async def look() -> Any:
        found = [each for each in person.told if key == "prompts" or "prompts" not in each]
        return next((each[key] for each in reversed(found) if each.get(key)), None)

    return await person.until(look, f"the pane's {key}")


def test_the_manifest_offers_the_prompts_that_the_bot_does() -> None:
    listed = manifest.kept()["features"]["agent_view"]["suggested_prompts"]
    assert {each["title"]: each["message"] for each in listed} == PROMPTS


@pytest.mark.parametrize("over", ["socket", "http"])
async def test_who_opens_the_pane_is_greeted_with_four_questions(sit: Sit) -> None:
    amara = await sit("amara")
    pane = await opened(amara)
    await amara.sees(GREETING, place=pane["channel"], thread=pane["thread"])
    assert {each["title"]: each["message"] for each in await told(amara, "prompts")} == PROMPTS


@ON_SQLITE
async def test_a_question_is_answered_in_its_thread_and_names_the_talk(sit: Sit) -> None:
    amara = await sit("amara")
    pane = await opened(amara)
    where = {"place": pane["channel"], "thread": pane["thread"]}
    await amara.say(QUESTION, **where)
    await amara.sees("This account belongs to *Mid-Market Territory*", **where)
    assert await told(amara, "status") == BUSY
    assert await told(amara, "title") == QUESTION
    await amara.say("620 employees inbound", **where)
    await amara.sees("*Mid-Market First Order*", **where)
    assert [each["title"] for each in amara.told if each.get("title") == QUESTION] == [QUESTION]


@ON_SQLITE
@pytest.mark.parametrize("question", PROMPTS.values())
async def test_every_prompt_gets_a_decided_answer(sit: Sit, books: Any, question: str) -> None:
    amara = await sit("amara")
    pane = await opened(amara)
    where = {"place": pane["channel"], "thread": pane["thread"]}
    await amara.say(question, **where)
    await amara.sees("📖", **where)
    assert books.asked() == [question]


@ON_SQLITE
async def test_an_answer_does_not_wait_for_the_status(sit: Sit, order: Order) -> None:
    amara = await sit("amara")
    pane = await opened(amara)
    where = {"place": pane["channel"], "thread": pane["thread"]}
    await amara.sees(GREETING, **where)
    await order(fault={"method": "assistant.threads.setStatus", "kind": "lost_reply"})
    await amara.say(QUESTION, **where)
    await amara.sees("This account belongs to *Mid-Market Territory*", **where)
