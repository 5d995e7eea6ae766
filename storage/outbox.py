"""Letters to Slack: written with the state that caused them, sent after the commit."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Index, Select, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session

from storage import claims, upserts
from storage.claims import Claimable
from storage.columns import OPEN, WHILE_OPEN, Base, Document, table_of
from storage.rows import read

Kind = Literal[
    "post",
    "update",
    "respond",
    "ephemeral",
    "view",
    "refresh",
    "upload",
    "status",
    "title",
    "prompts",
]
State = Literal["open", "sent", "dead"]


@dataclass(frozen=True, slots=True)
class Letter:
    """`attempted_at` is set once Slack may have seen it; `result` is what Slack answered."""

    id: int
    workspace: str
    key: str
    kind: Kind
    lane: str
    payload: Document
    state: State
    posted_at: datetime
    due_at: datetime
    next_at: datetime
    attempts: int
    attempted_at: datetime | None
    ended_at: datetime | None
    result: Document | None
    why: str | None


class LetterRow(Claimable, Base):
    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_outbox_next_at", "next_at", **WHILE_OPEN),
        Index("ix_outbox_lane", "workspace", "lane", "due_at", "id", **WHILE_OPEN),
        CheckConstraint("state IN ('open', 'sent', 'dead')", name="state"),
    )

    key: Mapped[str]
    kind: Mapped[str]
    lane: Mapped[str]
    payload: Mapped[dict[str, Any]]
    posted_at: Mapped[datetime]
    attempted_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any] | None]


OUTBOX = table_of(LetterRow)
ONCE = upserts.once(OUTBOX)
ELDER = OUTBOX.alias("elder")
FIRST_OF_LANE = OUTBOX.c.id == (
    # an equality and not a NOT EXISTS: PostgreSQL would join the latter against every open row
    select(ELDER.c.id)
    .where(ELDER.c.workspace == OUTBOX.c.workspace, ELDER.c.lane == OUTBOX.c.lane)
    .where(ELDER.c.state == OPEN)
    .order_by(ELDER.c.due_at, ELDER.c.id)
    .limit(1)
    .correlate(OUTBOX)
    .scalar_subquery()
)


def post(
    session: Session,
    *,
    workspace: str,
    key: str,
    kind: Kind,
    payload: Document,
    at: datetime,
    due: datetime | None = None,
    lane: str | None = None,
) -> bool:
    """Whether the letter is new: the same key again is the same letter.

    Letters of one lane are sent one after another; it is the payload's channel unless given.
    """
    values = claims.fresh(workspace, due or at) | {"key": key, "kind": kind, "posted_at": at}
    values |= {"lane": lane or payload.get("channel") or key, "payload": dict(payload)}
    return upserts.run(session, ONCE, values).rowcount == 1


def hold(session: Session, workspace: str, lane: str, now: datetime) -> bool:
    """Whether a letter of this lane waits, due and unclaimed; nobody claims it before we commit.

    Whatever is rendered when it is sent will then show what this transaction changes.
    """
    waiting = update(OUTBOX).where(
        OUTBOX.c.workspace == workspace,
        OUTBOX.c.lane == lane,
        OUTBOX.c.state == OPEN,
        OUTBOX.c.claimed_by.is_(None),
        OUTBOX.c.due_at <= now,
    )
    return session.connection().execute(waiting.values(posted_at=now)).rowcount > 0


def claim(
    session: Session, *, now: datetime, limit: int, lease: timedelta, worker: str
) -> list[Letter]:
    """The oldest letter of each lane that is due and that nobody holds."""
    rows = claims.claim(
        session, OUTBOX, now=now, limit=limit, lease=lease, worker=worker, allowed=FIRST_OF_LANE
    )
    return [read(Letter, row) for row in rows]


def attempt(session: Session, id: int, at: datetime) -> None:
    """Commit this before the first call to Slack: from here on Slack may have the letter."""
    first = update(OUTBOX).where(OUTBOX.c.id == id, OUTBOX.c.attempted_at.is_(None))
    session.connection().execute(first.values(attempted_at=at))


def sent(session: Session, id: int, at: datetime, result: Document) -> bool:
    return claims.finish(session, OUTBOX, id, "sent", at, result=dict(result))


def postpone(session: Session, id: int, until: datetime, why: str, burn: bool) -> bool:
    """`burn=False` when Slack surely did not do it, such as after a 429."""
    return claims.postpone(session, OUTBOX, id, until, why, burn=burn)


def bury(session: Session, id: int, at: datetime, why: str) -> bool:
    return claims.finish(session, OUTBOX, id, "dead", at, why=why)


def next_due(session: Session) -> datetime | None:
    return claims.next_due(session, OUTBOX, FIRST_OF_LANE)


def dead(session: Session) -> list[Letter]:
    return _letters(session, select(OUTBOX).where(OUTBOX.c.state == "dead").order_by(OUTBOX.c.id))


def find(session: Session, workspace: str, key: str) -> Letter | None:
    found = select(OUTBOX).where(OUTBOX.c.workspace == workspace, OUTBOX.c.key == key)
    return next(iter(_letters(session, found)), None)


def forget(session: Session, before: datetime) -> int:
    """Sent letters only; the dead are kept for somebody to look at."""
    return claims.forget(session, OUTBOX, "sent", before)


def _letters(session: Session, query: Select[Any]) -> list[Letter]:
    return [read(Letter, row) for row in session.connection().execute(query)]
