"""One database: its transactions, its revision, its end."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import RLock

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage import revisions
from storage.engines import engine_for, in_memory
from storage.transactions import Transaction


class Database:
    """`with database.begin() as session:` is one transaction."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = engine_for(url)
        self._quiet = self.engine.execution_options(reading=True)
        self._writers, self._readers = _turns(self.engine)

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def begin(self) -> Iterator[Session]:
        with self._writers, self.engine.begin() as connection, Transaction(connection) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that cannot write, and on SQLite waits for no writer."""
        with self._readers, self._quiet.begin() as connection, Transaction(connection) as session:
            yield session

    def revision(self) -> str | None:
        """The migration this database stands at, or None when it is empty."""
        with self._readers:
            return revisions.stored(self.engine)

    def pending(self) -> bool:
        """Whether this database stands anywhere but at the newest migration."""
        return self.revision() != revisions.HEAD

    def upgrade(self) -> None:
        with self._writers:
            revisions.upgrade(self.engine)

    def close(self) -> None:
        self.engine.dispose()


Lock = AbstractContextManager[object]


def _turns(engine: Engine) -> tuple[Lock, Lock]:
    """Locks for writers and readers: SQLite's own wait sleeps in steps, up to seconds late."""
    if engine.dialect.name != "sqlite":
        return nullcontext(), nullcontext()
    writers = RLock()
    return writers, writers if in_memory(engine.url) else nullcontext()
