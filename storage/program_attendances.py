"""Who was there in which week of a cohort, as far as somebody has said so."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, and_, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.programs import Attendance, Presence, SignUp
from storage import upserts
from storage.columns import Base, Number, Spelt, table_of
from storage.rows import among, read

PRESENCE = Spelt(str, Presence)
AT_ONCE = 500


class AttendanceRow(Base):
    __tablename__ = "program_attendances"
    __table_args__ = (CheckConstraint("presence IN ('there', 'told')", name="presence"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    sign_up: Mapped[Number] = mapped_column(ForeignKey("program_sign_ups.id"), primary_key=True)
    week: Mapped[int] = mapped_column(primary_key=True)
    presence: Mapped[Presence] = mapped_column(PRESENCE)
    by: Mapped[str]
    at: Mapped[datetime]


ATTENDANCES = table_of(AttendanceRow)
MARKING = upserts.latest(ATTENDANCES)


def mark(session: Session, workspace: str, kept: Attendance) -> None:
    upserts.run(session, MARKING, {"workspace": workspace, **asdict(kept)})


def clear(session: Session, one: SignUp, week: int) -> None:
    which = and_(
        ATTENDANCES.c.workspace == one.workspace,
        ATTENDANCES.c.sign_up == one.id,
        ATTENDANCES.c.week == week,
    )
    session.connection().execute(delete(ATTENDANCES).where(which))


def of(
    session: Session, workspace: str, those: Collection[SignUp]
) -> dict[int, dict[int, Attendance]]:
    """By sign-up and week; a dictionary for each of those who were asked about."""
    wanted = [each.id for each in those]
    found: dict[int, dict[int, Attendance]] = {each: {} for each in wanted}
    for at in range(0, len(wanted), AT_ONCE):
        theirs = among(session, ATTENDANCES.c.sign_up, wanted[at : at + AT_ONCE])
        here = and_(ATTENDANCES.c.workspace == workspace, theirs)
        for row in session.connection().execute(select(ATTENDANCES).where(here)):
            found[row.sign_up][row.week] = read(Attendance, row)
    return found
