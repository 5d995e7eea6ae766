"""Commands that calculate, by line and by form, and what people think of answers."""

from typing import Any

import pytest

from handlers.kit.controls import RATE
from storage import feedback
from storage.database import Database
from tests.endtoend.people import ON_SQLITE, Json, Sit, words

pytestmark = pytest.mark.usefixtures("bot")


def rating(message: Json) -> tuple[str, Json]:
    """The block and the two thumbs under an answer."""
    block = next(each for each in message["blocks"] if each["type"] == "context_actions")
    return block["block_id"], block["elements"][0]


async def rate(person: Any, message: Json, half: str) -> None:
    block, thumbs = rating(message)
    said = await person.act(
        "action",
        source={"channel": message["channel"], "ts": message["ts"]},
        action={"block_id": block, "action_id": RATE},
        value={"value": thumbs[half]["value"]},
    )
    assert said["ok"], said


@pytest.mark.parametrize("over", ["socket", "http"])
async def test_a_deal_is_told_in_a_form_and_its_missing_fact_pressed(sit: Sit) -> None:
    amara = await sit("amara")
    await amara.act("command", channel=amara.place, command="/deal", text="")
    await amara.submit(net_arr="6k", closes="next-month")
    asked = await amara.sees("Is it an SMB, a Mid-Market or an Enterprise deal?")
    await amara.press("SMB", asked)
    answer = await amara.sees("✔ *Lightweight deal review*")
    assert answer["ts"] == asked["ts"]


@ON_SQLITE
async def test_a_wrong_field_is_named_and_the_form_stays(sit: Sit) -> None:
    amara = await sit("amara")
    await amara.act("command", channel=amara.place, command="/handrail", text="coverage")
    said = await amara.submit(target="400k", pipeline="banana")
    assert "“banana”" in said["errors"]["pipeline"]
    await amara.submit(target="400k", pipeline="1,150,500")
    assert "$249,500" in words(await amara.sees("Short by"))


@ON_SQLITE
async def test_an_opinion_is_thanked_for_and_may_change(sit: Sit, address: str) -> None:
    amara = await sit("amara")
    answer = await amara.command("/handrail ask may I ask the prospect for head-count?")
    await rate(amara, answer, "positive_button")
    await amara.sees("noted: this helped")
    await rate(amara, answer, "negative_button")
    await amara.sees("noted as wrong")
    database = Database(address)
    with database.reading() as session:
        (kept,) = feedback.entries(session)
    database.close()
    assert (kept.person, kept.verdict) == (amara.id, "wrong")
    assert kept.question.endswith("may I ask the prospect for head-count?")
