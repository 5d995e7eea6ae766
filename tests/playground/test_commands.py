"""Slash commands with a real Bolt app over a real socket."""

from typing import Any

from playground.server import Playground

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


async def test_a_command_carries_who_where_and_what(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    assert await amara.act("command", channel="C0SALESROE", command="/roe", text="620 employees")
    body = await bot.got()
    assert (body["command"], body["text"]) == ("/roe", "620 employees")
    assert (body["user_id"], body["user_name"]) == (amara.user, "amara")
    assert (body["channel_id"], body["channel_name"]) == ("C0SALESROE", "sales-roe")


async def test_the_acknowledgement_of_a_command_is_seen_only_by_who_asked(
    bot: Any, sit: Any
) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    bot.answers["command"] = {"text": "Mid-Market owns it"}
    await amara.act("command", channel="C0SALESROE", command="/roe", text="620")
    shown = (await amara.hear("message"))["message"]
    assert (shown["text"], shown["ephemeral"]) == ("Mid-Market owns it", True)
    hers = await amara.get("/_page/messages", channel="C0SALESROE")
    his = await benno.get("/_page/messages", channel="C0SALESROE")
    assert [m["text"] for m in hers["messages"]] == ["Mid-Market owns it"]
    assert his["messages"] == []


async def test_an_answer_for_everyone_is_seen_by_everyone(bot: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    bot.answers["command"] = {"text": "Shared", "response_type": "in_channel"}
    await amara.act("command", channel="C0SALESROE", command="/roe", text="620")
    assert (await benno.hear("message"))["message"]["text"] == "Shared"


async def test_an_answer_slack_would_refuse_is_counted(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    bot.answers["command"] = {"text": "x", "blocks": [{"type": "header", "text": text("y" * 151)}]}
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="620")
    assert told["error"] == '/roe failed with the error "invalid_blocks"'
    assert playground.platform.counters.violations == 1


async def test_people_of_other_companies_have_no_commands(bot: Any, sit: Any) -> None:
    kavya = await sit("kavya")
    told = await kavya.act("command", channel="C0COMMERC1", command="/roe", text="")
    assert "is not a valid command" in told["error"]
    assert (await kavya.get("/_page/state"))["commands"] == []
