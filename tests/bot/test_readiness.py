"""Ready means that work can be done now, and otherwise says what is in the way."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import text

from bot.readiness import Readiness
from handlers.kit.turns import Office
from storage import outbox, workspaces


def _post(office: Office, due: datetime) -> None:
    with office.database.begin() as session:
        outbox.post(
            session,
            workspace="T1",
            key="k",
            kind="post",
            lane="U1",
            payload={"channel": "U1", "text": "hello"},
            at=due,
        )


def _fill_the_disk(office: Office) -> None:
    """From now on, writing fails as it does when there is no room."""
    with office.database.begin() as session:
        session.execute(
            text(
                "CREATE TRIGGER no_room BEFORE INSERT ON workspaces "
                "BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
            )
        )


async def test_nothing_is_missing_when_everything_works(office: Office) -> None:
    assert await Readiness(office, {"sender": lambda: True}).missing() == []


async def test_the_workspace_is_marked_as_seen_which_proves_that_the_database_can_be_written(
    office: Office, now: datetime
) -> None:
    await Readiness(office).missing()
    with office.database.reading() as session:
        found = workspaces.find(session, "T1")
    assert found is not None
    assert found.seen_at == now


async def test_a_part_that_stopped_is_named(office: Office) -> None:
    readiness = Readiness(office, {"sender": lambda: False, "socket": lambda: True})
    assert await readiness.missing() == ["sender: not running"]


async def test_an_unknown_workspace_is_named(office: Office) -> None:
    office.installed.clear()
    assert await Readiness(office).missing() == ["workspace: Slack has not said which one yet"]


async def test_a_message_that_waits_too_long_is_named_with_its_age(
    office: Office, now: datetime
) -> None:
    _post(office, now - timedelta(minutes=5))
    found = await Readiness(office).missing()
    assert found == ["sender: the oldest message has waited 300 seconds"]


async def test_a_message_just_due_is_no_trouble(office: Office, now: datetime) -> None:
    _post(office, now - timedelta(seconds=20))
    assert await Readiness(office).missing() == []


async def test_a_migration_that_is_due_is_named(office: Office) -> None:
    with office.database.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    found = await Readiness(office).missing()
    assert found == ["database: a migration is due, run `handrail db upgrade`"]


async def test_a_database_that_cannot_be_written_is_named_without_its_address(
    office: Office,
) -> None:
    _fill_the_disk(office)
    assert await Readiness(office).missing() == ["database: cannot be written"]


async def test_a_database_that_does_not_answer_is_named_in_time(office: Office) -> None:
    held = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hold() -> None:
        with office.database.begin():
            asyncio.run_coroutine_threadsafe(held.wait(), loop).result()

    holding = loop.run_in_executor(None, hold)
    assert await Readiness(office).missing() == ["database: does not answer in time"]
    held.set()
    await holding


async def test_the_database_is_asked_at_most_once_a_second(office: Office) -> None:
    readiness = Readiness(office)
    assert await readiness.missing() == []
    _fill_the_disk(office)
    assert await readiness.missing() == []
