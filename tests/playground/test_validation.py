"""The judge asked through the Web API: blocks.validate, and what a refused message says."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.client import WebClient

from playground.server import Playground

SECTION = {"type": "section", "text": {"type": "plain_text", "text": "Hello"}}
WRONG = {"type": "section", "text": {"type": "loud", "text": "Hello"}}
FORM = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": [SECTION]}


@pytest.fixture
def client(threaded: Playground) -> WebClient:
    return WebClient(threaded.bot_token, base_url=f"{threaded.url}/api/", retry_handlers=[])


def refused(client: WebClient, **given: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as caught:
        client.blocks_validate(**given)
    answer = caught.value.response.data
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize(
    "given",
    [
        {"blocks": [SECTION]},
        {"message": {"text": "x", "blocks": [SECTION]}},
        {"view": FORM},
        {"view": {"type": "home", "blocks": [SECTION]}},
    ],
)
def test_what_slack_takes_is_valid(client: WebClient, given: dict[str, Any]) -> None:
    assert client.blocks_validate(**given)["ok"] is True


@pytest.mark.parametrize(
    ("given", "error", "pointer"),
    [
        ({"blocks": [WRONG]}, "invalid_blocks", "/0/text/type"),
        ({"message": {"blocks": [WRONG]}}, "invalid_message", "/blocks/0/text/type"),
        ({"view": {**FORM, "blocks": [WRONG]}}, "invalid_view", "/blocks/0/text/type"),
    ],
)
def test_what_is_wrong_is_named_with_its_pointer_and_what_was_expected(
    client: WebClient, given: dict[str, Any], error: str, pointer: str
) -> None:
    answer = refused(client, **given)
    assert answer["error"] == error
    assert answer["errors"] == [
        {
            "code": "failed_constraint",
            "message": "unsupported type: loud",
            "pointer": pointer,
            "constraint": {"type": "enum", "expected": ["plain_text", "mrkdwn"]},
        }
    ]


@pytest.mark.parametrize("given", [{}, {"blocks": [SECTION], "view": FORM}])
def test_exactly_one_thing_is_judged_at_a_time(client: WebClient, given: dict[str, Any]) -> None:
    answer = refused(client, **given)
    assert answer["error"] == "invalid_arguments"
    assert "exactly one of" in answer["response_metadata"]["messages"][0]


def test_to_ask_the_judge_is_no_violation(client: WebClient, threaded: Playground) -> None:
    refused(client, blocks=[WRONG])
    assert threaded.platform.counters.violations == 0
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=threaded.channels["commercial"], text="x", blocks=[WRONG])
    assert threaded.platform.counters.violations == 1
