"""A company's own pages for questions asked in a shell, if there is a database that has any."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.mistakes import Mistake
from bot.settings import Settings
from policies.answer import Answer, Status
from policies.asking import Question, answer
from policies.pack import Pack

if TYPE_CHECKING:
    from storage.database import Database

FILE = "sqlite:///"
Ask = Callable[[Question, Pack], Answer]


@contextmanager
def shelves(settings: Settings) -> Iterator[Ask]:
    """Opens the database when the first question needs it, which few do."""
    with ExitStack() as stack:
        opened = cache(lambda: _database(settings, stack))

        def ask(question: Question, pack: Pack) -> Answer:
            told = answer(question, pack)
            if told.status is not Status.UNKNOWN or not _is_there(settings):
                return told
            try:
                return _from_pages(opened(), question, pack, told)
            except Mistake as mistake:
                return replace(told, warnings=(f"Your own pages were not asked: {mistake}",))

        yield ask


def _is_there(settings: Settings) -> bool:
    """To open a file that is not there would make one."""
    address = settings.database
    return not address.startswith(FILE) or Path(address.removeprefix(FILE)).is_file()


def _database(settings: Settings, stack: ExitStack) -> "Database":
    from bot import parts

    database = stack.enter_context(parts.database(settings))
    parts.prepare(database, migrate=False)
    return database


def _from_pages(database: "Database", question: Question, pack: Pack, told: Answer) -> Answer:
    from sqlalchemy.exc import SQLAlchemyError

    from bot import parts
    from handlers.kit.shelves import or_pages
    from storage.pages import EVERYONE

    try:
        with database.reading() as session:
            return or_pages(session, EVERYONE, question, pack, told)
    except SQLAlchemyError as error:
        raise parts.unreachable(error) from error
