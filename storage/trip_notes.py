"""Links to the notes of trips: one a trip at a time, no document twice."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    and_,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.trips import Notes
from storage import upserts
from storage.columns import Base, Number, Serial, table_of
from storage.rows import read

LIVE: dict[str, Any] = {
    "sqlite_where": text("withdrawn_at IS NULL"),
    "postgresql_where": text("withdrawn_at IS NULL"),
}
DELETED, CHANGED = "deleted", "changed"
REPLACED, UNDONE, TAKEN_BACK = "replaced", "undone", "withdrawn"
GONE = (DELETED, CHANGED, TAKEN_BACK)
"""Why notes are asked for again."""
AT_ONCE = 500


class TripNotesRow(Base):
    """`folded` is what the archive looks through."""

    __tablename__ = "trip_notes"
    __table_args__ = (
        Index("uq_trip_notes_address", "workspace", "address", unique=True, **LIVE),
        Index("uq_trip_notes_trip", "workspace", "trip", unique=True, **LIVE),
        Index("ix_trip_notes_ts", "workspace", "channel", "ts"),
        Index("ix_trip_notes_trip", "trip"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    trip: Mapped[Number] = mapped_column(ForeignKey("trips.id", ondelete="CASCADE"))
    person: Mapped[str]
    url: Mapped[str]
    address: Mapped[str]
    takeaway: Mapped[str]
    people: Mapped[str]
    channel: Mapped[str]
    ts: Mapped[str]
    added_by: Mapped[str]
    at: Mapped[datetime]
    shared_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    why: Mapped[str]
    folded: Mapped[str]


NOTES = table_of(TripNotesRow)
ONCE = upserts.once(NOTES)


def add(session: Session, values: Mapping[str, Any]) -> Notes | None:
    """None if the trip has notes or the document is used already, also by the slower of two."""
    folded = f"{values['takeaway']} {values['people']}".casefold()
    row = dict(values) | {"withdrawn_at": None, "why": "", "folded": folded}
    if upserts.run(session, ONCE, row).rowcount != 1:
        return None
    same = and_(NOTES.c.trip == values["trip"], NOTES.c.withdrawn_at.is_(None))
    return next(iter(_those(session, _in(values["workspace"], same))), None)


def share(session: Session, workspace: str, id: int, channel: str, at: datetime) -> bool:
    """Whether it was not shared before."""
    fresh = and_(NOTES.c.id == id, NOTES.c.shared_at.is_(None), NOTES.c.withdrawn_at.is_(None))
    sharing = update(NOTES).where(_in(workspace, fresh))
    values = {"channel": channel, "shared_at": at}
    return session.connection().execute(sharing.values(values)).rowcount == 1


def withdraw(session: Session, workspace: str, id: int, at: datetime, why: str) -> bool:
    """Whether it stood until now."""
    standing = and_(NOTES.c.id == id, NOTES.c.withdrawn_at.is_(None))
    ending = update(NOTES).where(_in(workspace, standing))
    values = {"withdrawn_at": at, "why": why}
    return session.connection().execute(ending.values(values)).rowcount == 1


def find(session: Session, workspace: str, id: int) -> Notes | None:
    return next(iter(_those(session, _in(workspace, NOTES.c.id == id))), None)


def by_address(session: Session, workspace: str, address: str) -> Notes | None:
    """The notes that this document is, if they stand."""
    same = and_(NOTES.c.address == address, NOTES.c.withdrawn_at.is_(None))
    return next(iter(_those(session, _in(workspace, same))), None)


def by_message(session: Session, workspace: str, channel: str, ts: str) -> list[Notes]:
    """Every link that somebody's message has been, newest first; the first may still stand."""
    same = and_(NOTES.c.channel == channel, NOTES.c.ts == ts)
    return _those(session, _in(workspace, same))


def live(session: Session, workspace: str, trips: Collection[int]) -> dict[int, Notes]:
    found: list[Notes] = []
    for some in _parts(trips):
        standing = and_(NOTES.c.trip.in_(some), NOTES.c.withdrawn_at.is_(None))
        found += _those(session, _in(workspace, standing))
    return {each.trip: each for each in found}


def resumed(
    session: Session, workspace: str, trips: Collection[int]
) -> dict[int, tuple[int, datetime]]:
    """How often the notes of a trip went away, and when last."""
    found: dict[int, tuple[int, datetime]] = {}
    for some in _parts(trips):
        gone = and_(NOTES.c.trip.in_(some), NOTES.c.why.in_(GONE))
        asked = select(NOTES.c.trip, func.count(), func.max(NOTES.c.withdrawn_at))
        query = asked.where(_in(workspace, gone)).group_by(NOTES.c.trip)
        for trip, count, at in session.connection().execute(query):
            found[trip] = (count, at)
    return found


def live_of(trip: ColumnElement[int]) -> ColumnElement[bool]:
    """To join the notes that stand to their trip."""
    return and_(NOTES.c.trip == trip, NOTES.c.withdrawn_at.is_(None))


def _parts(ids: Collection[int]) -> list[list[int]]:
    every = list(ids)
    return [every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE)]


def _in(workspace: str, which: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(NOTES.c.workspace == workspace, which)


def _those(session: Session, which: ColumnElement[bool]) -> list[Notes]:
    query: Select[Any] = select(NOTES).where(which).order_by(NOTES.c.id.desc())
    return [read(Notes, row) for row in session.connection().execute(query)]
