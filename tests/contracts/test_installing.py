"""Slack's contract, section 1.7: Bolt's own OAuth flow installs the app and rotates its tokens."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization.async_authorize import AsyncInstallationStoreAuthorize
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.installation_store.models import Bot
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from playground.seeds import TEAM
from playground.server import Playground, running
from tests.contracts.apps.manifests import MANIFEST
from tests.contracts.conftest import company, free_port
from tests.endtoend.people import Json, Sit

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
A_DAY_IN_MINUTES = 24 * 60


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def bare(port: int) -> Iterator[Playground]:
    """The app may be installed from here, and its tokens rotate."""
    here = f"http://127.0.0.1:{port}/slack"
    oauth = {**MANIFEST["oauth_config"], "redirect_urls": [here]}
    settings = {**MANIFEST["settings"], "token_rotation_enabled": True}
    usual = company(port)
    manifest = {**MANIFEST, "oauth_config": oauth, "settings": settings}
    with running(replace(usual, installs=()).with_manifest(manifest)) as slack:
        yield slack


@dataclass(frozen=True)
class Bolted:
    """Bolt with an installation store; it refreshes whatever would expire within a day."""

    slack: Playground
    url: str
    store: FileInstallationStore

    def bot(self) -> Bot:
        found = self.store.find_bot(enterprise_id=None, team_id=TEAM)
        assert found is not None
        return found

    async def install(self, session: ClientSession, user: str) -> int:
        """Follow the way of a browser: the app's link, Slack's page, and back to the app."""
        async with session.get(f"{self.url}/slack/install", allow_redirects=False) as link:
            asked = dict(parse_qsl(urlsplit(link.headers["Location"]).query))
            kept = {name: morsel.value for name, morsel in link.cookies.items()}
        form = {**asked, "user": user, "answer": "allow"}
        page = f"{self.slack.url}/oauth/v2/authorize"
        async with session.post(page, data=form, allow_redirects=False) as allowed:
            back = allowed.headers["Location"]
        async with session.get(back, cookies=kept) as done:
            return done.status


def refresh_through(settings: AsyncOAuthSettings, client: AsyncWebClient) -> None:
    """Bolt asks slack.com for new tokens, wherever its own client points."""
    assert isinstance(settings.authorize, AsyncInstallationStoreAuthorize)
    assert settings.authorize.token_rotator is not None
    settings.authorize.token_rotator.client = client


def bolt(slack: Playground, port: int, folder: Path) -> tuple[AsyncApp, Bolted]:
    url, registered = f"http://127.0.0.1:{port}", slack.config.apps[0]
    store = FileInstallationStore(base_dir=str(folder), client_id=registered.client_id)
    settings = AsyncOAuthSettings(
        client_id=registered.client_id, client_secret=registered.client_secret,
        scopes=["chat:write", "commands"], redirect_uri=f"{url}/slack/oauth_redirect",
        authorization_url=f"{slack.url}/oauth/v2/authorize", installation_store=store,
        state_store=FileOAuthStateStore(expiration_seconds=600, base_dir=str(folder)),
        install_page_rendering_enabled=False,
        token_rotation_expiration_minutes=A_DAY_IN_MINUTES,
    )  # fmt: skip
    client = AsyncWebClient(base_url=slack.api_url)
    refresh_through(settings, client)
    app = AsyncApp(
        client=client, signing_secret=registered.signing_secret, oauth_settings=settings
    )  # fmt: skip

    async def on_try(ack: AsyncAck, body: Json) -> None:
        await ack(f"answered {body['text']}")

    app.command("/try")(on_try)
    return app, Bolted(slack, url, store)


@pytest.fixture
async def bolted(bare: Playground, port: int, tmp_path: Path) -> AsyncIterator[Bolted]:
    app, bolted = bolt(bare, port, tmp_path)
    runner = web.AppRunner(app.web_app(path="/slack/events"), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield bolted
    await runner.cleanup()


async def error_of(slack: Playground, token: str | None) -> str:
    client = AsyncWebClient(token, base_url=slack.api_url)
    said = await asyncio.gather(client.auth_test(), return_exceptions=True)
    return str(getattr(said[0], "response", {"error": ""})["error"])


async def test_bolt_installs_itself_and_answers(bolted: Bolted, sit: Sit) -> None:
    amara = await sit("amara")
    unknown = await amara.act("command", channel=amara.place, command="/try", text="before")
    assert not unknown["ok"]
    assert await bolted.install(amara.session, "U0IMRAN01") == 200
    bot = bolted.bot()
    assert set(bot.bot_scopes) == {"chat:write", "commands"}
    said = await amara.act("command", channel=amara.place, command="/try", text="after")
    assert said["ok"], said
    await amara.sees("answered after")


async def test_each_use_of_a_refresh_token_gives_a_new_pair(bolted: Bolted, sit: Sit) -> None:
    """A token lives for twelve hours; of a pair, "max 2 active tokens, older revoked"."""
    amara = await sit("amara")
    await bolted.install(amara.session, "U0IMRAN01")
    tokens = [bolted.bot().bot_token]
    for text in ("one", "two"):
        await amara.act("command", channel=amara.place, command="/try", text=text)
        await amara.sees(f"answered {text}")
        tokens.append(bolted.bot().bot_token)
    assert len(set(tokens)) == 3
    errors = [await error_of(bolted.slack, token) for token in tokens]
    assert errors == ["token_revoked", "", ""]


async def test_a_token_that_nobody_refreshed_expires(bolted: Bolted, sit: Sit) -> None:
    amara = await sit("amara")
    await bolted.install(amara.session, "U0IMRAN01")
    token = bolted.bot().bot_token
    async with amara.session.post(f"{bolted.slack.url}/_control", json={"advance": 43_201}):
        assert await error_of(bolted.slack, token) == "token_expired"
