"""One app in two workspaces: each hears and sees its own."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.configs import Channel, Config, Install, Person, Workspace
from playground.memberships import alter
from playground.server import Playground

Json = dict[str, Any]
NORTH = Workspace("T0NORTHW01", "Northwind", "northwind")
NORA = Person("U0NORA0001", "nora", "Nora Quist", "AE", team_id=NORTH.id)
OLE = Person("U0OLE00001", "ole", "Ole Quist", "Manager", team_id=NORTH.id)
BOT = Person("U0NORTHBOT", "handrail", "Handrail", kind="bot", team_id=NORTH.id)
DEALS = Channel("C0NORTH001", "deals", members=("U0NORA0001", "U0NORTHBOT"), team_id=NORTH.id)
INSTALL = Install("A0HANDRAIL", NORTH.id, "U0NORTHBOT", "B0NORTHBOT", "xoxb-playground-north")


@pytest.fixture
def config(config: Config) -> Config:
    return replace(
        config,
        workspaces=(*config.workspaces, NORTH),
        people=(*config.people, NORA, OLE, BOT),
        channels=(*config.channels, DEALS),
        installs=(*config.installs, INSTALL),
    )


@pytest.fixture
def north(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(INSTALL.bot_token, base_url=playground.api_url)


async def error(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_events_come_from_the_workspace_they_happened_in(bot: Any, sit: Any) -> None:
    nora, amara = await sit("nora"), await sit("amara")
    await nora.act("message", channel="C0NORTH001", text="up north")
    first = await bot.got()
    assert (first["team_id"], first["event"]["text"]) == (NORTH.id, "up north")
    assert first["authorizations"][0]["user_id"] == "U0NORTHBOT"
    await amara.act("message", channel="C0SALESROE", text="at home")
    second = await bot.got()
    assert second["team_id"] == "T0ACME0001"
    assert second["authorizations"][0]["user_id"] == "U0HANDRAIL"


async def test_a_command_says_which_workspace_it_is_from(bot: Any, sit: Any) -> None:
    nora = await sit("nora")
    await nora.act("command", channel="C0NORTH001", command="/roe", text="620")
    told = await bot.got()
    assert (told["team_id"], told["team_domain"]) == (NORTH.id, "northwind")


async def test_a_token_reaches_nothing_of_another_workspace(
    north: AsyncWebClient, playground: Playground
) -> None:
    assert await error(north.conversations_info(channel="C0SALESROE")) == "channel_not_found"
    assert await error(north.chat_postMessage(channel="C0SALESROE", text="x")) == (
        "channel_not_found"
    )
    assert await error(north.chat_postMessage(channel="#sales-roe", text="x")) == (
        "channel_not_found"
    )
    assert await error(north.chat_postMessage(channel="U0AMARA01", text="x")) == (
        "channel_not_found"
    )
    assert await error(north.users_info(user="U0AMARA01")) == "user_not_found"


async def test_each_workspace_lists_its_own_people_and_places(
    north: AsyncWebClient, playground: Playground
) -> None:
    people = {member["id"] for member in (await north.users_list())["members"]}
    assert people == {"U0NORA0001", "U0OLE00001", "U0NORTHBOT"}
    places = [place["name"] for place in (await north.conversations_list())["channels"]]
    assert places == ["deals"]


async def test_people_see_only_their_own_workspace(playground: Playground, sit: Any) -> None:
    nora, amara = await sit("nora"), await sit("amara")
    theirs = await nora.get("/_page/state")
    assert theirs["workspace"]["name"] == "Northwind"
    assert [place["id"] for place in theirs["channels"]] == ["C0NORTH001"]
    ours = await amara.get("/_page/state")
    assert "C0NORTH001" not in [place["id"] for place in ours["channels"]]
    assert "U0NORA0001" not in [member["id"] for member in ours["people"]]


async def test_the_same_bot_name_writes_as_each_workspace_s_bot(
    north: AsyncWebClient, sit: Any, playground: Playground
) -> None:
    nora = await sit("nora")
    posted = await north.chat_postMessage(channel="U0NORA0001", text="hello")
    assert posted["message"]["bot_id"] == "B0NORTHBOT"
    shown = await nora.get("/_page/messages", channel=posted["channel"])
    assert shown["messages"][0]["user"] == "U0NORTHBOT"


async def test_a_person_who_changes_is_announced_where_they_are_known(
    bot: Any, playground: Playground
) -> None:
    alter(playground.platform, "U0OLE00001", {"title": "Director"})
    told = await bot.got()
    assert (told["event"]["type"], told["team_id"]) == ("user_change", NORTH.id)
    await asyncio.sleep(0)
    assert bot.seen.empty()
