"""An app that was granted every scope there is, and what its calls come back with."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.api import METHODS
from playground.configs import Config
from playground.server import Playground, running

Json: TypeAlias = dict[str, Any]
Ask: TypeAlias = Callable[..., Json]

SCOPES = sorted({scope for method in METHODS.values() for scope in method.scopes})
EXTRA = ["chat:write.customize", "users:read.email", "channels:write.topic"]


@pytest.fixture
def granted(config: Config) -> Iterator[Playground]:
    manifest = dict(config.apps[0].manifest)
    manifest["oauth_config"] = {"scopes": {"bot": [*SCOPES, *EXTRA]}}
    with running(config.with_manifest(manifest)) as playground:
        yield playground


@pytest.fixture
def client(granted: Playground) -> WebClient:
    return WebClient(granted.bot_token, base_url=granted.api_url, retry_handlers=[])


@pytest.fixture
def ask(client: WebClient) -> Ask:
    """Call a method with a form, and have its answer whether it is ok or not."""

    def asked(method: str, **args: Any) -> Json:
        try:
            answer = client.api_call(method, params=args)
        except SlackApiError as refused:
            answer = refused.response
        assert isinstance(answer.data, dict)
        return answer.data

    return asked


@pytest.fixture
def channel(granted: Playground) -> str:
    return granted.channels["commercial"]


@pytest.fixture
def ts(ask: Ask, channel: str) -> str:
    posted: str = ask("chat.postMessage", channel=channel, text="Renewal is due")["ts"]
    return posted
