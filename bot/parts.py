"""The parts that every long-running command puts together: database, pool, clock, pack."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import clock as wall_clock
from bot.days_off import days_off
from bot.mistakes import Mistake
from bot.packs import load
from bot.settings import Settings
from handlers.kit.turns import Office
from storage.database import Database

THREADS = {"sqlite": 4, "postgresql": 16}
"""SQLite has one writer at a time; more threads would only wait for each other."""


@contextmanager
def office(
    settings: Settings, migrate: bool = False, clock: Callable[[], datetime] | None = None
) -> Iterator[Office]:
    """Ready for turns, by the wall's clock unless given another.

    Raises Mistake if the database or the pack is not usable.
    """
    with database(settings) as opened:
        prepare(opened, migrate)
        with ThreadPoolExecutor(THREADS[opened.dialect], "turn") as pool:
            yield Office(
                database=opened,
                pack=load(settings.pack, settings.edition),
                clock=clock or wall_clock(settings.timezone),
                pool=pool,
                installed={},
                deciders=settings.decider,
                holidays=days_off(settings.holidays),
                admins=settings.admins,
                posts_a_minute=settings.posts_a_minute,
            )


@contextmanager
def database(settings: Settings) -> Iterator[Database]:
    try:
        opened = Database(settings.database)
    except ValueError as error:
        raise Mistake(f"HANDRAIL_DATABASE_URL: {error}") from error
    except ModuleNotFoundError as error:
        raise Mistake("PostgreSQL needs a driver: pip install 'handrail[postgres]'.") from error
    try:
        yield opened
    finally:
        opened.close()


def prepare(opened: Database, migrate: bool) -> None:
    """At the newest migration, or a Mistake that says how to get there."""
    from storage.revisions import UnknownRevision

    try:
        if migrate:
            opened.upgrade()
        elif opened.pending():
            raise Mistake("The database needs a migration first: run `handrail db upgrade`.")
    except UnknownRevision as error:
        raise Mistake(str(error)) from error
    except SQLAlchemyError as error:
        raise unreachable(error) from error


def unreachable(error: SQLAlchemyError) -> Mistake:
    """The driver's first line; drivers name host and user there, never the password."""
    why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return Mistake(f"The database of HANDRAIL_DATABASE_URL cannot be used: {why}.")
