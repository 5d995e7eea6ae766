"""The texts of a handoff as people left them: fields of one, or the whole of another."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, Number, table_of


class HandoffDraftRow(Base):
    __tablename__ = "handoff_drafts"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    handoff: Mapped[Number] = mapped_column(
        ForeignKey("handoffs.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    draft: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[dict[str, Any]]
    by: Mapped[str]
    at: Mapped[datetime]


DRAFTS = table_of(HandoffDraftRow)
LATEST = upserts.latest(DRAFTS)


def keep(
    session: Session,
    workspace: str,
    handoff: int,
    draft: str,
    fields: dict[str, str],
    by: str,
    at: datetime,
) -> None:
    values = {"workspace": workspace, "handoff": handoff, "draft": draft, "fields": fields}
    upserts.run(session, LATEST, values | {"by": by, "at": at})


def of(session: Session, workspace: str, handoff: int) -> dict[str, dict[str, str]]:
    """By draft, what was kept of each of its fields."""
    same = (DRAFTS.c.workspace == workspace, DRAFTS.c.handoff == handoff)
    query = select(DRAFTS.c.draft, DRAFTS.c.fields).where(*same)
    return {row.draft: dict(row.fields) for row in session.connection().execute(query)}
