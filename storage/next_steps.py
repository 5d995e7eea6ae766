"""Next steps: whose are due or missing, and what is kept of one beside its text and date."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, Index, and_, func, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.next_steps import Cause
from storage.columns import OPEN, Base, Serial, table_of
from storage.opportunities import AT_ONCE, OPPORTUNITIES
from storage.rows import among, read

MISSING = or_(OPPORTUNITIES.c.next_step == "", OPPORTUNITIES.c.next_step_date.is_(None))


@dataclass(frozen=True, slots=True)
class Note:
    """Holds as long as the opportunity's next step has this very text.

    `doer` is the Slack id of who does it, if not the owner; `link` the message it was made of;
    `fault` the outcome of the text check it was kept in spite of.
    """

    opportunity: int
    text: str
    doer: str
    link: str
    fault: str
    by: str
    at: datetime


class NoteRow(Base):
    __tablename__ = "next_step_notes"
    __table_args__ = (Index("ix_next_step_notes_opportunity", "workspace", "opportunity"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    opportunity: Mapped[int] = mapped_column(BigInteger())
    text: Mapped[str]
    doer: Mapped[str]
    link: Mapped[str]
    fault: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


NOTES = table_of(NoteRow)


def causes(
    session: Session, workspace: str, owners: Collection[str], until: date
) -> dict[str, list[Cause]]:
    """Of each who has any: what is due by that day, by day, and what is missing."""
    found: dict[str, list[Cause]] = {}
    columns = OPPORTUNITIES.c
    for some in _some(sorted(owners)):
        theirs = and_(columns.workspace == workspace, among(session, columns.owner, some))
        asked = or_(columns.next_step_date <= until, MISSING)
        query = (
            select(
                *(columns.owner, columns.next_step_date),
                *(func.count(), func.min(columns.changed_at)),
            )
            .where(theirs, columns.state == OPEN, asked)
            .group_by(columns.owner, columns.next_step_date)
        )
        for owner, day, count, since in session.connection().execute(query).all():
            cause = Cause(None if day is None or day > until else day, count, since)
            found.setdefault(owner, []).append(cause)
    return found


def note(session: Session, workspace: str, note: Note) -> None:
    values = {name: getattr(note, name) for name in Note.__slots__}
    session.connection().execute(insert(NOTES).values(values | {"workspace": workspace}))


def notes(
    session: Session, workspace: str, opportunities: Collection[int]
) -> dict[tuple[int, str], Note]:
    """By opportunity and text, the newest of each."""
    found: dict[tuple[int, str], Note] = {}
    for some in _some(list(opportunities)):
        mine = and_(NOTES.c.workspace == workspace, NOTES.c.opportunity.in_(some))
        for row in session.connection().execute(select(NOTES).where(mine).order_by(NOTES.c.id)):
            found[row.opportunity, row.text] = read(Note, row)
    return found


def _some(values: list[str] | list[int]) -> Iterator[list[str] | list[int]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
