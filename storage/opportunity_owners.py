"""Opportunities whose owner's name is known, but not who goes by it in Slack."""

from datetime import datetime

from sqlalchemy import and_, func, insert, literal, null, select, update
from sqlalchemy.orm import Session

from storage.columns import OPEN
from storage.opportunities import OPPORTUNITIES
from storage.opportunity_changes import CHANGES

HISTORY = ("workspace", "opportunity", "field", "before", "after", "at", "by", "source")


def waiting(session: Session, workspace: str) -> dict[str, int]:
    """The names, and how many open opportunities each has."""
    count = func.count()
    query = select(OPPORTUNITIES.c.owner_name, count).where(
        OPPORTUNITIES.c.workspace == workspace,
        OPPORTUNITIES.c.owner.is_(None),
        OPPORTUNITIES.c.owner_name != "",
        OPPORTUNITIES.c.state == OPEN,
    )
    rows = session.connection().execute(
        query.group_by(OPPORTUNITIES.c.owner_name).order_by(OPPORTUNITIES.c.owner_name)
    )
    return {name: number for name, number in rows}


def give(
    session: Session, workspace: str, name: str, person: str, *, at: datetime, source: str
) -> int:
    """All of a name's opportunities that have no owner in Slack; how many those were."""
    theirs = and_(
        OPPORTUNITIES.c.workspace == workspace,
        OPPORTUNITIES.c.owner.is_(None),
        OPPORTUNITIES.c.owner_name == name,
    )
    told = (literal("owner"), null(), literal(person), literal(at, CHANGES.c.at.type))
    rows = select(
        OPPORTUNITIES.c.workspace, OPPORTUNITIES.c.id, *told, literal(""), literal(source)
    )
    session.connection().execute(insert(CHANGES).from_select(HISTORY, rows.where(theirs)))
    values = {"owner": person, "changed_at": at, "version": OPPORTUNITIES.c.version + 1}
    return session.connection().execute(update(OPPORTUNITIES).where(theirs).values(values)).rowcount
