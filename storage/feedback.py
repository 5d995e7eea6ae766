"""What people think of the answers they were given: one opinion each, which they may change."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of
from storage.rows import read

Verdict = Literal["helped", "wrong"]
STREAMED = {"yield_per": 500}


@dataclass(frozen=True, slots=True)
class Feedback:
    """`answer` is the answer's number in the audit log, `told` its headline."""

    workspace: str
    answer: int
    person: str
    verdict: Verdict
    question: str
    told: str
    policy: str
    outcome: str | None
    edition: str
    at: datetime


class FeedbackRow(Base):
    __tablename__ = "feedback"
    __table_args__ = (
        Index("ix_feedback_at", "at"),
        CheckConstraint("verdict IN ('helped', 'wrong')", name="verdict"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[str]
    question: Mapped[str]
    told: Mapped[str]
    policy: Mapped[str]
    outcome: Mapped[str | None]
    edition: Mapped[str]
    at: Mapped[datetime]


FEEDBACK = table_of(FeedbackRow)
LATEST = upserts.latest(FEEDBACK, by=FEEDBACK.c.at)


def keep(session: Session, feedback: Feedback) -> None:
    """The person's newest opinion of that answer takes the place of an earlier one."""
    upserts.run(session, LATEST, asdict(feedback))


def entries(
    session: Session,
    workspace: str | None = None,
    since: datetime | None = None,
    verdict: Verdict | None = None,
) -> Iterator[Feedback]:
    """Oldest first."""
    query = select(FEEDBACK).order_by(FEEDBACK.c.at, FEEDBACK.c.workspace, FEEDBACK.c.answer)
    if workspace is not None:
        query = query.where(FEEDBACK.c.workspace == workspace)
    if since is not None:
        query = query.where(FEEDBACK.c.at >= since)
    if verdict is not None:
        query = query.where(FEEDBACK.c.verdict == verdict)
    with session.execute(query, execution_options=STREAMED) as rows:
        yield from (read(Feedback, row) for row in rows)
