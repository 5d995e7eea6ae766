"""The Give Back projects of a workspace."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    and_,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.foldings import folded as folded
from policies.give_backs import Project, State
from storage import upserts
from storage.columns import Base, Serial, Spelt, table_of
from storage.rows import among

STATE = Spelt(str, State)
AT_ONCE = 500
STANDS = "state <> 'dropped'"


class GiveBackRow(Base):
    """`folded` is the title as it is searched, and as one owner has it once."""

    __tablename__ = "give_backs"
    __table_args__ = (
        Index("ix_give_backs_owner", "workspace", "owner", "state"),
        Index(
            "uq_give_backs_title",
            "workspace",
            "owner",
            "folded",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
        CheckConstraint("state IN ('idea', 'under way', 'finished', 'dropped')", name="state"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    owner: Mapped[str]
    title: Mapped[str]
    improves: Mapped[str]
    proof: Mapped[str]
    issue: Mapped[str]
    team_size: Mapped[int | None]
    due: Mapped[date | None]
    state: Mapped[State] = mapped_column(STATE)
    since: Mapped[datetime]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    folded: Mapped[str]


PROJECTS = table_of(GiveBackRow)
COLUMNS = [PROJECTS.c[field.name] for field in fields(Project)]


def add(session: Session, values: Mapping[str, Any]) -> Project | None:
    """None if the owner has one of that title already."""
    row = dict(values) | {"folded": folded(str(values["title"]))}
    found = upserts.added(session, PROJECTS, row, COLUMNS)
    return Project(*found) if found else None


def find(session: Session, workspace: str, id: int) -> Project | None:
    return next(iter(_those(session, _one(workspace, id))), None)


def locked(session: Session, workspace: str, id: int) -> Project | None:
    """As it is now, and as it stays until the end of the transaction."""
    query = select(*COLUMNS).where(_one(workspace, id)).with_for_update()
    found = session.connection().execute(query).first()
    return Project(*found) if found else None


def change(session: Session, project: Project, values: Mapping[str, Any]) -> Project | None:
    """Of one that is `locked`; None if its owner would then have two of that title."""
    row = dict(values) | {"folded": folded(str(values.get("title", project.title)))}
    which = _one(project.workspace, project.id)
    changing = update(PROJECTS).where(which).values(row).returning(*COLUMNS)
    found = upserts.changed(session, changing)
    return Project(*found) if found else None


def of_owners(
    session: Session, workspace: str, owners: Collection[str], states: Collection[State]
) -> list[Project]:
    """The oldest first."""
    wanted, found = list(owners), list[Project]()
    for at in range(0, len(wanted), AT_ONCE):
        theirs = among(session, PROJECTS.c.owner, wanted[at : at + AT_ONCE])
        found += _those(session, and_(_in(workspace, states), theirs))
    return sorted(found, key=lambda each: each.id)


def in_state(
    session: Session, workspace: str, state: State, limit: int, skipped: int = 0
) -> list[Project]:
    """The newest first."""
    newest = PROJECTS.c.since.desc(), PROJECTS.c.id.desc()
    query = select(*COLUMNS).where(_in(workspace, [state])).order_by(*newest)
    return _read(session.connection().execute(query.limit(limit).offset(skipped)).all())


def counts(session: Session, workspace: str) -> dict[State, int]:
    query = select(PROJECTS.c.state, func.count()).where(PROJECTS.c.workspace == workspace)
    found = session.connection().execute(query.group_by(PROJECTS.c.state))
    return {state: count for state, count in found}


def search(session: Session, workspace: str, words: str, limit: int) -> list[Project]:
    """Those whose title has every word, the newest first."""
    wanted = [PROJECTS.c.folded.contains(each, autoescape=True) for each in folded(words).split()]
    query = select(*COLUMNS).where(PROJECTS.c.workspace == workspace, *wanted)
    newest = query.order_by(PROJECTS.c.id.desc()).limit(limit)
    return _read(session.connection().execute(newest).all())


def _in(workspace: str, states: Collection[State]) -> ColumnElement[bool]:
    return and_(PROJECTS.c.workspace == workspace, PROJECTS.c.state.in_(list(states)))


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(PROJECTS.c.workspace == workspace, PROJECTS.c.id == id)


def _those(session: Session, which: ColumnElement[bool]) -> list[Project]:
    query = select(*COLUMNS).where(which).order_by(PROJECTS.c.id)
    return _read(session.connection().execute(query).all())


def _read(rows: Sequence[Any]) -> list[Project]:
    return [Project(*row) for row in rows]
