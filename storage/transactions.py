"""A session for one transaction of one connection, both of which are there already."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session, SessionTransaction


class Transaction(Session):
    """SQLAlchemy's own looks for its connection before each statement, which costs as much as the
    statement; this one is handed it. It is for Core alone: no mapped object is ever in it."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, expire_on_commit=False)
        self._held = connection

    def connection(self, bind_arguments: Any = None, execution_options: Any = None) -> Connection:
        return self._held

    def close(self) -> None:
        """The connection is not this session's to give back."""
        if self.in_transaction():
            super().close()

    def rollback(self) -> None:
        super().rollback()
        self._held.rollback()

    def begin_nested(self) -> SessionTransaction:
        """The savepoint is set at once: SQLAlchemy would wait to be asked for the connection."""
        nested = super().begin_nested()
        super().connection()
        return nested
