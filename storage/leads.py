"""Leads that were assigned to an SDR, and where each stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    exists,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.foldings import folded as folded
from policies.leads import Kind, Lead, Outcome, Request, State
from storage import upserts
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.rows import among

STATE, KIND = Spelt(str, State), Spelt(str, Kind)
REQUEST, OUTCOME = Spelt(str, Request), Spelt(str, Outcome)
AT_ONCE = 500
UNDER_WAY = "state IN ('open', 'touched')"


class LeadRow(Base):
    """`same` is what makes it the same lead: its id in the CRM, or else name and company."""

    __tablename__ = "leads"
    __table_args__ = (
        UniqueConstraint("workspace", "same", "came_at"),
        Index("ix_leads_sdr", "workspace", "sdr", "state"),
        Index("ix_leads_ae", "workspace", "ae", "state"),
        Index("ix_leads_assigned", "workspace", "assigned_at"),
        Index(
            "uq_leads_under_way",
            "workspace",
            "same",
            unique=True,
            sqlite_where=text(UNDER_WAY),
            postgresql_where=text(UNDER_WAY),
        ),
        CheckConstraint("kind IN ('mql', 'inquiry')", name="kind"),
        CheckConstraint("state IN ('open', 'touched', 'done', 'dropped')", name="state"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    ref: Mapped[str]
    name: Mapped[str]
    company: Mapped[str]
    kind: Mapped[Kind] = mapped_column(KIND)
    request: Mapped[Request] = mapped_column(REQUEST)
    phone: Mapped[bool]
    link: Mapped[str]
    sdr: Mapped[str]
    ae: Mapped[str]
    came_at: Mapped[datetime]
    assigned_at: Mapped[datetime]
    assigned_by: Mapped[str]
    known_at: Mapped[datetime]
    assignment: Mapped[int]
    state: Mapped[State] = mapped_column(STATE)
    called_at: Mapped[datetime | None]
    emailed_at: Mapped[datetime | None]
    touched_at: Mapped[datetime | None]
    took: Mapped[Number | None]
    outcome: Mapped[Outcome] = mapped_column(OUTCOME)
    ended_at: Mapped[datetime | None]
    same: Mapped[str]


LEADS = table_of(LeadRow)
COLUMNS = [LEADS.c[field.name] for field in fields(Lead)]
UNTOUCHED: Mapping[str, Any] = {
    **{"assignment": 1, "state": State.OPEN, "outcome": Outcome.NONE},
    **dict.fromkeys(("called_at", "emailed_at", "touched_at", "took", "ended_at")),
}


def add(session: Session, values: Mapping[str, Any]) -> Lead | None:
    """None if the same lead is under way, or was assigned at that same instant before."""
    row = {**UNTOUCHED, **values, "same": same_of(values)}
    found = upserts.added(session, LEADS, row, COLUMNS)
    return Lead(*found) if found else None


def same_of(values: Mapping[str, Any]) -> str:
    if ref := str(values["ref"]):
        return f"ref {ref}"
    return f"{folded(str(values['name']))} | {folded(str(values['company']))}"


def find(session: Session, workspace: str, id: int) -> Lead | None:
    return next(iter(_those(session, _one(workspace, id))), None)


def locked(session: Session, workspace: str, id: int) -> Lead | None:
    """As it is now, and as it stays until the end of the transaction."""
    query = select(*COLUMNS).where(_one(workspace, id)).with_for_update()
    found = session.connection().execute(query).first()
    return Lead(*found) if found else None


def change(session: Session, lead: Lead, values: Mapping[str, Any]) -> Lead:
    """Of one that is `locked`."""
    which = _one(lead.workspace, lead.id)
    changing = update(LEADS).where(which).values(dict(values)).returning(*COLUMNS)
    return Lead(*session.connection().execute(changing).one())


def reopen(session: Session, lead: Lead, values: Mapping[str, Any]) -> bool:
    """False if the same lead is under way in another assignment."""
    which = _one(lead.workspace, lead.id)
    changing = update(LEADS).where(which).values(dict(values)).returning(LEADS.c.id)
    return upserts.changed(session, changing) is not None


def correct(session: Session, lead: Lead, values: Mapping[str, Any]) -> Lead | None:
    """Of one that is `locked`; None if what it becomes is under way, or was assigned just then."""
    other, same = LEADS.alias(), same_of({**asdict(lead), **values})
    taken = exists().where(
        other.c.workspace == lead.workspace,
        other.c.same == same,
        other.c.id != lead.id,
        or_(
            other.c.state.in_((State.OPEN, State.TOUCHED)),
            other.c.came_at == lead.came_at,
        ),
    )
    which = and_(_one(lead.workspace, lead.id), ~taken)
    changing = update(LEADS).where(which).values({**values, "same": same}).returning(*COLUMNS)
    found = upserts.changed(session, changing)
    return Lead(*found) if found else None


def under_way(session: Session, workspace: str) -> list[Lead]:
    """The oldest first."""
    return _those(session, _under_way(workspace))


def withdraw(session: Session, lead: Lead, at: datetime) -> None:
    """It was given by mistake: from then on it is in nobody's way."""
    values = {"state": State.DROPPED, "outcome": Outcome.WITHDRAWN, "ended_at": at}
    change(session, lead, values | {"same": f"withdrawn {lead.id}"})


def under_way_of(session: Session, workspace: str, people: Collection[str]) -> list[Lead]:
    """Whose SDR or AE is one of these, the oldest first."""
    wanted, found = list(people), dict[int, Lead]()
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        for column in (LEADS.c.sdr, LEADS.c.ae):
            theirs = and_(_under_way(workspace), among(session, column, some))
            found |= {each.id: each for each in _those(session, theirs)}
    return sorted(found.values(), key=lambda each: each.id)


def lately(session: Session, workspace: str, since: datetime) -> list[Lead]:
    """All that are under way, and those assigned since."""
    wanted = or_(text(UNDER_WAY), LEADS.c.assigned_at >= since)
    return _those(session, and_(LEADS.c.workspace == workspace, wanted))


def alike(session: Session, workspace: str, sames: Collection[str]) -> dict[str, list[Lead]]:
    """Every assignment of these leads, by what makes them the same."""
    wanted, found = list(sames), dict[str, list[Lead]]()
    for at in range(0, len(wanted), AT_ONCE):
        some = among(session, LEADS.c.same, wanted[at : at + AT_ONCE])
        query = select(LEADS.c.same, *COLUMNS).where(LEADS.c.workspace == workspace, some)
        for same, *row in session.connection().execute(query.order_by(LEADS.c.id)):
            found.setdefault(same, []).append(Lead(*row))
    return found


def _under_way(workspace: str) -> ColumnElement[bool]:
    """Spelt as the partial index is, or no database would use that."""
    return and_(LEADS.c.workspace == workspace, text(UNDER_WAY))


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(LEADS.c.workspace == workspace, LEADS.c.id == id)


def _those(session: Session, which: ColumnElement[bool]) -> list[Lead]:
    query = select(*COLUMNS).where(which).order_by(LEADS.c.id)
    return _read(session.connection().execute(query).all())


def _read(rows: Sequence[Any]) -> list[Lead]:
    return [Lead(*row) for row in rows]
