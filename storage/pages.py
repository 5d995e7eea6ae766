"""A company's own pages, section by section, and the words that find them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Table,
    UniqueConstraint,
    delete,
    event,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session

from policies.pages import Section
from storage.columns import Base, Serial, table_of
from storage.migrations.searches import SEARCHES
from storage.rows import read

EVERYONE = ""
"""The workspace of pages that all of them see."""
AT_ONCE = 500


class PageRow(Base):
    __tablename__ = "company_pages"
    __table_args__ = (UniqueConstraint("workspace", "file", "anchor"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    file: Mapped[str]
    anchor: Mapped[str]
    title: Mapped[str]
    heading: Mapped[str]
    url: Mapped[str]
    text: Mapped[str]


PAGES = table_of(PageRow)
SECTION = (PAGES.c.file, PAGES.c.title, PAGES.c.heading, PAGES.c.anchor, PAGES.c.url, PAGES.c.text)


@event.listens_for(PAGES, "after_create")
def make_searchable(_: Table, connection: Connection, **__: Any) -> None:
    for statement in SEARCHES[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True, slots=True)
class Change:
    """What adding a path did to its sections."""

    new: int
    changed: int
    gone: int
    same: int


@dataclass(frozen=True, slots=True)
class Listed:
    workspace: str
    file: str
    title: str
    sections: int


def replace(session: Session, workspace: str, path: str, sections: Iterable[Section]) -> Change:
    """The sections of a file or folder become these; those that stay as they are stay."""
    _alone(session)
    wanted = {(section.file, section.anchor): section for section in sections}
    known = _known(session, workspace, path)
    gone = [id for key, (id, _) in known.items() if key not in wanted]
    changed = [id for key, (id, old) in known.items() if key in wanted and wanted[key] != old]
    _drop(session, [*gone, *changed])
    written = [each for key, each in wanted.items() if key not in known or known[key][1] != each]
    _add(session, workspace, written)
    new = len(written) - len(changed)
    return Change(new, len(changed), len(gone), len(wanted) - len(written))


def remove(session: Session, workspace: str, path: str) -> int:
    """How many sections went."""
    _alone(session)
    ids = [id for id, _ in _known(session, workspace, path).values()]
    _drop(session, ids)
    return len(ids)


def listed(session: Session, workspace: str | None = None) -> list[Listed]:
    """Every file, or those that one workspace sees."""
    files = (PAGES.c.workspace, PAGES.c.file)
    counted = select(*files, func.min(PAGES.c.title).label("title"), func.count().label("sections"))
    query = counted.group_by(*files).order_by(*files)
    if workspace is not None:
        query = query.where(PAGES.c.workspace.in_((EVERYONE, workspace)))
    return [read(Listed, row) for row in session.connection().execute(query)]


def _known(
    session: Session, workspace: str, path: str
) -> dict[tuple[str, str], tuple[int, Section]]:
    below = PAGES.c.file.startswith(f"{path}/", autoescape=True)
    query = select(PAGES.c.id, *SECTION).where(
        PAGES.c.workspace == workspace, (PAGES.c.file == path) | below
    )
    found: Iterable[Row[Any]] = session.connection().execute(query)
    return {(row.file, row.anchor): (row.id, read(Section, row)) for row in found}


def _drop(session: Session, ids: Sequence[int]) -> None:
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        session.connection().execute(delete(PAGES).where(PAGES.c.id.in_(some)))


def _add(session: Session, workspace: str, sections: Sequence[Section]) -> None:
    rows = [asdict(section) | {"workspace": workspace} for section in sections]
    for at in range(0, len(rows), AT_ONCE):
        session.connection().execute(insert(PAGES), rows[at : at + AT_ONCE])


def _alone(session: Session) -> None:
    """One at a time; SQLite needs no more than its BEGIN IMMEDIATE."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text("SET LOCAL statement_timeout = 0"))
        session.connection().execute(text("LOCK TABLE company_pages IN SHARE ROW EXCLUSIVE MODE"))
