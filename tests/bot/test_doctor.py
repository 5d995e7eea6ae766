"""The doctor, on a local Slack: what is wrong, and how to mend it."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot import settings, soundings
from bot.clock import clock
from bot.doctor import examine
from bot.findings import Finding, Level
from bot.manifest import kept, scopes
from bot.settings import Settings
from playground import seeds
from playground.server import Playground, running

TIME = clock(UTC)


@pytest.fixture(scope="module")
def slack() -> Iterator[Playground]:
    with running(seeds.company(kept())) as playground:
        yield playground


@pytest.fixture
def healthy(slack: Playground, sqlite_address: str) -> dict[str, object]:
    return {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_api_url": slack.api_url,
        "database_url": sqlite_address,
        "decider": slack.people["helen"],
    }


def findings(given: dict[str, object], ahead: timedelta = timedelta()) -> dict[str, Finding]:
    found = asyncio.run(examine(_read(given), lambda: TIME() + ahead))
    return {finding.check: finding for finding in found}


def _read(given: dict[str, object]) -> Settings:
    return settings.read(**given)


def grave(found: dict[str, Finding]) -> list[str]:
    return [check for check, finding in found.items() if finding.level is Level.PROBLEM]


def test_a_healthy_installation_has_no_problem(healthy: dict[str, object]) -> None:
    found = findings(healthy)
    assert grave(found) == []
    assert {"workspace", "database", "migrations", "pack", "decider", "socket", "clock"} <= set(
        found
    )


def test_every_finding_that_is_not_fine_says_how_to_mend_it(sqlite_address: str) -> None:
    for finding in findings({"database_url": sqlite_address}).values():
        assert finding.mend or finding.level is Level.OK


def test_a_wrong_token_is_named_and_not_shown(healthy: dict[str, object]) -> None:
    found = findings(healthy | {"slack_bot_token": "xoxb-wrong-canary"})
    assert found["workspace"].level is Level.PROBLEM
    assert "invalid_auth" in found["workspace"].says
    assert "canary" not in str(found)


def test_a_token_of_another_kind_is_named(healthy: dict[str, object]) -> None:
    found = findings(healthy | {"slack_bot_token": "xoxp-user", "slack_app_token": "xoxb-bot"})
    assert {"bot token", "app token", "workspace", "socket"} <= set(grave(found))


def test_without_any_token_the_doctor_says_which_are_missing(sqlite_address: str) -> None:
    found = findings({"database_url": sqlite_address})
    assert grave(found) == ["bot token", "transport"]


@pytest.mark.parametrize(
    ("granted", "level", "word"),
    [
        (scopes(), Level.OK, str(len(scopes()))),
        (scopes()[1:], Level.PROBLEM, scopes()[0]),
        ((*scopes(), "channels:read"), Level.WARNING, "channels:read"),
        ([each for each in scopes() if each != "channels:history"], Level.WARNING, "trip notes"),
        ((), Level.WARNING, "did not say"),
    ],
)
def test_the_scopes_of_the_token_are_compared_with_the_manifest(
    granted: tuple[str, ...], level: Level, word: str
) -> None:
    found = soundings.scopes({"X-OAuth-Scopes": ",".join(granted)})
    assert found.level is level
    assert word in found.says


@pytest.mark.parametrize(
    ("ahead", "level"), [(0, Level.OK), (2, Level.WARNING), (-2, Level.WARNING), (6, Level.PROBLEM)]
)
def test_a_clock_that_is_off_is_measured_against_slacks(
    healthy: dict[str, object], ahead: int, level: Level
) -> None:
    assert findings(healthy, timedelta(minutes=ahead))["clock"].level is level


def test_a_time_that_cannot_be_read_is_no_trace(now: datetime) -> None:
    assert soundings.skew({"date": "yesterday"}, now).level is Level.WARNING
    assert soundings.skew({}, now).level is Level.WARNING


def test_an_empty_database_is_sent_to_the_upgrade(
    healthy: dict[str, object], tmp_path: object
) -> None:
    found = findings(healthy | {"database_url": f"sqlite:///{tmp_path}/new.db"})
    assert grave(found) == ["migrations"]
    assert "handrail db upgrade" in found["migrations"].mend


@pytest.mark.parametrize(
    "address",
    [
        "mysql://root:canary@localhost/x",
        "no address at all canary",
        "sqlite:////nowhere/at/all/handrail.db",
        "postgresql://handrail:canary@127.0.0.1:1/handrail",
    ],
)
def test_a_database_that_cannot_be_used_is_a_finding_without_its_password(
    healthy: dict[str, object], address: str
) -> None:
    found = findings(healthy | {"database_url": address})
    assert grave(found) == ["database"]
    assert "canary" not in str(found)


@pytest.mark.parametrize(("name", "word"), [("statusbot", "bot"), ("lucia", "left")])
def test_a_decider_who_cannot_decide_is_named(
    slack: Playground, healthy: dict[str, object], name: str, word: str
) -> None:
    found = findings(healthy | {"decider": slack.people[name]})
    assert grave(found) == ["decider"]
    assert word in found["decider"].says


def test_a_decider_whom_slack_does_not_know_is_named(healthy: dict[str, object]) -> None:
    assert "user_not_found" in findings(healthy | {"decider": "U0NOBODY"})["decider"].says


def test_a_pack_that_is_not_there_is_named(healthy: dict[str, object], tmp_path: object) -> None:
    assert grave(findings(healthy | {"pack": tmp_path})) == ["pack"]


def test_a_slack_that_cannot_be_reached_is_named(healthy: dict[str, object]) -> None:
    found = findings(healthy | {"slack_api_url": "http://127.0.0.1:1/api/"})
    assert grave(found) == ["workspace", "socket"]
    assert "cannot be reached" in found["workspace"].says
