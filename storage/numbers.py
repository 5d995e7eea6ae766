"""Numbers that people read aloud: 1, 2, 3 in each workspace, without gaps or doubles."""

from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of


class Series(Base):
    __tablename__ = "numbers"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


NUMBERS = table_of(Series)
NEXT = upserts.counting(NUMBERS.c.last)


def draw(session: Session, workspace: str, name: str) -> int:
    """The next of a series; others who draw wait until this transaction ends."""
    values = {"workspace": workspace, "name": name, "last": 1}
    return int(upserts.run(session, NEXT, values).scalar_one())
