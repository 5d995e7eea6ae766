"""A written question from its form to its answer, in a local Slack whose clock is moved."""

from typing import Any

import pytest

from bot.server import Running
from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, labels, words

ISSUE = "https://gitlab.example/triage/7"
HOURS = 3_600


@pytest.fixture
def movable() -> bool:
    return True


async def moved(person: Person, **to: Any) -> None:
    said = await person.act("move", **to)
    assert said["ok"], said


async def asked(amara: Person) -> None:
    """The form, with what only she can tell."""
    command = {"channel": amara.place, "command": "/handrail", "text": "support ask Acme"}
    await amara.act("command", **command)
    sent = await amara.submit(
        kind="sa", segment="smb", region="americas", stage="pre", wish="written",
        need="Can two groups share a runner?",
    )  # fmt: skip
    assert sent["response_action"] is None, sent


async def test_a_written_question_is_posted_waited_for_and_answered(
    sit: Sit, bot: Running, books: Books
) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    await moved(amara, moment="workday")
    await moved(amara, seconds=600)
    await asked(amara)
    card = await amara.sees("SA, before the sale", "Help in writing", "Americas SA triage board")
    assert "It is posted…" in labels(card)
    await amara.press("It is posted…", card)
    await amara.submit(link=ISSUE)
    await amara.sees("✔ Posted. The answer is due by")
    amara.place = await amara.dm()
    await moved(amara, seconds=49 * HOURS)
    for _ in range(4):  # the 48 hours may end on a weekend
        if any("Is it there?" in words(each) for each in await amara.messages(amara.place)):
            break
        await moved(amara, seconds=24 * HOURS)
    reminder = await amara.sees("the answer was due by", "Is it there?")
    await amara.press("Answered", reminder)
    await amara.sees("✔ Answered, and I stop asking.")
    told = words(await benno.command("/handrail support account Acme"))
    assert "Not shown, as others did it: 1." in told
    await moved(amara, seconds=1_200)  # until nothing can be undone any more
    await books.settle()
    kinds = [each.kind for kind in ("asked", "posted", "answered")
             for each in books.entries(f"support.{kind}")]  # fmt: skip
    assert kinds == ["support.asked", "support.posted", "support.answered"]
    assert books.are_intact()
