"""Slack's contract, sections 1.1, 1.4 and 1.7: what is one app's or one person's stays theirs."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.configs import App, Config, Install
from playground.seeds import BOT_USER, TEAM
from playground.server import Playground, running
from tests.contracts.apps.manifests import MANIFEST, SAID
from tests.contracts.conftest import company
from tests.contracts.hearing import Ear, aiohttp_client
from tests.endtoend.people import Json, Person, Sit

BACK = "http://127.0.0.1:9/slack/oauth_redirect"
SECOND = App(
    "A0SECOND01", "Second", "xapp-1-A0SECOND01", "second-secret", "second.client",
    "second-client-secret", {"oauth_config": MANIFEST["oauth_config"]},
)  # fmt: skip
MENU: Json = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {
            "type": "static_select",
            "action_id": "stage",
            "options": [
                {"text": {"type": "plain_text", "text": name}, "value": name}
                for name in ("one", "two")
            ],
        },
        {"type": "button", "action_id": "done", "text": {"type": "plain_text", "text": "Done"}},
    ],
}


def two_apps() -> Config:
    """Beside the contracted app a second one, as the bot that the company already has."""
    usual = company()
    oauth = {**MANIFEST["oauth_config"], "redirect_urls": [BACK]}
    first = replace(usual.apps[0], manifest={**MANIFEST, "oauth_config": oauth})
    second = Install(SECOND.id, TEAM, "U0STATUS1", "B0SECOND01", "xoxb-second")
    return replace(usual, apps=(first, SECOND), installs=(*usual.installs, second))


@pytest.fixture
def bare() -> Iterator[Playground]:
    with running(two_apps()) as slack:
        yield slack


@pytest.fixture
async def ear(bare: Playground) -> AsyncIterator[Ear]:
    ear = Ear()
    async with aiohttp_client(bare.api_url, bare.app_token, ear):
        yield ear


@pytest.fixture
def first(bare: Playground) -> AsyncWebClient:
    return AsyncWebClient(bare.bot_token, base_url=bare.api_url)


@pytest.fixture
def second(bare: Playground) -> AsyncWebClient:
    return AsyncWebClient("xoxb-second", base_url=bare.api_url)


async def refusal(act: Any) -> Json:
    with pytest.raises(SlackApiError) as caught:
        await act
    return dict(caught.value.response.data)


async def trigger(person: Person, ear: Ear) -> str:
    said = await person.act("command", channel=person.place, command="/try", text="form")
    assert said["ok"], said
    return str((await ear.next()).payload["trigger_id"])


async def test_a_trigger_opens_forms_of_the_app_that_was_asked(
    first: AsyncWebClient, second: AsyncWebClient, ear: Ear, sit: Sit
) -> None:
    wanted = {"trigger_id": await trigger(await sit("amara"), ear), "view": SAID["form"]}
    assert (await refusal(second.views_open(**wanted)))["error"] == "invalid_trigger_id"
    assert (await first.views_open(**wanted))["ok"]


async def test_a_form_is_changed_by_its_own_app(
    first: AsyncWebClient, second: AsyncWebClient, ear: Ear, sit: Sit
) -> None:
    view = {"trigger_id": await trigger(await sit("amara"), ear), "view": SAID["form"]}
    opened = (await first.views_open(**view))["view"]["id"]
    refused = await refusal(second.views_update(view_id=opened, view=SAID["next"]))
    assert refused["error"] == "not_found"


async def test_an_external_id_names_one_form(first: AsyncWebClient, ear: Ear, sit: Sit) -> None:
    amara, view = await sit("amara"), {**SAID["form"], "external_id": "mine"}
    await first.views_open(trigger_id=await trigger(amara, ear), view=view)
    again = first.views_open(trigger_id=await trigger(amara, ear), view=view)
    assert (await refusal(again))["error"] == "duplicate_external_id"


async def test_a_form_that_was_closed_is_not_sent(
    first: AsyncWebClient, ear: Ear, sit: Sit
) -> None:
    amara = await sit("amara")
    await first.views_open(trigger_id=await trigger(amara, ear), view=SAID["form"])
    view = (await amara.form())["id"]
    await amara.act("close", view=view)
    said = await amara.act("submit", view=view, state={"note": {"text": {"text": "late"}}})
    assert not said["ok"]


async def test_a_choice_in_a_message_is_each_persons_own(
    first: AsyncWebClient, ear: Ear, sit: Sit
) -> None:
    amara, diego = await sit("amara"), await sit("diego")
    posted = await first.chat_postMessage(channel=amara.place, text="menu", blocks=[MENU])
    where = {
        "source": {"channel": amara.place, "ts": posted["ts"]},
        "action": {"block_id": "row", "action_id": "stage"},
    }
    press = {**where, "action": {"block_id": "row", "action_id": "done"}}
    await amara.act("action", **where, value={"option": "one"})
    await ear.next()
    shown = await diego.act("action", **where, value={"option": "two"})
    assert shown["ok"], shown
    await ear.next()
    await amara.act("action", **press, value=None)
    values = (await ear.next()).payload["state"]["values"]["row"]["stage"]
    assert values["selected_option"]["value"] == "one"


async def test_nobody_presses_in_anothers_home(first: AsyncWebClient, ear: Ear, sit: Sit) -> None:
    amara, diego = await sit("amara"), await sit("diego")
    view = {"type": "home", "blocks": [MENU]}
    shown = (await first.views_publish(user_id=amara.id, view=view))["view"]["id"]
    press = {"source": {"view": shown}, "action": {"block_id": "row", "action_id": "done"}}
    assert not (await diego.act("action", **press))["ok"]
    assert (await amara.act("action", **press))["ok"]
    assert (await ear.next()).payload["user"]["id"] == amara.id


async def test_a_home_is_no_form_to_be_sent(first: AsyncWebClient, sit: Sit) -> None:
    amara = await sit("amara")
    view = {"type": "home", "blocks": [MENU]}
    shown = (await first.views_publish(user_id=amara.id, view=view))["view"]["id"]
    assert (await amara.act("submit", view=shown))["error"] == "That form is closed."


async def test_each_kind_of_place_has_a_scope_of_its_own(first: AsyncWebClient, sit: Sit) -> None:
    """Section 1.8: `missing_scope` names what is needed and what was provided."""
    amara = await sit("amara")
    made = await amara.act("create_channel", name="secret-deal", private=True)
    await amara.act("invite", channel=made["channel"], user=BOT_USER)
    said = await refusal(first.conversations_info(channel=made["channel"]))
    assert (said["error"], said["needed"]) == ("missing_scope", "groups:read")
    assert "channels:read" in said["provided"]


async def test_an_app_reads_only_files_of_places_its_bot_is_in(
    first: AsyncWebClient, sit: Sit
) -> None:
    fatima = await sit("fatima")
    private = fatima.slack.channels["asm-only"]
    said = await fatima.say("confidential", ("plan.csv", "a,b"), place=private)
    refused = await refusal(first.files_info(file=said["files"][0]["id"]))
    assert refused["error"] == "file_not_found"


async def allowed(slack: Playground, session: ClientSession, **changes: str) -> Any:
    app = slack.config.apps[0]
    asked = {
        "client_id": app.client_id, "scope": "chat:write", "redirect_uri": BACK,
        "state": "s", "user": "U0IMRAN01", "answer": "allow", **changes,
    }  # fmt: skip
    url = f"{slack.url}/oauth/v2/authorize"
    async with session.post(url, data=asked, allow_redirects=False) as answer:
        return answer.status, answer.headers.get("Location", "")


async def test_a_code_is_worth_nothing_to_another_app(bare: Playground) -> None:
    async with ClientSession() as session:
        status, place = await allowed(bare, session)
    code = place.partition("code=")[2].partition("&")[0]
    exchange = AsyncWebClient(base_url=bare.api_url).api_call(
        "oauth.v2.access",
        params={"client_id": SECOND.client_id, "client_secret": SECOND.client_secret, "code": code},
    )
    assert status == 302
    assert (await refusal(exchange))["error"] == "invalid_code"


@pytest.mark.parametrize("user", ["U0JONAS01", "U0KAVYA01", "U0LUCIA01", BOT_USER])
async def test_only_members_install_apps(bare: Playground, user: str) -> None:
    async with ClientSession() as session:
        assert await allowed(bare, session, user=user) == (400, "")


async def test_a_place_that_is_not_ones_own_is_said_not_to_exist(sit: Sit) -> None:
    """Section 1.9: "app must not expose private-channel facts"; no more may the page."""
    amara = await sit("amara")

    async def looked(channel: str) -> Json:
        where = {"as": amara.id, "channel": channel}
        async with amara.session.get(f"{amara.slack.url}/_page/messages", params=where) as answer:
            return dict(await answer.json())

    assert await looked(amara.slack.channels["asm-only"]) == await looked("C0NOWHERE")


async def test_nobody_writes_where_they_have_not_joined(sit: Sit) -> None:
    amara, diego = await sit("amara"), await sit("diego")
    made = await amara.act("create_channel", name="newly-made", private=False)
    where = {"channel": made["channel"], "text": "hello"}
    assert "Join #newly-made" in (await diego.act("message", **where))["error"]
    await diego.act("join", channel=made["channel"])
    assert (await diego.act("message", **where))["ok"]
