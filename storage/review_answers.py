"""What was answered in Red/Green reviews, press by press: only ever added to, the newest holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, Number, Serial, table_of
from storage.rows import read

Sure = Literal["", "confident", "not-yet"]


@dataclass(frozen=True, slots=True)
class Answer:
    """How one question of one review stands since then: each entry holds all there is to say.

    `choice` is an id of the pack's, `text` what somebody wrote, `said_by` who. `sure` is what the
    manager thinks of it, with what is `missing`. `kept` was taken over from the session before.
    """

    id: int
    workspace: str
    review: int
    question: str
    choice: str
    text: str
    day: date | None
    said_by: str
    sure: Sure
    missing: str
    kept: bool
    by: str
    at: datetime


class AnswerRow(Base):
    __tablename__ = "review_answers"
    __table_args__ = (
        Index("ix_review_answers_review", "workspace", "review", "id"),
        CheckConstraint("sure IN ('', 'confident', 'not-yet')", name="sure"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    review: Mapped[Number] = mapped_column(ForeignKey("reviews.id", ondelete="CASCADE"))
    question: Mapped[str]
    choice: Mapped[str]
    text: Mapped[str]
    day: Mapped[date | None]
    said_by: Mapped[str]
    sure: Mapped[str]
    missing: Mapped[str]
    kept: Mapped[bool]
    by: Mapped[str]
    at: Mapped[datetime]


ANSWERS = table_of(AnswerRow)


def add(
    session: Session,
    *,
    workspace: str,
    review: int,
    question: str,
    by: str,
    at: datetime,
    choice: str = "",
    text: str = "",
    day: date | None = None,
    said_by: str = "",
    sure: Sure = "",
    missing: str = "",
    kept: bool = False,
) -> Answer:
    values = {"workspace": workspace, "review": review, "question": question, "by": by, "at": at}
    said = {"choice": choice, "text": text, "day": day, "said_by": said_by}
    values |= said | {"sure": sure, "missing": missing, "kept": kept}
    adding = insert(ANSWERS).values(values).returning(ANSWERS)
    return read(Answer, session.connection().execute(adding).one())


def of(session: Session, workspace: str, reviews: Collection[int]) -> dict[int, list[Answer]]:
    """Every entry of each review, oldest first."""
    found: dict[int, list[Answer]] = {review: [] for review in reviews}
    mine = (ANSWERS.c.workspace == workspace, ANSWERS.c.review.in_(reviews))
    for row in session.connection().execute(select(ANSWERS).where(*mine).order_by(ANSWERS.c.id)):
        found[row.review].append(read(Answer, row))
    return found


def latest(answers: Collection[Answer]) -> dict[str, Answer]:
    """How each question stands, from entries in their order."""
    return {each.question: each for each in answers}
