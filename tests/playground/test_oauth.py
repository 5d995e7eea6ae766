"""Installing by OAuth, rotation and removal, with Slack's own client."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import seeds
from playground.configs import Config, Person, Workspace
from playground.server import Playground, running

Json = dict[str, Any]
BACK = "http://127.0.0.1:9/slack/oauth_redirect"
TWELVE_HOURS = 43_200
MANIFEST: Json = {
    "display_information": {"name": "Handrail"},
    "oauth_config": {
        "scopes": {"bot": ["chat:write", "commands", "users:read"]},
        "redirect_urls": ["http://127.0.0.1:9/slack"],
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_uninstalled", "tokens_revoked"]},
    },
}
ELSEWHERE = Workspace("T0NORTHW01", "Northwind", "northwind")
NORA = Person("U0NORA0001", "nora", "Nora Quist", "AE", team_id="T0NORTHW01", kind="admin")


def company(*, rotating: bool = False) -> Config:
    settings = {**MANIFEST["settings"], "token_rotation_enabled": rotating}
    seeded = seeds.company({**MANIFEST, "settings": settings})
    return replace(
        seeded, workspaces=(*seeded.workspaces, ELSEWHERE), people=(*seeded.people, NORA)
    )


@pytest.fixture
def slack() -> Iterator[Playground]:
    with running(company()) as playground:
        yield playground


@pytest.fixture
def rotating() -> Iterator[Playground]:
    with running(company(rotating=True)) as playground:
        yield playground


@dataclass(frozen=True)
class Page:
    status: int
    text: str
    location: str

    @property
    def told(self) -> Json:
        return parse_qs(urlsplit(self.location).query)


class Staying(HTTPRedirectHandler):
    """Looks at where it is sent instead of going there."""

    def redirect_request(self, *_: Any) -> None:
        return None


def fetch(url: str, form: Json | None = None) -> Page:
    body = urlencode(form).encode() if form else None
    try:
        with build_opener(Staying).open(url, body, timeout=10) as answer:
            return Page(answer.status, answer.read().decode(), "")
    except HTTPError as answer:
        with answer:
            return Page(answer.code, answer.read().decode(), answer.headers.get("Location", ""))


def consent(slack: Playground, **changes: str) -> Page:
    asked = {
        "client_id": slack.app.client_id,
        "scope": "chat:write,users:read",
        "redirect_uri": BACK,
        "state": "s1",
        "user": "U0NORA0001",
        "answer": "allow",
        **changes,
    }
    return fetch(f"{slack.url}/oauth/v2/authorize", asked)


def code_of(answer: Page) -> str:
    return str(answer.told["code"][0])


def access(slack: Playground, **more: Any) -> Any:
    client = WebClient(base_url=slack.api_url)
    given = {"client_id": slack.app.client_id, "client_secret": slack.app.client_secret, **more}
    return client.oauth_v2_access(**given)


def installed(slack: Playground) -> Any:
    return access(slack, code=code_of(consent(slack)), redirect_uri=BACK)


def refused(slack: Playground, **more: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        access(slack, **more)
    return str(caught.value.response["error"])


def error_of(client: WebClient) -> str:
    with pytest.raises(SlackApiError) as caught:
        client.auth_test()
    return str(caught.value.response["error"])


def client_of(slack: Playground, token: str) -> WebClient:
    return WebClient(token, base_url=slack.api_url)


def test_the_page_names_the_app_the_scopes_and_who_may_install(slack: Playground) -> None:
    asked = {"client_id": slack.app.client_id, "scope": "chat:write", "redirect_uri": BACK}
    page = fetch(f"{slack.url}/oauth/v2/authorize?{urlencode(asked)}").text
    assert "Handrail wants to be installed" in page
    assert "chat:write" in page
    assert "Nora Quist" in page
    assert "Jonas Lind" not in page  # a guest
    assert "Kavya Nair" not in page  # from another company


def test_an_app_installed_elsewhere_has_a_bot_and_a_token_there(slack: Playground) -> None:
    told = installed(slack)
    assert told["team"] == {"id": "T0NORTHW01", "name": "Northwind"}
    assert told["authed_user"] == {"id": "U0NORA0001"}
    assert told["scope"] == "chat:write,users:read"
    assert (told["token_type"], told["app_id"]) == ("bot", slack.app.id)
    who = client_of(slack, told["access_token"]).auth_test()
    assert (who["team_id"], who["user_id"]) == ("T0NORTHW01", told["bot_user_id"])
    assert client_of(slack, slack.bot_token).auth_test()["team_id"] == slack.team_id


def test_state_comes_back_and_only_if_it_was_sent(slack: Playground) -> None:
    assert consent(slack).told["state"] == ["s1"]
    assert "state" not in consent(slack, state="").told


def test_who_cancels_sends_back_access_denied(slack: Playground) -> None:
    assert consent(slack, answer="cancel").told == {"error": ["access_denied"], "state": ["s1"]}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"redirect_uri": "http://127.0.0.1:9/elsewhere"}, "bad_redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:9/slackish"}, "bad_redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:9/slack/../etc"}, "bad_redirect_uri"),
        ({"redirect_uri": "https://127.0.0.1:9/slack"}, "bad_redirect_uri"),
        ({"scope": "admin"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"user": "U0JONAS01"}, "cannot install apps"),
        ({"user": "U0KAVYA01"}, "cannot install apps"),
        ({"user": "<script>"}, "cannot install apps"),
    ],
)
def test_a_wrong_link_is_explained_and_leads_nowhere(
    slack: Playground, changes: Json, said: str
) -> None:
    answer = consent(slack, **changes)
    assert answer.status == 400
    assert said in answer.text
    assert not answer.location


def test_what_a_link_says_is_never_markup(slack: Playground) -> None:
    answer = consent(slack, redirect_uri="http://x/<script>alert(1)</script>")
    assert "<script>" not in answer.text


def test_a_code_is_good_once(slack: Playground) -> None:
    code = code_of(consent(slack))
    assert access(slack, code=code)["ok"]
    assert refused(slack, code=code) == "code_already_used"


def test_a_code_is_good_for_ten_minutes(slack: Playground) -> None:
    code = code_of(consent(slack))
    slack.platform.clock.advance(601)
    assert refused(slack, code=code) == "invalid_code"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_secret": "wrong"}, "bad_client_secret"),
        ({"code": "nonsense"}, "invalid_code"),
        ({"redirect_uri": "http://127.0.0.1:9/slack"}, "bad_redirect_uri"),
        ({"grant_type": "password"}, "invalid_grant_type"),
    ],
)
def test_a_wrong_exchange_says_what_is_wrong(slack: Playground, changes: Json, error: str) -> None:
    given = {"code": code_of(consent(slack)), "redirect_uri": BACK, **changes}
    assert refused(slack, **given) == error


def test_a_token_may_only_what_its_workspace_granted(slack: Playground) -> None:
    told = installed(slack)
    with pytest.raises(SlackApiError) as caught:
        client_of(slack, told["access_token"]).team_info()
    answer = caught.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", "team:read")
    assert answer["provided"] == "chat:write,users:read"


def test_installed_again_it_keeps_its_bot_and_adds_scopes(slack: Playground) -> None:
    first = installed(slack)
    again = access(slack, code=code_of(consent(slack, scope="commands")))
    assert again["bot_user_id"] == first["bot_user_id"]
    assert again["scope"] == "chat:write,commands,users:read"


def test_rotating_tokens_last_twelve_hours(rotating: Playground) -> None:
    told = installed(rotating)
    assert told["expires_in"] == TWELVE_HOURS
    assert told["access_token"].startswith("xoxe.xoxb-")
    client = client_of(rotating, told["access_token"])
    assert client.auth_test()["ok"]
    rotating.platform.clock.advance(TWELVE_HOURS)
    assert error_of(client) == "token_expired"


def test_a_refresh_token_gives_a_new_pair_and_is_used_up(rotating: Playground) -> None:
    told = installed(rotating)
    fresh = access(rotating, grant_type="refresh_token", refresh_token=told["refresh_token"])
    assert client_of(rotating, fresh["access_token"]).auth_test()["team_id"] == "T0NORTHW01"
    assert fresh["refresh_token"] != told["refresh_token"]
    rotating.platform.clock.advance(61)
    again = {"grant_type": "refresh_token", "refresh_token": told["refresh_token"]}
    assert refused(rotating, **again) == "invalid_refresh_token"


def test_of_three_tokens_the_oldest_is_revoked(rotating: Playground) -> None:
    told = installed(rotating)
    keys = {"grant_type": "refresh_token", "refresh_token": told["refresh_token"]}
    second = access(rotating, **keys)
    access(rotating, **keys)
    assert error_of(client_of(rotating, told["access_token"])) == "token_revoked"
    assert client_of(rotating, second["access_token"]).auth_test()["ok"]


def test_a_lasting_token_is_exchanged_once_for_a_rotating_one(rotating: Playground) -> None:
    client = WebClient(base_url=rotating.api_url)
    keys = {
        "client_id": rotating.app.client_id,
        "client_secret": rotating.app.client_secret,
        "token": rotating.bot_token,
    }
    told = client.oauth_v2_exchange(**keys)
    assert told["expires_in"] == TWELVE_HOURS
    assert error_of(client_of(rotating, rotating.bot_token)) == "token_revoked"


def test_revoking_the_last_token_removes_the_app(slack: Playground) -> None:
    told = installed(slack)
    client = client_of(slack, told["access_token"])
    assert client.auth_revoke(test=True)["revoked"] is False
    assert client.auth_test()["ok"]
    assert client.auth_revoke()["revoked"] is True
    assert error_of(client) == "token_revoked"
    assert slack.platform.installed(slack.app.id, "T0NORTHW01") is None
    assert client_of(slack, slack.bot_token).auth_test()["ok"]


def test_revoking_one_of_two_tokens_leaves_the_app_in(rotating: Playground) -> None:
    told = installed(rotating)
    again = access(rotating, code=code_of(consent(rotating)))
    client_of(rotating, told["access_token"]).auth_revoke()
    assert client_of(rotating, again["access_token"]).auth_test()["ok"]


def test_an_uninstalled_app_comes_back_with_the_bot_it_had(slack: Playground) -> None:
    told = installed(slack)
    keys = {"client_id": slack.app.client_id, "client_secret": slack.app.client_secret}
    assert client_of(slack, told["access_token"]).apps_uninstall(**keys)["ok"]
    again = installed(slack)
    assert again["bot_user_id"] == told["bot_user_id"]
    assert client_of(slack, again["access_token"]).auth_test()["ok"]
    assert again["access_token"] != told["access_token"]


async def test_an_admin_removes_the_app_and_it_hears_of_both(bot: Any, sit: Any) -> None:
    imran = await sit("imran")
    assert (await imran.act("uninstall", app="A0HANDRAIL"))["ok"]
    heard = {body["event"]["type"]: body["event"] for body in (await bot.got(), await bot.got())}
    assert heard.keys() == {"app_uninstalled", "tokens_revoked"}
    assert heard["tokens_revoked"]["tokens"] == {"oauth": [], "bot": ["U0HANDRAIL"]}
    assert (await imran.get("/_page/state"))["apps"] == []


async def test_only_an_admin_removes_an_app(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    told = await amara.act("uninstall", app="A0HANDRAIL")
    assert "Only an admin" in told["error"]
    assert (await bot.client.auth_test())["ok"]
