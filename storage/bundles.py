"""What a person was told together, a morning's digest or a card, and what became of each item."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    UniqueConstraint,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, Number, Serial, table_of
from storage.occurrences import OCCURRENCES
from storage.rows import among, read

Kind = Literal["digest", "card"]
State = Literal["open", "done", "snoozed", "declined", "ended"]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One message to a person; `day` is the date it belongs to where they are."""

    id: int
    workspace: str
    person: str
    day: date
    kind: Kind
    slot: str
    at: datetime

    @property
    def letter(self) -> str:
        """The key of the letter that posts it."""
        return f"bundle/{self.id}"


@dataclass(frozen=True, slots=True)
class Told:
    """An item as it was told, and what has become of it; `act` is the number of what can be undone.

    `person` is whose reminder it is, which differs from the bundle's where somebody stands in.
    """

    id: int
    workspace: str
    bundle: int
    occurrence: int
    routine: str
    subject: str
    person: str
    entry: str
    text: str
    verb: Mapping[str, Any] | None
    also: Mapping[str, Any] | None
    note: str
    state: State
    by: str
    at: datetime | None
    ending: str
    act: int | None


class BundleRow(Base):
    __tablename__ = "bundles"
    __table_args__ = (
        UniqueConstraint("workspace", "person", "day", "kind", "slot"),
        CheckConstraint("kind IN ('digest', 'card')", name="kind"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    person: Mapped[str]
    day: Mapped[date]
    kind: Mapped[str]
    slot: Mapped[str]
    """Empty for the digest, of which a day has one; a card's is the key of its reminder."""
    at: Mapped[datetime]


class ToldRow(Base):
    __tablename__ = "bundle_items"
    __table_args__ = (
        UniqueConstraint("bundle", "routine", "subject"),
        Index("ix_bundle_items_subject", "workspace", "routine", "subject", "state"),
        CheckConstraint("state IN ('open', 'done', 'snoozed', 'declined', 'ended')", name="state"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    bundle: Mapped[Number] = mapped_column(ForeignKey("bundles.id", ondelete="CASCADE"))
    occurrence: Mapped[Number]
    routine: Mapped[str]
    subject: Mapped[str]
    person: Mapped[str]
    entry: Mapped[str]
    text: Mapped[str]
    verb: Mapped[dict[str, Any] | None]
    also: Mapped[dict[str, Any] | None]
    note: Mapped[str]
    state: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime | None]
    ending: Mapped[str]
    act: Mapped[Number | None]


BUNDLES = table_of(BundleRow)
ITEMS = table_of(ToldRow)
ONCE = upserts.once(BUNDLES)
ITEM_ONCE = upserts.once(ITEMS)


def open_one(
    session: Session, workspace: str, person: str, day: date, kind: Kind, slot: str, at: datetime
) -> tuple[Bundle, bool]:
    """The bundle of that day and kind, and whether it is new."""
    given = {"workspace": workspace, "person": person, "day": day, "kind": kind, "slot": slot}
    new = upserts.run(session, ONCE, given | {"at": at}).rowcount == 1
    query = select(BUNDLES)
    for name, value in given.items():
        query = query.where(BUNDLES.c[name] == value)
    row = session.connection().execute(query).one()
    return read(Bundle, row), new


def find(session: Session, workspace: str, id: int) -> Bundle | None:
    query = select(BUNDLES).where(BUNDLES.c.workspace == workspace, BUNDLES.c.id == id)
    row = session.connection().execute(query).first()
    return None if row is None else read(Bundle, row)


def digest_of(session: Session, workspace: str, person: str, day: date) -> Bundle | None:
    mine = (BUNDLES.c.workspace == workspace, BUNDLES.c.person == person)
    query = select(BUNDLES).where(*mine, BUNDLES.c.day == day, BUNDLES.c.kind == "digest")
    row = session.connection().execute(query).first()
    return None if row is None else read(Bundle, row)


def cards_on(session: Session, workspace: str, person: str, day: date) -> int:
    """How many messages of their own the person was sent that day."""
    mine = (BUNDLES.c.workspace == workspace, BUNDLES.c.person == person)
    query = select(func.count()).where(*mine, BUNDLES.c.day == day, BUNDLES.c.kind == "card")
    return int(session.connection().execute(query).scalar_one())


def put(session: Session, items: Sequence[Mapping[str, Any]]) -> int:
    """How many are new: what a bundle tells already it does not tell twice."""
    fresh = {"also": None, "state": "open", "by": "", "at": None, "ending": "", "act": None}
    return sum(upserts.run(session, ITEM_ONCE, fresh | dict(each)).rowcount for each in items)


def items_of(session: Session, workspace: str, bundle: int) -> list[Told]:
    query = select(ITEMS).where(ITEMS.c.workspace == workspace, ITEMS.c.bundle == bundle)
    return _items(session, query.order_by(ITEMS.c.id))


def item(session: Session, workspace: str, id: int) -> Told | None:
    query = select(ITEMS).where(ITEMS.c.workspace == workspace, ITEMS.c.id == id)
    return next(iter(_items(session, query)), None)


def reword(session: Session, workspace: str, id: int, values: Mapping[str, Any]) -> None:
    mine = update(ITEMS).where(ITEMS.c.workspace == workspace, ITEMS.c.id == id)
    session.connection().execute(mine.values(dict(values)))


def about(
    session: Session,
    workspace: str,
    routine: str,
    subject: str,
    states: Collection[str] = ("open",),
) -> list[Told]:
    """Items about one subject wherever they are shown, newest first."""
    query = select(ITEMS).where(
        ITEMS.c.workspace == workspace,
        ITEMS.c.routine == routine,
        ITEMS.c.subject == subject,
        ITEMS.c.state.in_(states),
    )
    return _items(session, query.order_by(ITEMS.c.id.desc()))


def settle(
    session: Session,
    workspace: str,
    id: int,
    state: State,
    *,
    by: str,
    at: datetime,
    ending: str,
    act: int | None = None,
) -> bool:
    """Whether the item was still open: of two presses the second changes nothing."""
    open_one = update(ITEMS).where(
        ITEMS.c.workspace == workspace, ITEMS.c.id == id, ITEMS.c.state == "open"
    )
    values = {"state": state, "by": by, "at": at, "ending": ending, "act": act}
    return session.connection().execute(open_one.values(values)).rowcount == 1


def reopen(session: Session, workspace: str, ids: Collection[int]) -> None:
    mine = update(ITEMS).where(ITEMS.c.workspace == workspace, ITEMS.c.id.in_(ids))
    opened = {"state": "open", "by": "", "at": None, "ending": "", "act": None}
    session.connection().execute(mine.values(opened))


def open_items(session: Session, workspace: str, person: str, since: datetime) -> list[Told]:
    """What a person has been told and has not dealt with, newest first."""
    mine = (BUNDLES.c.workspace == workspace, BUNDLES.c.person == person, BUNDLES.c.at >= since)
    query = select(ITEMS).join(BUNDLES, BUNDLES.c.id == ITEMS.c.bundle)
    return _items(session, query.where(*mine, ITEMS.c.state == "open").order_by(ITEMS.c.id.desc()))


def open_counts(
    session: Session, workspace: str, people: Collection[str], since: datetime
) -> dict[str, int]:
    """How many subjects each of them has been told of and has not dealt with."""
    mine = (BUNDLES.c.workspace == workspace, BUNDLES.c.at >= since, BUNDLES.c.person.in_(people))
    what = (BUNDLES.c.person, ITEMS.c.routine, ITEMS.c.subject)
    open_ones = select(*what).join(BUNDLES, BUNDLES.c.id == ITEMS.c.bundle).distinct()
    once = open_ones.where(*mine, ITEMS.c.state == "open").subquery()
    counting = select(once.c.person, func.count()).group_by(once.c.person)
    return {person: count for person, count in session.connection().execute(counting)}


def open_about(
    session: Session, workspace: str, people: Collection[str], since: datetime, routine: str = ""
) -> list[Told]:
    """What was told because of the state of these people, to whomever, and is not dealt with.

    Of that routine alone, if one is named.
    """
    joined = ITEMS.join(BUNDLES, BUNDLES.c.id == ITEMS.c.bundle)
    joined = joined.join(OCCURRENCES, OCCURRENCES.c.id == ITEMS.c.occurrence)
    recent = (BUNDLES.c.workspace == workspace, BUNDLES.c.at >= since, ITEMS.c.state == "open")
    about = among(session, OCCURRENCES.c.about, people)
    query = select(ITEMS).select_from(joined).where(*recent, about)
    query = query.where(ITEMS.c.routine == routine) if routine else query
    return _items(session, query.order_by(ITEMS.c.id))


def forget(session: Session, before: datetime) -> int:
    old = BUNDLES.delete().where(BUNDLES.c.at < before)
    return session.connection().execute(old).rowcount


def _items(session: Session, query: Select[Any]) -> list[Told]:
    return [read(Told, row) for row in session.connection().execute(query)]
