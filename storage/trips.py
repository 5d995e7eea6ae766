"""Trips, the links to their notes, and the steps that were ticked off."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Index, and_, insert, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.trips import Purpose, Trip
from storage import trip_notes, trip_ticks, upserts
from storage.columns import Base, Serial, Spelt, table_of

PURPOSE = Spelt(str, Purpose)
BOOKED = Spelt(lambda names: " ".join(sorted(names)), lambda text: frozenset(text.split()))
SOON = 400
"""Ids named in one statement, at most."""


class TripRow(Base):
    """`folded` is what the archive looks through."""

    __tablename__ = "trips"
    __table_args__ = (
        Index("ix_trips_person", "workspace", "person", "ends"),
        CheckConstraint("purpose IN ('business', 'personal')", name="purpose"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    person: Mapped[str]
    event: Mapped[str]
    place: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    purpose: Mapped[Purpose] = mapped_column(PURPOSE)
    issue: Mapped[str]
    cost: Mapped[int | None]
    hours: Mapped[int | None]
    commitment: Mapped[int | None]
    booked: Mapped[frozenset[str]] = mapped_column(BOOKED)
    wanted: Mapped[bool | None]
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    folded: Mapped[str]


class TripChannelRow(Base):
    """Where a workspace's trip notes are posted."""

    __tablename__ = "trip_channels"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


TRIPS = table_of(TripRow)
CHANNELS = table_of(TripChannelRow)
LATEST_CHANNEL = upserts.latest(CHANNELS)
KEPT = [field.name for field in fields(Trip) if field.name in TRIPS.c]
COLUMNS = [TRIPS.c[name] for name in KEPT]


def add(session: Session, values: Mapping[str, Any], name: str) -> Trip:
    """`name` is what the traveller is called, by which the trip is found."""
    row = dict(values) | {"folded": _folded(values, name)}
    adding = insert(TRIPS).values(row).returning(*COLUMNS)
    return Trip(*session.connection().execute(adding).one())


def change(session: Session, trip: Trip, values: Mapping[str, Any], name: str) -> Trip:
    changed = replace(trip, **values)
    folded = _folded({each: getattr(changed, each) for each in KEPT}, name)
    which = _one(trip.workspace, trip.id)
    changing = update(TRIPS).where(which).values(dict(values) | {"folded": folded})
    session.connection().execute(changing)
    return changed


def cancel(session: Session, workspace: str, id: int, at: datetime) -> bool:
    """Whether it was not cancelled before."""
    standing = and_(_one(workspace, id), TRIPS.c.cancelled_at.is_(None))
    changing = update(TRIPS).where(standing).values(cancelled_at=at)
    return session.connection().execute(changing).rowcount == 1


def revive(session: Session, workspace: str, id: int) -> None:
    changing = update(TRIPS).where(_one(workspace, id)).values(cancelled_at=None)
    session.connection().execute(changing)


def answer(session: Session, workspace: str, id: int, wanted: bool | None) -> None:
    """Whether notes of a private trip are wanted by its traveller."""
    changing = update(TRIPS).where(_one(workspace, id)).values(wanted=wanted)
    session.connection().execute(changing)


def find(session: Session, workspace: str, id: int) -> Trip | None:
    return next(iter(_those(session, workspace, TRIPS.c.id == id)), None)


def of(session: Session, workspace: str, people: Collection[str], since: date) -> list[Trip]:
    """Those that end on that day or later and are not cancelled, the first to start first."""
    if not people:
        return []
    standing = and_(TRIPS.c.cancelled_at.is_(None), TRIPS.c.ends >= since)
    wanted = frozenset(people)
    if len(wanted) <= SOON:
        standing = and_(standing, TRIPS.c.person.in_(wanted))
    return [each for each in _those(session, workspace, standing) if each.person in wanted]


def by_ids(session: Session, workspace: str, ids: Collection[int]) -> dict[int, Trip]:
    found = _those(session, workspace, TRIPS.c.id.in_(ids)) if ids else []
    return {each.id: each for each in found}


def overlapping(
    session: Session, workspace: str, person: str, starts: date, ends: date
) -> list[Trip]:
    """Trips of theirs on one of these days."""
    same = and_(TRIPS.c.person == person, TRIPS.c.starts <= ends, TRIPS.c.ends >= starts)
    standing = and_(same, TRIPS.c.cancelled_at.is_(None))
    return _those(session, workspace, standing)


def archive(
    session: Session, workspace: str, words: Iterable[str], limit: int, offset: int
) -> list[Trip]:
    """Trips with shared notes that have all the words, newest first, whoever's they are."""
    joined = TRIPS.join(trip_notes.NOTES, trip_notes.live_of(TRIPS.c.id))
    shared = trip_notes.NOTES.c.shared_at.is_not(None)
    standing = and_(TRIPS.c.workspace == workspace, TRIPS.c.cancelled_at.is_(None), shared)
    query = select(TRIPS.c.id).select_from(joined).where(standing)
    for word in words:
        query = query.where(_has(word))
    query = query.order_by(TRIPS.c.ends.desc(), TRIPS.c.id.desc()).limit(limit).offset(offset)
    ids = [row[0] for row in session.connection().execute(query)]
    found = by_ids(session, workspace, ids)
    return [found[id] for id in ids]


def set_channel(session: Session, workspace: str, channel: str, by: str, at: datetime) -> None:
    values = {"workspace": workspace, "channel": channel, "by": by, "at": at}
    upserts.run(session, LATEST_CHANNEL, values)


def channel(session: Session, workspace: str) -> str:
    """Empty if none is set."""
    query = select(CHANNELS.c.channel).where(CHANNELS.c.workspace == workspace)
    return session.connection().execute(query).scalar() or ""


def unset_channel(session: Session, workspace: str) -> None:
    session.connection().execute(CHANNELS.delete().where(CHANNELS.c.workspace == workspace))


def _has(word: str) -> ColumnElement[bool]:
    text = word.casefold()
    in_trip = TRIPS.c.folded.contains(text, autoescape=True)
    return or_(in_trip, trip_notes.NOTES.c.folded.contains(text, autoescape=True))


def _folded(values: Mapping[str, Any], name: str) -> str:
    years = {str(values[each].year) for each in ("starts", "ends")}
    told = [values["event"], values["place"], name, *sorted(years)]
    return " ".join(told).casefold()


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(TRIPS.c.workspace == workspace, TRIPS.c.id == id)


def _those(session: Session, workspace: str, which: ColumnElement[bool]) -> list[Trip]:
    """Each with its notes and ticks; three statements however many there are."""
    query = select(*COLUMNS).where(TRIPS.c.workspace == workspace, which)
    rows = session.connection().execute(query.order_by(TRIPS.c.starts, TRIPS.c.id))
    found = [Trip(*row) for row in rows]
    ids = [each.id for each in found]
    live = trip_notes.live(session, workspace, ids)
    resumed = trip_notes.resumed(session, workspace, ids)
    ticked = trip_ticks.of(session, workspace, ids)
    return [
        replace(
            each,
            notes=live.get(each.id),
            ticks=ticked.get(each.id, {}),
            resumed=resumed[each.id][0] if each.id in resumed else 0,
            resumed_at=resumed[each.id][1] if each.id in resumed else None,
        )
        for each in found
    ]
