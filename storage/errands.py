"""Work promised to somebody that needs the network first, such as fetching a file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Index, insert, select
from sqlalchemy.orm import Mapped, Session

from storage import claims
from storage.claims import Claimable
from storage.columns import WHILE_OPEN, Base, Document, table_of
from storage.rows import read

State = Literal["open", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Errand:
    id: int
    workspace: str
    user: str
    feature: str
    kind: str
    detail: Document
    at: datetime
    state: State
    attempts: int
    claimed_until: datetime | None
    why: str | None


class ErrandRow(Claimable, Base):
    __tablename__ = "errands"
    __table_args__ = (
        Index("ix_errands_next_at", "next_at", **WHILE_OPEN),
        CheckConstraint("state IN ('open', 'done', 'failed')", name="state"),
    )

    user: Mapped[str]
    feature: Mapped[str]
    kind: Mapped[str]
    detail: Mapped[dict[str, Any]]
    at: Mapped[datetime]


ERRANDS = table_of(ErrandRow)


def add(
    session: Session,
    *,
    workspace: str,
    user: str,
    feature: str,
    kind: str,
    detail: Document,
    at: datetime,
) -> int:
    values = claims.fresh(workspace, at) | {"user": user, "feature": feature, "kind": kind}
    adding = insert(ERRANDS).values(values | {"detail": dict(detail), "at": at})
    return int(session.connection().execute(adding.returning(ERRANDS.c.id)).scalar_one())


def claim(
    session: Session, *, now: datetime, limit: int, lease: timedelta, worker: str
) -> list[Errand]:
    rows = claims.claim(session, ERRANDS, now=now, limit=limit, lease=lease, worker=worker)
    return [read(Errand, row) for row in rows]


def extend(session: Session, id: int, worker: str, until: datetime) -> bool:
    """Whether the errand is still that worker's."""
    return claims.extend(session, ERRANDS, id, worker, until)


def done(session: Session, id: int, at: datetime) -> bool:
    """Whether it was still open: do the errand's work in the same transaction."""
    return claims.finish(session, ERRANDS, id, "done", at)


def again(session: Session, id: int, until: datetime, why: str) -> bool:
    return claims.postpone(session, ERRANDS, id, until, why, burn=True)


def fail(session: Session, id: int, at: datetime, why: str) -> bool:
    return claims.finish(session, ERRANDS, id, "failed", at, why=why)


def next_due(session: Session) -> datetime | None:
    return claims.next_due(session, ERRANDS)


def find(session: Session, workspace: str, id: int) -> Errand | None:
    found = select(ERRANDS).where(ERRANDS.c.workspace == workspace, ERRANDS.c.id == id)
    row = session.connection().execute(found).first()
    return None if row is None else read(Errand, row)


def forget(session: Session, before: datetime) -> int:
    """Done errands only; the failed are kept for somebody to look at."""
    return claims.forget(session, ERRANDS, "done", before)
