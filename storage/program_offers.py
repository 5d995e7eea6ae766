"""Places of a cohort under way, and to whom each was offered."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, and_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.programs import Offer, SignUp
from storage import upserts
from storage.columns import Base, Number, Serial, table_of
from storage.rows import among

AT_ONCE = 500


class OfferRow(Base):
    """Once for each cohort and whoever waits."""

    __tablename__ = "program_offers"
    __table_args__ = (UniqueConstraint("workspace", "cohort", "sign_up"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    cohort: Mapped[Number] = mapped_column(ForeignKey("program_cohorts.id"))
    sign_up: Mapped[Number] = mapped_column(ForeignKey("program_sign_ups.id"))
    at: Mapped[datetime]
    until: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    passed_at: Mapped[datetime | None]


OFFERS = table_of(OfferRow)
COLUMNS = [OFFERS.c[field.name] for field in fields(Offer)]


def add(session: Session, one: SignUp, cohort: int, at: datetime, until: datetime) -> Offer | None:
    """None if that cohort was offered to them before."""
    row = {"workspace": one.workspace, "cohort": cohort, "sign_up": one.id, "at": at}
    row |= {"until": until, "taken_at": None, "passed_at": None}
    found = upserts.added(session, OFFERS, row, COLUMNS)
    return Offer(*found) if found else None


def find(session: Session, workspace: str, id: int) -> Offer | None:
    return next(
        iter(_those(session, and_(OFFERS.c.workspace == workspace, OFFERS.c.id == id))), None
    )


def of_cohort(session: Session, workspace: str, cohort: int) -> list[Offer]:
    """The first to be made first."""
    return _those(session, and_(OFFERS.c.workspace == workspace, OFFERS.c.cohort == cohort))


def of_sign_up(session: Session, one: SignUp) -> list[Offer]:
    return _those(session, and_(OFFERS.c.workspace == one.workspace, OFFERS.c.sign_up == one.id))


def open_of(
    session: Session, workspace: str, those: Collection[SignUp], now: datetime
) -> list[Offer]:
    """Without an answer and still in time."""
    wanted, found = [each.id for each in those], list[Offer]()
    waits = and_(OFFERS.c.taken_at.is_(None), OFFERS.c.passed_at.is_(None), OFFERS.c.until > now)
    for at in range(0, len(wanted), AT_ONCE):
        theirs = among(session, OFFERS.c.sign_up, wanted[at : at + AT_ONCE])
        found += _those(session, and_(OFFERS.c.workspace == workspace, waits, theirs))
    return found


def answer(
    session: Session,
    offer: Offer,
    taken_at: datetime | None = None,
    passed_at: datetime | None = None,
) -> None:
    """With no instant it waits for an answer again."""
    which = and_(OFFERS.c.workspace == offer.workspace, OFFERS.c.id == offer.id)
    changing = update(OFFERS).where(which).values(taken_at=taken_at, passed_at=passed_at)
    session.connection().execute(changing)


def _those(session: Session, which: ColumnElement[bool]) -> list[Offer]:
    query = select(*COLUMNS).where(which).order_by(OFFERS.c.id)
    return [Offer(*row) for row in session.connection().execute(query)]
