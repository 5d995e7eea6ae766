"""Two workspaces with the same app: neither token reaches into the other's dialogs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.configs import Config, Install, Person, Workspace
from playground.server import Playground, running

Json: TypeAlias = dict[str, Any]
NORTH = Workspace("T0NORTHW01", "Northwind", "northwind")
PEOPLE = (
    Person("U0NORA0001", "nora", "Nora Quist", team_id=NORTH.id),
    Person("U0NORTHBOT", "handrail", "Handrail", kind="bot", team_id=NORTH.id),
)
INSTALL = Install("A0HANDRAIL", NORTH.id, "U0NORTHBOT", "B0NORTHBOT", "xoxb-playground-north")
FORM: Json = {
    "type": "modal",
    "external_id": "trip",
    "title": {"type": "plain_text", "text": "Trip"},
    "blocks": [{"type": "divider"}],
}


@pytest.fixture
def both(config: Config) -> Iterator[Playground]:
    company = replace(
        config,
        workspaces=(*config.workspaces, NORTH),
        people=(*config.people, *PEOPLE),
        installs=(*config.installs, INSTALL),
    )
    with running(company) as playground:
        yield playground


@pytest.fixture
def home(both: Playground) -> WebClient:
    return WebClient(both.bot_token, base_url=both.api_url)


@pytest.fixture
def north(both: Playground) -> WebClient:
    return WebClient(INSTALL.bot_token, base_url=both.api_url)


def trigger(playground: Playground, user: str, team: str) -> str:
    app = playground.platform.installed("A0HANDRAIL", team)
    assert app is not None
    return playground.platform.triggers.issue(user, app)


def test_a_dialog_is_changed_only_from_its_own_workspace(
    both: Playground, home: WebClient, north: WebClient
) -> None:
    pressed = trigger(both, "U0AMARA01", "T0ACME0001")
    view = home.views_open(trigger_id=pressed, view=FORM)["view"]
    for named in ({"view_id": view["id"]}, {"external_id": "trip"}):
        with pytest.raises(SlackApiError, match="not_found"):
            north.views_update(view=FORM, **named)
    assert home.views_update(view=FORM, external_id="trip")["view"]["id"] == view["id"]


def test_the_same_external_id_may_be_used_in_each(
    both: Playground, home: WebClient, north: WebClient
) -> None:
    home.views_open(trigger_id=trigger(both, "U0AMARA01", "T0ACME0001"), view=FORM)
    north.views_open(trigger_id=trigger(both, "U0NORA0001", NORTH.id), view=FORM)
    again = trigger(both, "U0NORA0001", NORTH.id)
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        north.views_open(trigger_id=again, view=FORM)


def test_groups_and_files_are_listed_for_their_own_workspace(
    home: WebClient, north: WebClient
) -> None:
    made = home.files_upload_v2(channel="C0COMMERC1", filename="a.csv", content="1")
    with pytest.raises(SlackApiError, match="file_not_found"):
        north.files_info(file=made["file"]["id"])
    assert north.files_list()["files"] == []
    assert [place["name"] for place in north.conversations_list()["channels"]] == []
