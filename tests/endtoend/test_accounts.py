"""/roe, from the command that is typed to what everybody sees and what is kept."""

import asyncio

import pytest

from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Sit, labels, words

pytestmark = pytest.mark.usefixtures("bot")


@pytest.mark.parametrize("over", ["socket", "http"])
async def test_an_answer_is_decided_cited_and_private(sit: Sit, books: Books) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    answer = await amara.command("/roe 620 employees")
    assert "This account belongs to *Mid-Market First Order*" in words(answer)
    assert "Because" in words(answer)
    assert "/handbook/sales/commercial/" in words(answer)
    assert labels(answer) == ["Why?", "Share here", "Dispute"]
    assert answer["ephemeral"]
    assert await benno.messages() == []
    assert books.asked() == ["/roe 620 employees"]


@pytest.mark.parametrize("over", ["socket", "http"])
async def test_a_missing_fact_is_pressed_and_the_answer_takes_the_questions_place(
    sit: Sit, books: Books
) -> None:
    amara = await sit("amara")
    question = await amara.command("/roe 480 employees")
    assert "New inbound lead" in labels(question)
    assert (await amara.press("New inbound lead", question))["ok"]
    answer = await amara.sees("This account belongs to *Mid-Market Territory*")
    assert (answer["ts"], len(await amara.messages())) == (question["ts"], 1)
    assert [entry.detail["status"] for entry in books.entries("answer")] == [
        "needs_fact",
        "decided",
    ]


@ON_SQLITE
async def test_a_missing_number_is_asked_for_in_a_form_that_complains_at_the_field(
    sit: Sit,
) -> None:
    amara = await sit("amara")
    question = await amara.command("/roe inbound")
    await amara.press("Give the number of employees", question)
    refused = await amara.submit(employees="-3")
    assert refused["response_action"] == "errors"
    assert "-3" in refused["errors"]["employees"]
    assert (await amara.submit(employees="480"))["response_action"] is None
    answer = await amara.sees("This account belongs to *Mid-Market Territory*", "480 employees")
    assert answer["ts"] == question["ts"]
    assert amara.views == {}


@ON_SQLITE
async def test_why_shows_every_rule_beside_the_answer(sit: Sit) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    answer = await amara.command("/roe 620 employees")
    await amara.press("Why?", answer)
    trace = await amara.sees("Why: This account belongs to")
    assert {"✅", "❌"} <= set(words(trace))
    assert trace["ephemeral"]
    assert answer in await amara.messages()
    assert await benno.messages() == []


async def test_a_shared_answer_names_who_asked_and_has_nothing_to_press(sit: Sit) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    answer = await amara.command("/roe 620 employees")
    await amara.press("Share here", answer)
    shared = await benno.sees("Asked by Amara Okafor", "*Mid-Market First Order*")
    assert labels(shared) == []
    own = await amara.sees("✔ Shared with this channel")
    assert (own["ts"], labels(own)) == (answer["ts"], ["Why?", "Dispute"])


async def test_pressed_twice_at_once_is_shared_once(sit: Sit, books: Books) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    answer = await amara.command("/roe 620 employees")
    pressed = await asyncio.gather(*(amara.press("Share here", answer) for _ in range(2)))
    assert [each["ok"] for each in pressed] == [True, True]
    await benno.sees("Asked by Amara Okafor")
    await books.settle()
    assert len(await benno.messages()) == 1


async def test_the_bare_command_opens_a_form_with_every_fact(sit: Sit) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    await amara.act("command", channel=amara.place, command="/roe", text="")
    asked = {block["block_id"] for block in (await amara.form())["blocks"]}
    assert {"employees", "potential_users", "direction", "region"} <= asked
    nothing = await amara.submit()
    assert "480" in nothing["errors"]["employees"]
    wrong = await amara.submit(employees="lots", direction="inbound")
    assert list(wrong["errors"]) == ["employees"]
    assert (await amara.submit(employees="480", direction="inbound"))["ok"]
    assert (await amara.sees("*Mid-Market Territory*"))["ephemeral"]
    assert await benno.messages() == []
