"""Slack's contract, section 1.1: acknowledgements, triggers and response urls."""

import pytest

from playground.server import Playground
from tests.endtoend.people import Json, Order, Person, Sit

pytestmark = pytest.mark.usefixtures("played")


async def tried(person: Person, text: str) -> Json:
    return await person.act("command", channel=person.place, command="/try", text=text)


async def test_an_empty_acknowledgement_says_nothing(sit: Sit) -> None:
    """HTTP 200 within three seconds: an empty one is enough, and posts nothing."""
    amara = await sit("amara")
    before = len(await amara.messages())
    assert (await tried(amara, "nothing"))["ok"]
    assert len(await amara.messages()) == before


async def test_words_in_the_acknowledgement_are_seen_by_nobody_else(sit: Sit) -> None:
    amara, diego = await sit("amara"), await sit("diego")
    assert (await tried(amara, "words of mine"))["ok"]
    assert (await amara.sees("words of mine"))["ephemeral"]
    assert not [m for m in await diego.messages() if m["text"] == "words of mine"]


async def test_blocks_may_be_the_acknowledgement(sit: Sit) -> None:
    amara = await sit("amara")
    await tried(amara, "blocks")
    shown = await amara.sees("in *blocks*")
    assert (shown["text"], shown["ephemeral"]) == ("fallback", True)


async def test_an_answer_in_channel_is_for_everyone(sit: Sit) -> None:
    amara, diego = await sit("amara"), await sit("diego")
    await tried(amara, "everyone here")
    assert not (await diego.sees("for all here"))["ephemeral"]


async def test_silence_costs_the_person_an_error(sit: Sit, order: Order) -> None:
    """Otherwise "the *user* sees an error"; a missed acknowledgement is a lost click."""
    amara = await sit("amara")
    before = (await order())["unacknowledged"]
    said = await tried(amara, "silence")
    assert said["error"] == '/try failed with the error "operation_timeout"'
    assert (await order())["unacknowledged"] == before + 1


async def test_a_trigger_opens_one_form(sit: Sit) -> None:
    """A trigger "may only be used once"."""
    amara = await sit("amara")
    await tried(amara, "twice")
    await amara.sees("first [] then [exchanged_trigger_id]")
    assert (await amara.form())["callback_id"] == "form"


async def test_a_trigger_is_worth_nothing_after_three_seconds(sit: Sit, order: Order) -> None:
    """Slack: "Triggers expire in three seconds"."""
    amara = await sit("amara")
    await tried(amara, "keep")
    await amara.sees("trigger kept")
    await order(advance=3.1)
    await tried(amara, "kept")
    await amara.sees("kept [expired_trigger_id]")


async def test_a_response_url_takes_five_answers(sit: Sit) -> None:
    """Good for "up to 5 uses within 30 minutes"."""
    amara = await sit("amara")
    await tried(amara, "answers")
    await amara.sees("accepted 5 of 6")
    texts = [message["text"] for message in await amara.messages()]
    assert [text for text in texts if text.startswith("answer ")] == [
        f"answer {n}" for n in range(5)
    ]


async def test_a_global_shortcut_has_no_response_url(sit: Sit, slack: Playground) -> None:
    """There are "none in global-shortcut payloads"."""
    emi = await sit("emi")
    assert (await emi.act("shortcut", app=slack.app.id, callback_id="anywhere"))["ok"]
    assert (await emi.form())["callback_id"] == "form"
    await emi.sees("has a response_url: False", place=await emi.dm())


async def test_a_message_shortcut_carries_its_message(sit: Sit, slack: Playground) -> None:
    emi = await sit("emi")
    said = await emi.say("quote <this> & that")
    where = {"channel": emi.place, "ts": said["ts"]}
    assert (await emi.act("shortcut", app=slack.app.id, callback_id="about", **where))["ok"]
    quoted = await emi.sees("about: quote &lt;this&gt; &amp; that")
    assert quoted["ephemeral"]
