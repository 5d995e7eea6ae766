"""Numbers that people read aloud: 1, 2, 3 in each workspace, without gaps or doubles."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of


class Series(Base):
    __tablename__ = "numbers"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


NUMBERS = table_of(Series)


def _counted(insert: Callable[..., Any]) -> Any:
    counting = insert(NUMBERS).on_conflict_do_update(
        index_elements=[NUMBERS.c.workspace, NUMBERS.c.name], set_={"last": NUMBERS.c.last + 1}
    )
    return counting.returning(NUMBERS.c.last)


NEXT = {"sqlite": _counted(sqlite.insert), "postgresql": _counted(postgresql.insert)}


def draw(session: Session, workspace: str, name: str) -> int:
    """The next of a series; others who draw wait until this transaction ends."""
    values = {"workspace": workspace, "name": name, "last": 1}
    return int(upserts.run(session, NEXT, values).scalar_one())
