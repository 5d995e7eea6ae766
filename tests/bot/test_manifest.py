"""The manifest: valid before Slack sees it, and in step with the features and the pages."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot import manifest
from handlers import FEATURES

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft7Validator(
    json.loads((Path(__file__).parent / "manifest_schema.json").read_text())
)
PAGE = (ROOT / "docs" / "scopes.md").read_text("utf-8")
KEPT = manifest.kept()

CALLS = {
    "assistant.threads.setStatus": "assistant:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "assistant.threads.setTitle": "assistant:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "url_private": "files:read",
    "users.info": "users:read",
    "users.list": "users:read",
}
"""Each call in our code that needs a scope, and the scope it needs in direct messages."""
TOGETHER = ("mpim:history", "mpim:write")
"""The same calls with several people, as `letters.post_together` makes them."""
EVENTS = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "assistant_thread_context_changed": "assistant:write",
    "assistant_thread_started": "assistant:write",
    "message.channels": "channels:history",
    "message.im": "im:history",
    "team_join": "users:read",
    "user_change": "users:read",
}
"""Each event we listen for, and the scope it needs, if any."""


def _problems(app: dict[str, Any]) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(app)]


def _sources() -> str:
    folders = (ROOT / "bot", ROOT / "handlers")
    return "\n".join(file.read_text() for folder in folders for file in folder.rglob("*.py"))


def test_slack_would_take_the_manifest() -> None:
    assert _problems(KEPT) == []


@pytest.mark.parametrize("kind", ["global", "message"])
def test_there_are_no_more_shortcuts_of_a_kind_than_slack_shows(kind: str) -> None:
    """Five of each."""
    shortcuts = KEPT["features"]["shortcuts"]
    assert sum(each["type"] == kind for each in shortcuts) <= 5


def test_the_manifest_lists_exactly_the_commands_we_answer() -> None:
    assert manifest.differences(FEATURES) == []
    assert manifest.current(FEATURES) == KEPT


def test_the_printed_manifest_is_the_file_in_both_forms() -> None:
    import yaml

    printed = manifest.current(FEATURES)
    assert yaml.safe_load(manifest.as_yaml(printed)) == KEPT
    assert json.loads(manifest.as_json(printed)) == KEPT


def test_a_command_that_changed_in_the_code_is_named() -> None:
    assert manifest.differences(()) == [
        *(
            f"{each['command']} is in manifest.yml, but no feature answers it."
            for each in KEPT["features"]["slash_commands"]
        ),
        "The shortcuts in manifest.yml differ.",
    ]


def test_the_scopes_are_those_that_our_calls_and_events_need_and_no_other() -> None:
    needed = {"commands", *CALLS.values(), *TOGETHER, *filter(None, EVENTS.values())}
    assert set(manifest.scopes()) == needed


@pytest.mark.parametrize("call", CALLS)
def test_each_call_that_a_scope_is_asked_for_is_made_in_the_code(call: str) -> None:
    sdk = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", call).replace(".", "_").lower()
    assert call in (sources := _sources()) or sdk in sources


def test_the_events_are_those_that_we_listen_for() -> None:
    assert set(KEPT["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)


def test_the_page_explains_each_scope_and_event_and_no_other() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted([*manifest.scopes(), *EVENTS])


Change = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize(
    "change",
    [
        lambda app: app["display_information"].update(name="n" * 36),
        lambda app: app["display_information"].update(description="d" * 141),
        lambda app: app["display_information"].update(long_description="l" * 174),
        lambda app: app["display_information"].update(long_description="l" * 4001),
        lambda app: app["display_information"].update(background_color="blue"),
        lambda app: app["features"]["slash_commands"].append({"command": "/ok"}),
        lambda app: app["features"]["slash_commands"].append(_command("no-slash")),
        lambda app: app["features"]["slash_commands"].append(_command("/" + "c" * 32)),
        lambda app: app["features"]["slash_commands"].extend(_command(f"/c{n}") for n in range(50)),
        lambda app: app["oauth_config"]["scopes"]["bot"].append("chat:wriet"),
        lambda app: app["settings"]["event_subscriptions"]["bot_events"].append("message.dm"),
        lambda app: app["settings"].update(socket_mode="yes"),
        lambda app: app.pop("display_information"),
    ],
)
def test_a_manifest_that_slack_would_refuse_is_caught(change: Change) -> None:
    app = copy.deepcopy(KEPT)
    change(app)
    assert _problems(app) != []


def _command(name: str) -> dict[str, str]:
    return {"command": name, "description": "d"}
