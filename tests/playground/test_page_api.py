"""The page's own API: what people see, and what they never see."""

from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.server import Playground

MARKER = "between us only"


def client(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(playground.bot_token, base_url=playground.api_url)


async def test_the_picker_names_everyone_with_a_title(sit: Any) -> None:
    told = await (await sit("amara")).get("/_page/people")
    people = {person["name"]: person for person in told["people"]}
    assert told["workspace"]["name"] == "Acme Software"
    assert people["helen"]["title"] == "VP Commercial Sales"
    assert (people["amara"]["initials"], people["jonas"]["kind"]) == ("AO", "guest")


async def test_the_state_holds_commands_apps_and_my_places(sit: Any) -> None:
    state = await (await sit("amara")).get("/_page/state")
    assert state["me"]["name"] == "amara"
    assert [row["command"] for row in state["commands"]] == ["/roe", "/form"]
    (app,) = state["apps"]
    assert (app["id"], app["name"], app["bot_user"], app["home"]) == (
        "A0HANDRAIL", "Tried", "U0HANDRAIL", True,
    )  # fmt: skip
    assert {place["name"] for place in state["channels"]} >= {"general", "random", "sales-roe"}


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("amara", {"general", "commercial", "sales-roe", "random", "q1-kickoff"}),
        ("fatima", {"general", "commercial", "sales-roe", "random", "q1-kickoff", "asm-only"}),
        ("jonas", {"sales-roe"}),
        ("kavya", {"commercial"}),
    ],
)
async def test_each_person_sees_only_their_places(sit: Any, name: str, seen: set[str]) -> None:
    state = await (await sit(name)).get("/_page/state")
    assert {place["name"] for place in state["channels"]} == seen


@pytest.mark.parametrize("name", ["lucia", "statusbot"])
async def test_leavers_and_bots_cannot_sign_in(playground: Playground, name: str) -> None:
    async with ClientSession() as session:
        url = f"{playground.url}/_page/state?as={playground.people[name]}"
        async with session.get(url) as answer:
            assert (await answer.json())["ok"] is False


async def test_private_words_reach_nobody_else(sit: Any, playground: Playground) -> None:
    fatima, graham, amara, jonas = [
        await sit(name) for name in ("fatima", "graham", "amara", "jonas")
    ]
    await fatima.act("message", channel="C0ASMONLY1", text=MARKER)
    direct = (await fatima.act("open_im", user=graham.user))["channel"]
    await fatima.act("message", channel=direct, text=MARKER)
    bot = client(playground)
    await bot.chat_postMessage(channel=graham.user, text=MARKER)
    await bot.chat_postEphemeral(channel="C0SALESROE", user=graham.user, text=MARKER)
    await fatima.act("message", channel="C0SALESROE", text="the end")
    for browser in (amara, jonas):
        while (await browser.hear("message"))["message"]["text"] != "the end":
            pass
        assert MARKER not in str(browser.heard)
        for channel in ("C0ASMONLY1", direct, "C0SALESROE"):
            assert MARKER not in str(await browser.get("/_page/messages", channel=channel))
        assert MARKER not in str(await browser.get("/_page/state"))


async def test_nobody_acts_in_a_place_they_cannot_see(sit: Any) -> None:
    amara = await sit("amara")
    for do in ("message", "command", "join", "read"):
        told = await amara.act(do, channel="C0ASMONLY1", text="x", command="/roe")
        assert told == {"ok": False, "error": "There is no such conversation."}


async def test_a_file_in_a_private_place_is_fetched_only_by_its_members(
    sit: Any, playground: Playground
) -> None:
    fatima, graham, amara = [await sit(name) for name in ("fatima", "graham", "amara")]
    files = [{"name": "pay.csv", "mimetype": "text/csv", "base64": "cGF5"}]
    sent = await fatima.act("message", channel="C0ASMONLY1", text="", files=files)
    url = playground.url + sent["message"]["files"][0]["url"]
    for browser, status in ((graham, 200), (amara, 404)):
        async with browser.session.get(url, params={"as": browser.user}) as answer:
            assert answer.status == status
    async with amara.session.get(url, headers={"Authorization": f"Bearer {'x' * 9}"}) as answer:
        assert (await answer.read()) != b"pay"


async def test_unread_marks_rise_and_fall(sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    await amara.act("message", channel="C0SALESROE", text="one")
    assert (await benno.hear("unread"))["unread"] == 1
    await benno.act("read", channel="C0SALESROE")
    assert (await benno.hear("unread"))["unread"] == 0


async def test_an_edit_a_thread_and_a_deletion_are_seen_at_once(
    sit: Any, playground: Playground
) -> None:
    amara, bot = await sit("amara"), client(playground)
    sent = await bot.chat_postMessage(channel="C0SALESROE", text="draft")
    await bot.chat_update(channel="C0SALESROE", ts=sent["ts"], text="final")
    texts = [(await amara.hear("message"))["message"] for _ in range(2)]
    assert [(m["text"], m["edited"]) for m in texts] == [("draft", False), ("final", True)]
    await amara.act("message", channel="C0SALESROE", text="reply", thread=sent["ts"])
    assert (await amara.hear("message"))["message"]["thread_ts"] == sent["ts"]
    assert (await amara.hear("message"))["message"]["reply_count"] == 1
    thread = await amara.get("/_page/messages", channel="C0SALESROE", thread=sent["ts"])
    assert [m["text"] for m in thread["messages"]] == ["final", "reply"]
    await bot.chat_delete(channel="C0SALESROE", ts=sent["ts"])
    assert (await amara.hear("message_deleted"))["ts"] == sent["ts"]


async def test_a_private_reply_in_a_thread_is_not_even_counted_for_others(
    sit: Any, playground: Playground
) -> None:
    amara, benno, bot = await sit("amara"), await sit("benno"), client(playground)
    ts = (await bot.chat_postMessage(channel="C0SALESROE", text="Deal"))["ts"]
    await bot.chat_postEphemeral(channel="C0SALESROE", user=amara.user, text=MARKER, thread_ts=ts)
    (parent,) = (await benno.get("/_page/messages", channel="C0SALESROE"))["messages"]
    hers = await amara.get("/_page/messages", channel="C0SALESROE", thread=ts)
    assert parent["reply_count"] == 0
    assert [message["text"] for message in hers["messages"]] == ["Deal", MARKER]


async def test_who_is_deactivated_hears_nothing_more(sit: Any, playground: Playground) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    order = {"person": {"id": amara.user, "kind": "deactivated"}}
    async with amara.session.post(f"{playground.url}/_control", json=order) as answer:
        assert (await answer.json())["ok"] is True
    await benno.act("message", channel="C0SALESROE", text="after")
    await benno.hear("message")
    with pytest.raises(TimeoutError):
        await amara.socket.receive_json(timeout=0.1)
    assert (await amara.act("read", channel="C0SALESROE"))["ok"] is False


async def test_a_bot_changes_and_deletes_only_its_own_messages(
    sit: Any, playground: Playground
) -> None:
    amara, bot = await sit("amara"), client(playground)
    said = (await amara.act("message", channel="C0SALESROE", text="mine"))["message"]
    with pytest.raises(SlackApiError, match="cant_update_message"):
        await bot.chat_update(channel="C0SALESROE", ts=said["ts"], text="yours")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        await bot.chat_delete(channel="C0SALESROE", ts=said["ts"])
    shown = await amara.get("/_page/messages", channel="C0SALESROE")
    assert [message["text"] for message in shown["messages"]] == ["mine"]


async def test_a_command_in_a_thread_is_declined_as_slack_does(sit: Any) -> None:
    amara = await sit("amara")
    told = await amara.act("command", channel="C0SALESROE", command="/roe", thread="1.2")
    assert told["error"] == "/roe is not supported in threads. Sorry!"


async def test_an_unknown_command_is_said_to_be_unknown(sit: Any) -> None:
    amara = await sit("amara")
    told = await amara.act("command", channel="C0SALESROE", command="/nope", text="")
    assert "/nope is not a valid command" in told["error"]


async def test_one_must_join_before_writing(sit: Any) -> None:
    imran = await sit("imran")
    archived = await imran.act("message", channel="C0ARCHIVE1", text="x")
    assert "archived" in archived["error"]


async def test_the_inspector_shows_calls_without_tokens(sit: Any, playground: Playground) -> None:
    amara = await sit("amara")
    await client(playground).chat_postMessage(channel="C0SALESROE", text=playground.bot_token)
    entries = (await amara.get("/_page/inspector", after="0"))["entries"]
    told = entries[0]["kind"], entries[0]["title"], entries[0]["status"]
    assert told == ("web_api", "chat.postMessage", "ok")
    assert playground.bot_token not in str(entries)


async def test_the_page_itself_is_served_and_nothing_beside_it(playground: Playground) -> None:
    async with ClientSession() as session:
        for path, status in (
            ("/", 200),
            ("/page/../server.py", 404),
            ("/page/%2e%2e/seeds.py", 404),
        ):
            async with session.get(f"{playground.url}{path}") as answer:
                assert answer.status == status


async def test_another_sites_page_may_not_act(playground: Playground) -> None:
    async with ClientSession() as session:
        url = f"{playground.url}/_page/act?as=U0AMARA01"
        headers = {"Origin": "https://evil.example"}
        async with session.post(url, json={"do": "read"}, headers=headers) as answer:
            assert answer.status == 403


async def test_the_state_holds_the_time_and_my_open_forms(sit: Any, bot: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    await amara.act("command", channel="C0SALESROE", command="/form", text="")
    view = (await amara.hear("view"))["view"]
    state = await amara.get("/_page/state")
    assert [each["id"] for each in state["views"]] == [view["id"]]
    assert state["now"].startswith("20")
    assert (await benno.get("/_page/state"))["views"] == []


async def test_only_my_private_messages_can_be_dismissed(sit: Any, playground: Playground) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    bot = client(playground)
    await bot.chat_postEphemeral(channel="C0SALESROE", user=amara.user, text=MARKER)
    ts = (await amara.hear("message"))["message"]["ts"]
    said = (await amara.act("message", channel="C0SALESROE", text="for all"))["message"]["ts"]
    assert not (await benno.act("dismiss", channel="C0SALESROE", ts=ts))["ok"]
    assert not (await amara.act("dismiss", channel="C0SALESROE", ts=said))["ok"]
    assert (await amara.act("dismiss", channel="C0SALESROE", ts=ts))["ok"]
    assert MARKER not in str(await amara.get("/_page/messages", channel="C0SALESROE"))
