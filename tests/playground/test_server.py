"""Companies from plain data, and the ways a playground is started."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from pydantic import ValidationError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import seeds
from playground.configs import Config
from playground.server import Playground, serve


def client(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(playground.bot_token, base_url=playground.api_url)


def test_a_company_is_the_same_after_a_trip_through_plain_data(config: Config) -> None:
    assert Config.load(asdict(config)) == config


def test_a_company_that_makes_no_sense_is_refused(config: Config) -> None:
    with pytest.raises(ValidationError, match="kind"):
        Config.load({**asdict(config), "people": [{"id": "U1", "name": "a", "real_name": "A",
                                                   "kind": "wizard"}]})  # fmt: skip


def test_every_seeded_member_of_a_channel_is_a_seeded_person() -> None:
    company = seeds.company()
    people = {person.id for person in company.people}
    assert all(set(channel.members) <= people for channel in company.channels)
    assert len(people) == len(company.people)


async def test_serving_tells_its_address_and_stops_when_cancelled(tmp_path: Path) -> None:
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    manifest = {"features": {"slash_commands": [{"command": "/roe"}]}}
    state = tmp_path / "state.json"
    task = asyncio.create_task(
        serve(None, manifest, 0, state, ready=lambda slack: address.set_result(slack.url))
    )
    url = await asyncio.wait_for(address, 20)
    state_url = f"{url}/_page/state?as=U0AMARA01"
    async with ClientSession() as session, session.get(state_url) as answer:
        assert (await answer.json())["commands"][0]["command"] == "/roe"
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert state.exists()


async def test_a_taken_port_is_an_error_and_leaves_the_saved_state_alone(
    playground: Playground, tmp_path: Path
) -> None:
    state = tmp_path / "state.json"
    with pytest.raises(OSError, match="address already in use"):
        await Playground(port=playground.port, state_path=state).start()
    assert not state.exists()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80"])
async def test_a_name_that_merely_points_here_is_not_served(
    playground: Playground, host: str
) -> None:
    async with ClientSession() as session:
        url = f"{playground.url}/_page/people"
        async with session.get(url, headers={"Host": host}) as answer:
            assert answer.status == 403


def with_home(config: Config, **app_home: bool) -> Config:
    manifest = config.apps[0].manifest
    features = {**manifest["features"], "app_home": app_home}
    return config.with_manifest({**manifest, "features": features})


async def test_an_app_without_a_messages_tab_writes_to_nobody(config: Config) -> None:
    async with Playground(with_home(config, messages_tab_enabled=False)) as playground:
        with pytest.raises(SlackApiError, match="messages_tab_disabled"):
            await client(playground).chat_postMessage(channel="U0AMARA01", text="x")


async def test_an_app_without_a_home_publishes_none(config: Config) -> None:
    async with Playground(with_home(config, home_tab_enabled=False)) as playground:
        view = {"type": "home", "blocks": []}
        with pytest.raises(SlackApiError, match="not_enabled"):
            await client(playground).views_publish(user_id="U0AMARA01", view=view)


async def test_a_read_only_app_takes_no_messages(config: Config) -> None:
    read_only = with_home(config, messages_tab_enabled=True, messages_tab_read_only_enabled=True)
    async with Playground(read_only) as playground, ClientSession() as session:
        sent = await client(playground).chat_postMessage(channel="U0AMARA01", text="x")
        body = {"do": "message", "channel": sent["channel"], "text": "hello?"}
        url = f"{playground.url}/_page/act?as=U0AMARA01"
        async with session.post(url, json=body) as answer:
            said = await answer.json()
    assert said["error"] == "Sending messages to this app has been turned off."


async def test_a_group_is_opened_once_and_seen_by_its_members(
    playground: Playground, sit: Any
) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    helen = await sit("helen")
    bot = client(playground)
    first = await bot.conversations_open(users=[amara.user, benno.user])
    again = await bot.conversations_open(users=[benno.user, amara.user])
    assert first["channel"]["id"] == again["channel"]["id"]
    assert (await benno.hear("channel"))["conversation"]["kind"] == "mpim"
    places = (await helen.get("/_page/state"))["channels"]
    assert first["channel"]["id"] not in [place["id"] for place in places]


async def test_the_inspector_is_told_as_things_happen(playground: Playground) -> None:
    async with (
        ClientSession() as session,
        session.ws_connect(f"{playground.url}/_page/inspector/live") as socket,
    ):
        await client(playground).auth_test()
        entry = await socket.receive_json(timeout=20)
    assert (entry["kind"], entry["title"], entry["status"]) == ("web_api", "auth.test", "ok")
