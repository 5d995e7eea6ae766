"""What a manager has set for their Red/Green sessions, each time with the reason."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, Index, insert, select
from sqlalchemy.orm import Mapped, Session

from storage.columns import Base, Serial, table_of
from storage.rows import read

Name = Literal["threshold", "period"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`value` is dollars or `quarter`; empty is as the pack has it. `segment` is of a threshold."""

    id: int
    workspace: str
    manager: str
    name: Name
    segment: str
    value: str
    reason: str
    by: str
    at: datetime


class RuleRow(Base):
    __tablename__ = "review_rules"
    __table_args__ = (
        Index("ix_review_rules_manager", "workspace", "manager", "id"),
        CheckConstraint("name IN ('threshold', 'period')", name="name"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    manager: Mapped[str]
    name: Mapped[str]
    segment: Mapped[str]
    value: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


RULES = table_of(RuleRow)


def add(
    session: Session,
    *,
    workspace: str,
    manager: str,
    name: Name,
    value: str,
    reason: str,
    by: str,
    at: datetime,
    segment: str = "",
) -> Rule:
    who = {"workspace": workspace, "manager": manager, "by": by, "at": at}
    what = {"name": name, "segment": segment, "value": value, "reason": reason}
    adding = insert(RULES).values(who | what).returning(RULES)
    return read(Rule, session.connection().execute(adding).one())


def history(session: Session, workspace: str, managers: Collection[str]) -> list[Rule]:
    """Everything they have ever set, oldest first: the newest of a name and segment holds."""
    mine = (RULES.c.workspace == workspace, RULES.c.manager.in_(managers))
    rows = session.connection().execute(select(RULES).where(*mine).order_by(RULES.c.id))
    return [read(Rule, row) for row in rows]
