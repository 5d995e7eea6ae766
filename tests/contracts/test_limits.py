"""Slack's contract, section 1.5: each limit is met by what just fits and by nothing more."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.server import running
from tests.contracts.conftest import company

Json = dict[str, Any]
Build = Callable[[int], Json]
CONTENT = ("invalid_blocks", "msg_too_long", "msg_blocks_too_long", "invalid_arguments",
           "view_too_large", "too_many_attachments")  # fmt: skip


def plain(count: int) -> Json:
    return {"type": "plain_text", "text": "x" * count}


def marked(count: int) -> Json:
    return {"type": "mrkdwn", "text": "x" * count}


def section(**more: Any) -> Json:
    return {"type": "section", "text": marked(1), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "a", "text": plain(1), **more}


def in_actions(element: Json) -> Json:
    return {"blocks": [{"type": "actions", "elements": [element]}]}


def option(number: int = 0, **more: Any) -> Json:
    return {"text": plain(1), "value": str(number), **more}


def options(count: int) -> list[Json]:
    return [option(number) for number in range(count)]


def menu(**more: Any) -> Json:
    return in_actions({"type": "static_select", "action_id": "a", "options": options(1), **more})


def groups(count: int) -> Json:
    held = [{"label": plain(1), "options": [option(number)]} for number in range(count)]
    return in_actions({"type": "static_select", "action_id": "a", "option_groups": held})


def confirming(**more: Any) -> Json:
    words = {"title": plain(1), "text": plain(1), "confirm": plain(1), "deny": plain(1), **more}
    return in_actions(button(confirm=words))


def buttons(count: int) -> Json:
    named = [button(action_id=f"a{number}") for number in range(count)]
    return {"blocks": [{"type": "actions", "elements": named}]}


def in_all(count: int) -> Json:
    """That many characters over five sections."""
    sizes = [3000] * 4 + [count - 12_000]
    return {"blocks": [section(text=marked(size)) for size in sizes]}


MESSAGES: dict[str, tuple[int, Build]] = {
    "blocks": (50, lambda n: {"blocks": [section()] * n}),
    "section text": (3000, lambda n: {"blocks": [section(text=marked(n))]}),
    "fields": (10, lambda n: {"blocks": [{"type": "section", "fields": [marked(1)] * n}]}),
    "field": (2000, lambda n: {"blocks": [{"type": "section", "fields": [marked(n)]}]}),
    "header": (150, lambda n: {"blocks": [{"type": "header", "text": plain(n)}]}),
    "context elements": (
        10, lambda n: {"blocks": [{"type": "context", "elements": [marked(1)] * n}]}
    ),
    "actions": (25, buttons),
    "button text": (75, lambda n: in_actions(button(text=plain(n)))),
    "button value": (2000, lambda n: in_actions(button(value="x" * n))),
    "button url": (3000, lambda n: in_actions(button(url="https://x.example/".ljust(n, "x")))),
    "option text": (75, lambda n: menu(options=[option(text=plain(n))])),
    "option value": (150, lambda n: menu(options=[option(value="x" * n)])),
    "options": (100, lambda n: menu(options=options(n))),
    "option groups": (100, groups),
    "overflow": (
        5, lambda n: in_actions({"type": "overflow", "action_id": "a", "options": options(n)})
    ),
    "placeholder": (150, lambda n: menu(placeholder=plain(n))),
    "confirm title": (100, lambda n: confirming(title=plain(n))),
    "confirm text": (300, lambda n: confirming(text=plain(n))),
    "confirm button": (30, lambda n: confirming(confirm=plain(n))),
    "block_id": (255, lambda n: {"blocks": [section(block_id="x" * n)]}),
    "action_id": (255, lambda n: in_actions(button(action_id="x" * n))),
    "image alt": (
        2000,
        lambda n: {
            "blocks": [
                {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "x" * n}
            ]
        },
    ),
    "markdown": (12_000, lambda n: {"blocks": [{"type": "markdown", "text": "x" * n}]}),
    "text of all blocks": (13_200, in_all),
    "attachments": (100, lambda n: {"attachments": [{"text": "x", "fallback": "x"}] * n}),
}  # fmt: skip


def form(**more: Any) -> Json:
    return {"type": "modal", "title": plain(1), "submit": plain(1), "blocks": [section()], **more}


def asking(**more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "a"}
    block = {"type": "input", "block_id": "b", "label": plain(1), "element": element, **more}
    return form(blocks=[block])


VIEWS: dict[str, tuple[int, Build]] = {
    "blocks": (100, lambda n: form(blocks=[section()] * n)),
    "title": (24, lambda n: form(title=plain(n))),
    "submit": (24, lambda n: form(submit=plain(n))),
    "close": (24, lambda n: form(close=plain(n))),
    "private_metadata": (3000, lambda n: form(private_metadata="x" * n)),
    "callback_id": (255, lambda n: form(callback_id="x" * n)),
    "label": (2000, lambda n: asking(label=plain(n))),
    "hint": (2000, lambda n: asking(hint=plain(n))),
}


@pytest.fixture(scope="module")
def client() -> Iterator[WebClient]:
    with running(company()) as slack:
        yield WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def refusal(act: Callable[[], Any]) -> str:
    try:
        act()
    except SlackApiError as refused:
        return str(refused.response["error"])
    return ""


@pytest.mark.parametrize("what", MESSAGES)
def test_a_message_takes_just_so_much(client: WebClient, what: str) -> None:
    most, build = MESSAGES[what]

    def posted(count: int) -> str:
        said = {"channel": "C0COMMERC1", "text": "limits", **build(count)}
        return refusal(lambda: client.chat_postMessage(**said))

    assert posted(most) == ""
    assert posted(most + 1) in CONTENT


@pytest.mark.parametrize("what", VIEWS)
def test_a_form_takes_just_so_much(client: WebClient, what: str) -> None:
    """What fits gets as far as its trigger, which nobody gave."""
    most, build = VIEWS[what]

    def opened(count: int) -> str:
        return refusal(lambda: client.views_open(trigger_id="none", view=build(count)))

    assert opened(most) == "invalid_trigger_id"
    assert opened(most + 1) in CONTENT


def test_a_home_takes_a_hundred_blocks(client: WebClient) -> None:
    def published(count: int) -> str:
        view = {"type": "home", "blocks": [section()] * count}
        return refusal(lambda: client.views_publish(user_id="U0EMI0001", view=view))

    assert published(100) == ""
    assert published(101) in CONTENT


def test_a_view_weighs_250_kilobytes_at_most(client: WebClient) -> None:
    """A hundred sections of fields are legal one by one and too much together."""
    heavy = {"type": "section", "fields": [marked(2000)] * 10}
    view = {"type": "home", "blocks": [heavy] * 13}
    assert refusal(lambda: client.views_publish(user_id="U0EMI0001", view=view)) in CONTENT


def test_ids_are_not_used_twice(client: WebClient) -> None:
    said: Json = {"channel": "C0COMMERC1", "text": "ids", "blocks": [section(block_id="same")] * 2}
    assert refusal(lambda: client.chat_postMessage(**said)) in CONTENT


def test_a_form_that_asks_has_a_way_to_answer(client: WebClient) -> None:
    view = {key: value for key, value in asking().items() if key != "submit"}
    assert refusal(lambda: client.views_open(trigger_id="none", view=view)) in CONTENT


def test_an_update_is_shorter_than_a_message(client: WebClient) -> None:
    """4,000 characters (`msg_too_long`), where chat.postMessage takes 40,000."""
    posted = client.chat_postMessage(channel="C0COMMERC1", text="x" * 40_000)
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    assert refusal(lambda: client.chat_update(**where, text="x" * 4000)) == ""
    assert refusal(lambda: client.chat_update(**where, text="x" * 4001)) == "msg_too_long"
