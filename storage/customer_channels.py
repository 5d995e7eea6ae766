"""Channels with customers and what happened to each."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.channels import Channel, Kind, State
from storage import upserts
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.handoffs import folded
from storage.rows import among

STATE, KIND = Spelt(str, State), Spelt(str, Kind)
AT_ONCE = 500
UNDER_WAY = "state IN ('asked', 'approved', 'open')"


class CustomerChannelRow(Base):
    """One is under way for an account; `token` is the form it came with."""

    __tablename__ = "customer_channels"
    __table_args__ = (
        UniqueConstraint("workspace", "token"),
        Index("ix_customer_channels_by", "workspace", "by", "state"),
        Index("ix_customer_channels_tam", "workspace", "tam", "state"),
        Index(
            "uq_customer_channels_account",
            "workspace",
            "folded",
            unique=True,
            sqlite_where=text(UNDER_WAY),
            postgresql_where=text(UNDER_WAY),
        ),
        CheckConstraint("kind IN ('lasting', 'temporary')", name="kind"),
        CheckConstraint(
            "state IN ('asked', 'approved', 'open', 'declined', 'closed', 'withdrawn')",
            name="state",
        ),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    account: Mapped[str]
    role: Mapped[str]
    by: Mapped[str]
    tam: Mapped[str]
    kind: Mapped[Kind] = mapped_column(KIND)
    purpose: Mapped[str]
    tier: Mapped[str]
    iacv: Mapped[Number | None]
    ours: Mapped[str]
    theirs: Mapped[str]
    state: Mapped[State] = mapped_column(STATE)
    since: Mapped[datetime]
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    opened: Mapped[date | None]
    close_by: Mapped[date | None]
    name: Mapped[str]
    link: Mapped[str]
    token: Mapped[str]
    folded: Mapped[str]


CHANNELS = table_of(CustomerChannelRow)
COLUMNS = [CHANNELS.c[field.name] for field in fields(Channel)]


def add(session: Session, values: Mapping[str, Any], token: str) -> Channel | None:
    """None if that form has made one already, or one is under way for that account."""
    row = dict(values) | {"folded": folded(str(values["account"])), "token": token}
    found = upserts.added(session, CHANNELS, row, COLUMNS)
    return Channel(*found) if found else None


def find(session: Session, workspace: str, id: int) -> Channel | None:
    return next(iter(_those(session, _one(workspace, id))), None)


def locked(session: Session, workspace: str, id: int) -> Channel | None:
    """As it is now, and as it stays until the end of the transaction."""
    query = select(*COLUMNS).where(_one(workspace, id)).with_for_update()
    found = session.connection().execute(query).first()
    return Channel(*found) if found else None


def change(session: Session, channel: Channel, values: Mapping[str, Any]) -> Channel | None:
    """Of one that is `locked`; None if that made it a second one under way for its account."""
    which = _one(channel.workspace, channel.id)
    changing = update(CHANNELS).where(which).values(dict(values)).returning(*COLUMNS)
    found = upserts.changed(session, changing)
    return Channel(*found) if found else None


def live_of(session: Session, workspace: str, people: Collection[str]) -> list[Channel]:
    """Under way, asked for by one of these or with one of them as its TAM, the oldest first."""
    wanted, found = list(people), dict[int, Channel]()
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        for column in (CHANNELS.c.by, CHANNELS.c.tam):
            theirs = and_(_under_way(workspace), among(session, column, some))
            found |= {each.id: each for each in _those(session, theirs)}
    return sorted(found.values(), key=lambda each: each.id)


def of_people(session: Session, workspace: str, people: Collection[str]) -> list[Channel]:
    """All of theirs, also those that are over."""
    wanted, found = list(people), dict[int, Channel]()
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        either = or_(among(session, CHANNELS.c.by, some), among(session, CHANNELS.c.tam, some))
        theirs = and_(CHANNELS.c.workspace == workspace, either)
        found |= {each.id: each for each in _those(session, theirs)}
    return sorted(found.values(), key=lambda each: each.id)


def under_way_for(session: Session, workspace: str, account: str) -> Channel | None:
    same = CHANNELS.c.folded == folded(account)
    return next(iter(_those(session, and_(_under_way(workspace), same))), None)


def _under_way(workspace: str) -> ColumnElement[bool]:
    """Spelt as the partial index is, or no database would use that."""
    return and_(CHANNELS.c.workspace == workspace, text(UNDER_WAY))


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(CHANNELS.c.workspace == workspace, CHANNELS.c.id == id)


def _those(session: Session, which: ColumnElement[bool]) -> list[Channel]:
    query = select(*COLUMNS).where(which).order_by(CHANNELS.c.id)
    return [Channel(*row) for row in session.connection().execute(query)]
