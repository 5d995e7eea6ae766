"""Letters to Slack: written with the state that caused them, sent after the commit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    Index,
    Select,
    UniqueConstraint,
    bindparam,
    false,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

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
State = Literal["open", "sent", "dead", "dropped"]

TOGETHER = ","
"""Between the ids of people, where a channel is the group DM of several."""
INSTEAD = "instead"
"""In a payload: the letters that go out when Slack refuses this one for good."""
OTHERWISE = "otherwise"
"""In a payload: the errand that is run when Slack does not take its layout."""


@dataclass(frozen=True, slots=True)
class Letter:
    """`attempted_at` is set once Slack may have seen it; `result` is what Slack answered.

    Nobody who just asked waits for a `calm` one. `doubts` counts the calls that may have made a
    second copy, since Slack could not be asked.
    """

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
    calm: bool
    doubts: int

    @property
    def is_new(self) -> bool:
        """Whether nobody has taken it up or put it off yet."""
        return self.next_at == self.due_at


class LetterRow(Claimable, Base):
    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_outbox_next_at", "next_at", **WHILE_OPEN),
        Index("ix_outbox_lane", "workspace", "lane", "due_at", "id", **WHILE_OPEN),
        CheckConstraint("state IN ('open', 'sent', 'dead', 'dropped')", name="state"),
    )

    key: Mapped[str]
    kind: Mapped[str]
    lane: Mapped[str]
    payload: Mapped[dict[str, Any]]
    posted_at: Mapped[datetime]
    attempted_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any] | None]
    calm: Mapped[bool] = mapped_column(server_default=false(), sort_order=1)
    doubts: Mapped[int] = mapped_column(server_default="0", sort_order=1)


OUTBOX = table_of(LetterRow)
ONCE = upserts.once(OUTBOX)
NEVER_TRIED = {"attempted_at": None}
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
    calm: bool = False,
) -> bool:
    """Whether the letter is new: the same key again is the same letter.

    Letters of one lane are sent one after another; it is the payload's channel unless given.
    """
    values = claims.fresh(workspace, due or at) | {"key": key, "kind": kind, "posted_at": at}
    values |= {"lane": lane or payload.get("channel") or key, "payload": dict(payload)}
    values |= {"calm": calm}
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


def due(session: Session, *, now: datetime, limit: int) -> list[Letter]:
    """What `claim` would give, only looked at; on PostgreSQL no other process sees the same."""
    first = select(OUTBOX).where(OUTBOX.c.state == OPEN, FIRST_OF_LANE, OUTBOX.c.next_at <= now)
    found = first.order_by(OUTBOX.c.next_at).limit(limit)
    return letters(session, found.with_for_update(skip_locked=True, of=OUTBOX))


def take(
    session: Session, ids: Collection[int], *, now: datetime, lease: timedelta, worker: str
) -> list[Letter]:
    """Claim these, which `due` has just given."""
    return [read(Letter, row) for row in claims.take(session, OUTBOX, ids, now + lease, worker)]


def give_back(session: Session, worker: str, known: Collection[int], now: datetime) -> None:
    """What that worker has claimed, other than what it knows of."""
    unknown = update(OUTBOX).where(OUTBOX.c.claimed_by == worker, OUTBOX.c.id.not_in(known))
    free = {"next_at": now, "attempts": OUTBOX.c.attempts - 1, **claims.NO_CLAIM}
    session.connection().execute(unknown.where(OUTBOX.c.state == OPEN).values(free))


def put_off(session: Session, times: Mapping[int, datetime]) -> None:
    """Have these, which nobody has claimed, looked at again then and not earlier."""
    values = [{"whose": id, "then": at} for id, at in times.items()]
    if values:
        later = update(OUTBOX).where(OUTBOX.c.id == bindparam("whose"), OUTBOX.c.state == OPEN)
        session.connection().execute(later.values(next_at=bindparam("then")), values)


def attempt(session: Session, id: int, at: datetime) -> None:
    """Commit this before the first call to Slack: from here on Slack may have the letter."""
    first = update(OUTBOX).where(OUTBOX.c.id == id, OUTBOX.c.attempted_at.is_(None))
    session.connection().execute(first.values(attempted_at=at))


def sent(session: Session, id: int, at: datetime, result: Document) -> bool:
    return claims.finish(session, OUTBOX, id, "sent", at, result=dict(result))


def postpone(
    session: Session, id: int, until: datetime, why: str, burn: bool, untried: bool = False
) -> bool:
    """`burn=False` when Slack surely did not do it; `untried` if it never can have."""
    more = NEVER_TRIED if untried else {}
    return claims.postpone(session, OUTBOX, id, until, why, burn=burn, **more)


def rewrite(
    session: Session, id: int, now: datetime, why: str, *, kind: Kind, lane: str, payload: Document
) -> bool:
    """The same letter in other words or by another way, due at once and never tried before."""
    words = {"kind": kind, "lane": lane, "payload": dict(payload), **NEVER_TRIED}
    return claims.postpone(session, OUTBOX, id, now, why, burn=False, **words)


def reword(session: Session, id: int, payload: Document) -> bool:
    """Whether it was not yet being sent: it then says this instead."""
    waiting = update(OUTBOX).where(OUTBOX.c.id == id, OUTBOX.c.state == OPEN)
    waiting = waiting.where(OUTBOX.c.claimed_by.is_(None), OUTBOX.c.attempted_at.is_(None))
    return session.connection().execute(waiting.values(payload=dict(payload))).rowcount == 1


def bury(session: Session, id: int, at: datetime, why: str, untried: bool = False) -> bool:
    """`untried` if no call can have left a copy behind."""
    more = NEVER_TRIED if untried else {}
    return claims.finish(session, OUTBOX, id, "dead", at, why=why, **more)


def bury_lane(session: Session, workspace: str, lane: str, now: datetime, why: str) -> list[int]:
    """What is due there and waits behind the one that was refused; their ids."""
    waiting = update(OUTBOX).where(OUTBOX.c.workspace == workspace, OUTBOX.c.lane == lane)
    waiting = waiting.where(OUTBOX.c.state == OPEN, OUTBOX.c.due_at <= now)
    dead = {"state": "dead", "ended_at": now, "why": why, **claims.NO_CLAIM}
    rows = session.connection().execute(waiting.values(dead).returning(OUTBOX.c.id))
    return list(rows.scalars())


def drop(session: Session, id: int, at: datetime, why: str) -> bool:
    """End it for good: nobody needs it any more, or it has nothing left to change."""
    wanted = update(OUTBOX).where(OUTBOX.c.id == id, OUTBOX.c.state.in_(("open", "dead")))
    ended = {"state": "dropped", "ended_at": at, "why": why, **claims.NO_CLAIM}
    return session.connection().execute(wanted.values(ended)).rowcount == 1


def doubt(session: Session, id: int) -> None:
    """A call goes out now that may make a second copy."""
    again = update(OUTBOX).where(OUTBOX.c.id == id)
    session.connection().execute(again.values(doubts=OUTBOX.c.doubts + 1))


def next_due(session: Session) -> datetime | None:
    return claims.next_due(session, OUTBOX, FIRST_OF_LANE)


def find(session: Session, workspace: str, key: str) -> Letter | None:
    found = select(OUTBOX).where(OUTBOX.c.workspace == workspace, OUTBOX.c.key == key)
    return next(iter(letters(session, found)), None)


def forget(session: Session, before: datetime) -> int:
    """Sent letters only; the dead are kept for somebody to look at."""
    return claims.forget(session, OUTBOX, "sent", before)


def letters(session: Session, query: Select[Any]) -> list[Letter]:
    """What a query for whole rows finds."""
    return [read(Letter, row) for row in session.connection().execute(query)]
