"""Imports: a file that somebody sent, what it would do, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import CheckConstraint, ColumnElement, Index, and_, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, Document, Serial, table_of
from storage.rows import read

State = Literal[
    "reading", "asking", "ready", "applying", "applied", "dropped", "replaced", "failed"
]
LIVE = ("reading", "asking", "ready", "applying")


@dataclass(frozen=True, slots=True)
class Import:
    """`scope` are the owners whose opportunities it may touch, None for everybody's.

    `mapping` and `head` are what was read of the file, `counts` how far that is, or what came
    of it; `whole` says whether it holds everything that is open.
    """

    id: int
    workspace: str
    person: str
    file: Document
    state: State
    scope: list[str] | None
    head: Document
    mapping: Document
    whole: bool
    counts: Document
    created_at: datetime
    ended_at: datetime | None
    ended_by: str | None
    why: str | None


class ImportRow(Base):
    __tablename__ = "imports"
    __table_args__ = (
        Index("ix_imports_state", "workspace", "state"),
        CheckConstraint(
            "state IN ('reading', 'asking', 'ready', 'applying', "
            "'applied', 'dropped', 'replaced', 'failed')",
            name="state",
        ),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    person: Mapped[str]
    file: Mapped[dict[str, Any]]
    state: Mapped[str]
    scope: Mapped[list[str] | None]
    head: Mapped[dict[str, Any]]
    mapping: Mapped[dict[str, Any]]
    whole: Mapped[bool]
    counts: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    why: Mapped[str | None]


class MappingRow(Base):
    """Which column holds what, as it was chosen last for a report with these headings."""

    __tablename__ = "import_mappings"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    headings: Mapped[str] = mapped_column(primary_key=True)
    mapping: Mapped[dict[str, Any]]
    person: Mapped[str]
    at: Mapped[datetime]


IMPORTS = table_of(ImportRow)
MAPPINGS = table_of(MappingRow)
LATEST = upserts.latest(MAPPINGS)


def begin(
    session: Session,
    workspace: str,
    person: str,
    file: Document,
    scope: list[str] | None,
    at: datetime,
) -> Import:
    own = {"workspace": workspace, "person": person, "file": dict(file), "created_at": at}
    bare: dict[str, Any] = {"state": "reading", "head": {}, "mapping": {}, "counts": {}}
    new = own | bare | {"scope": scope, "whole": False}
    row = session.connection().execute(insert(IMPORTS).values(new).returning(IMPORTS)).one()
    return read(Import, row)


def find(session: Session, workspace: str, id: int) -> Import | None:
    return _first(session, _one(workspace, id))


def lock(session: Session, workspace: str, id: int) -> Import | None:
    """Whoever else wants to do something with this workspace's live imports waits."""
    live = and_(IMPORTS.c.workspace == workspace, IMPORTS.c.state.in_(LIVE))
    waiting = select(IMPORTS.c.id).where(live).order_by(IMPORTS.c.id).with_for_update()
    session.connection().execute(waiting).all()
    return find(session, workspace, id)


def note(session: Session, workspace: str, id: int, **values: Any) -> bool:
    """Keep how far it is; whether it was still alive."""
    alive = and_(_one(workspace, id), IMPORTS.c.state.in_(LIVE))
    return session.connection().execute(update(IMPORTS).where(alive).values(values)).rowcount == 1


def end(
    session: Session, workspace: str, id: int, state: State, at: datetime, by: str, why: str = ""
) -> bool:
    """Whether it was still alive."""
    return note(session, workspace, id, state=state, ended_at=at, ended_by=by, why=why or None)


def replace_others(session: Session, done: Import, at: datetime, by: str) -> list[Import]:
    """What was prepared before this one was applied holds no more."""
    others = and_(
        IMPORTS.c.workspace == done.workspace, IMPORTS.c.state.in_(LIVE), IMPORTS.c.id != done.id
    )
    ended = {"state": "replaced", "ended_at": at, "ended_by": by}
    query = update(IMPORTS).where(others).values(ended).returning(IMPORTS)
    return [read(Import, row) for row in session.connection().execute(query)]


def last_applied(session: Session, workspace: str) -> Import | None:
    applied = and_(IMPORTS.c.workspace == workspace, IMPORTS.c.state == "applied")
    return _first(session, applied)


def live_of(session: Session, workspace: str, person: str) -> list[Import]:
    """What somebody has prepared and not yet decided upon."""
    own = and_(
        IMPORTS.c.workspace == workspace, IMPORTS.c.state.in_(LIVE), IMPORTS.c.person == person
    )
    return _those(session, own)


def stale(session: Session, workspace: str, before: datetime) -> list[Import]:
    """Prepared before that moment and never decided upon."""
    old = and_(
        IMPORTS.c.workspace == workspace,
        IMPORTS.c.state.in_(LIVE),
        IMPORTS.c.created_at < before,
    )
    return _those(session, old)


def remember(
    session: Session,
    workspace: str,
    headings: str,
    mapping: Mapping[str, Any],
    person: str,
    at: datetime,
) -> None:
    """For the next report with these headings."""
    values = {"workspace": workspace, "headings": headings, "mapping": dict(mapping)}
    upserts.run(session, LATEST, values | {"person": person, "at": at})


def remembered(session: Session, workspace: str, headings: str) -> Document | None:
    asked = select(MAPPINGS.c.mapping).where(
        MAPPINGS.c.workspace == workspace, MAPPINGS.c.headings == headings
    )
    return session.connection().execute(asked).scalar()


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(IMPORTS.c.workspace == workspace, IMPORTS.c.id == id)


def _those(session: Session, which: ColumnElement[bool]) -> list[Import]:
    rows = session.connection().execute(select(IMPORTS).where(which).order_by(IMPORTS.c.id))
    return [read(Import, row) for row in rows]


def _first(session: Session, which: ColumnElement[bool]) -> Import | None:
    newest = select(IMPORTS).where(which).order_by(IMPORTS.c.id.desc()).limit(1)
    row = session.connection().execute(newest).first()
    return None if row is None else read(Import, row)
