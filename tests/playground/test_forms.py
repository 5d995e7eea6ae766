"""Modals, triggers and submissions with a real Bolt app."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from playground.server import Playground

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


async def open_form(bot: Any, sit: Any, name: str = "amara") -> tuple[Any, Json, Json]:
    person = await sit(name)
    await person.act("command", channel="C0SALESROE", command="/form", text="")
    view = (await person.hear("view"))["view"]
    return person, view, await bot.got()


async def test_a_form_opens_and_its_answers_arrive_with_initial_values(bot: Any, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    state = {"note": {"text": {"text": "Met the CFO"}}, "seats": {"n": {"text": "12"}}}
    told = await amara.act("submit", view=view["id"], state=state)
    assert told == {"ok": True, "response_action": None, "errors": {}}
    values = (await bot.got())["view"]["state"]["values"]
    assert values["note"]["text"] == {"type": "plain_text_input", "value": "Met the CFO"}
    assert values["seats"]["n"]["value"] == "12"
    assert values["owner"]["u"]["selected_user"] == "U0EMI0001"
    assert (await amara.hear("view_closed"))["id"] == view["id"]


@pytest.mark.parametrize(
    ("state", "block"),
    [
        ({"note": {"text": {"text": ""}}}, "note"),
        ({"note": {"text": {"text": "a"}}, "seats": {"n": {"text": "many"}}}, "seats"),
        ({"note": {"text": {"text": "a"}}, "seats": {"n": {"text": "0"}}}, "seats"),
        ({"note": {"text": {"text": "a"}}, "seats": {"n": {"text": "1.5"}}}, "seats"),
        ({"note": {"text": {"text": "a"}}, "owner": {"u": {"id": None}}}, "owner"),
    ],
)
async def test_slack_checks_a_form_before_the_app_sees_it(
    bot: Any, sit: Any, state: Json, block: str
) -> None:
    amara, view, _ = await open_form(bot, sit)
    told = await amara.act("submit", view=view["id"], state=state)
    assert (told["response_action"], list(told["errors"])) == ("errors", [block])
    assert bot.seen.empty()


async def test_errors_from_the_app_keep_the_form_open(bot: Any, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    bot.answers["view"] = {"response_action": "errors", "errors": {"note": "Say who you met."}}
    state = {"note": {"text": {"text": "x"}}}
    told = await amara.act("submit", view=view["id"], state=state)
    assert told["errors"] == {"note": "Say who you met."}
    bot.answers["view"] = {}
    assert (await amara.act("submit", view=view["id"], state=state))["response_action"] is None


async def test_errors_for_a_block_that_is_no_input_are_trouble(bot: Any, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    bot.answers["view"] = {"response_action": "errors", "errors": {"nowhere": "Lost"}}
    told = await amara.act("submit", view=view["id"], state={"note": {"text": {"text": "x"}}})
    assert told["error"] == "We had some trouble connecting. Try again?"


async def test_a_form_is_updated_in_place_and_pushed_upon_three_deep(bot: Any, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    state = {"note": {"text": {"text": "x"}}}
    bot.answers["view"] = {
        "response_action": "update",
        "view": {**bot.form, "title": text("Again")},
    }
    assert (await amara.act("submit", view=view["id"], state=state))["response_action"] == "update"
    assert (await amara.hear("view"))["view"]["title"]["text"] == "Again"
    bot.answers["view"] = {"response_action": "push", "view": bot.form}
    await amara.act("submit", view=view["id"], state=state)
    second = (await amara.hear("view"))["view"]
    assert (second["previous_view_id"], second["root_view_id"]) == (view["id"], view["id"])
    await amara.act("submit", view=second["id"], state=state)
    third = (await amara.hear("view"))["view"]
    told = await amara.act("submit", view=third["id"], state=state)
    assert told["ok"] is False
    bot.answers["view"] = {"response_action": "clear"}
    assert (await amara.act("submit", view=third["id"], state=state))["response_action"] == "clear"
    assert (await amara.hear("view_closed"))["all"] is True


async def test_closing_a_form_is_told_to_the_app_that_asks(bot: Any, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    assert (await amara.act("close", view=view["id"]))["ok"] is True
    body = await bot.got()
    assert (body["type"], body["is_cleared"]) == ("view_closed", False)


async def test_nobody_submits_anothers_form(bot: Any, sit: Any) -> None:
    _, view, _ = await open_form(bot, sit)
    benno = await sit("benno")
    told = await benno.act("submit", view=view["id"], state={"note": {"text": {"text": "x"}}})
    assert told["ok"] is False


async def test_a_trigger_works_once_and_for_three_seconds(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara, _, body = await open_form(bot, sit)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await bot.client.views_open(trigger_id=body["trigger_id"], view=bot.form)
    await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    late = (await bot.got())["trigger_id"]
    playground.platform.clock.advance(3.5)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await bot.client.views_open(trigger_id=late, view=bot.form)


async def test_a_view_is_updated_only_with_the_right_hash(bot: Any, sit: Any) -> None:
    _, view, _ = await open_form(bot, sit)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await bot.client.views_update(view_id=view["id"], hash="0.0", view=bot.form)
    await bot.client.views_update(view_id=view["id"], hash=view["hash"], view=bot.form)


async def test_a_form_pushed_from_a_press_lies_on_the_one_below(bot: Any, sit: Any) -> None:
    bot.form = {**bot.form, "blocks": [*bot.form["blocks"], bot.buttons]}
    amara, view, _ = await open_form(bot, sit)
    holder = view["blocks"][-1]["block_id"]
    source = {"view": view["id"]}
    action = {"block_id": holder, "action_id": "accept"}
    state = {"note": {"text": {"text": "typed"}}}
    await amara.act("action", source=source, action=action, state=state)
    body = await bot.got()
    assert body["container"] == {"type": "view", "view_id": view["id"]}
    assert body["view"]["state"]["values"]["note"]["text"]["value"] == "typed"
    pushed = await bot.client.views_push(trigger_id=body["trigger_id"], view=bot.form)
    assert pushed["view"]["root_view_id"] == view["id"]


async def test_what_was_typed_survives_an_update_of_the_form(bot: Any, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    bot.answers["view"] = {"response_action": "update", "view": {**bot.form, "title": text("2")}}
    await amara.act("submit", view=view["id"], state={"note": {"text": {"text": "typed"}}})
    kept = (await bot.got())["view"]["state"]["values"]["note"]["text"]["value"]
    again = (await amara.hear("view"))["view"]
    assert (kept, again["state"]["values"]["note"]["text"]["value"]) == ("typed", "typed")


async def test_what_has_no_button_to_send_it_cannot_be_sent(bot: Any, sit: Any) -> None:
    shown = {"type": "section", "text": {"type": "mrkdwn", "text": "Only to read"}}
    title = {"type": "plain_text", "text": "Read me"}
    bot.form = {"type": "modal", "callback_id": "trip", "title": title, "blocks": [shown]}
    amara, view, _ = await open_form(bot, sit)
    told = await amara.act("submit", view=view["id"], state={})
    assert told["error"] == "That form has nothing to send; it can only be closed."
