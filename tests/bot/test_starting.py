"""What keeps the bot from starting, in the words of whoever has to mend it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import server, settings
from bot.manifest import kept
from bot.mistakes import Mistake
from bot.server import running as serving
from playground import seeds
from playground.server import Playground, running
from storage import people
from storage.database import Database


@pytest.fixture(scope="module")
def slack() -> Iterator[Playground]:
    with running(seeds.company(kept())) as playground:
        yield playground


@pytest.fixture
def given(slack: Playground, sqlite_address: str) -> dict[str, object]:
    return {
        "slack_bot_token": slack.bot_token,
        "slack_signing_secret": slack.signing_secret,
        "slack_api_url": slack.api_url,
        "database_url": sqlite_address,
        "port": 0,
    }


async def refusal(given: dict[str, object]) -> str:
    with pytest.raises(Mistake) as refused:
        async with serving(settings.read(**given)):
            raise AssertionError("it started")
    return str(refused.value)


async def test_without_a_bot_token_the_variable_is_named(given: dict[str, object]) -> None:
    assert "HANDRAIL_SLACK_BOT_TOKEN=xoxb-" in await refusal(given | {"slack_bot_token": None})


async def test_without_a_way_for_slack_to_reach_the_bot_both_ways_are_named(
    given: dict[str, object],
) -> None:
    said = await refusal(given | {"slack_signing_secret": None})
    assert "HANDRAIL_SLACK_APP_TOKEN" in said
    assert "HANDRAIL_SLACK_SIGNING_SECRET" in said


async def test_a_token_that_slack_refuses_is_named_and_not_shown(given: dict[str, object]) -> None:
    said = await refusal(given | {"slack_bot_token": "xoxb-canary"})
    assert "Slack refuses the token in HANDRAIL_SLACK_BOT_TOKEN (invalid_auth)" in said
    assert "canary" not in said


async def test_a_port_in_use_is_named_with_another(
    given: dict[str, object], slack: Playground
) -> None:
    said = await refusal(given | {"port": slack.port})
    assert f"port {slack.port}: Address already in use" in said
    assert f"HANDRAIL_PORT={slack.port + 1}" in said


async def test_a_database_that_is_behind_is_refused_unless_it_may_be_upgraded(
    given: dict[str, object], tmp_path: Path
) -> None:
    fresh = given | {"database_url": f"sqlite:///{tmp_path}/new.db"}
    assert "run `handrail db upgrade`" in await refusal(fresh)
    async with serving(settings.read(**fresh), migrate=True) as bot:
        assert await bot.readiness.missing() == []


async def test_a_database_from_a_newer_version_is_not_touched(
    given: dict[str, object], sqlite_address: str
) -> None:
    with closing(Database(sqlite_address)) as database, database.begin() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Mistake, match="9999"):
        async with serving(settings.read(**given), migrate=True):
            raise AssertionError("it started")


async def test_a_folder_that_is_not_there_is_a_sentence(given: dict[str, object]) -> None:
    said = await refusal(given | {"database_url": "sqlite:////nowhere/at/all/handrail.db"})
    assert "The database of HANDRAIL_DATABASE_URL cannot be used" in said


async def test_while_slack_is_away_the_bot_listens_and_is_not_ready(
    given: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "INTRODUCTION_SECONDS", 0.2)
    away = given | {"slack_api_url": "http://127.0.0.1:1/api/"}
    async with serving(settings.read(**away)) as bot:
        assert await bot.readiness.missing() == ["workspace: Slack has not said which one yet"]


async def test_the_people_of_the_workspace_are_met_at_the_start(
    given: dict[str, object], slack: Playground
) -> None:
    async with serving(settings.read(**given)) as bot:
        await bot.met.wait()
        with bot.office.database.reading() as session:
            found = {
                each: people.find(session, slack.team_id, id) for each, id in slack.people.items()
            }
    assert found["lucia"] is not None
    assert found["lucia"].deleted
    assert found["jonas"] is not None
    assert found["jonas"].guest != "none"
    assert found["benno"] is not None
    assert found["benno"].zone == "Europe/Berlin"
