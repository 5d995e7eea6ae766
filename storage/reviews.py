"""The opportunities that are gone through in Red/Green sessions, and how each review ended."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    UniqueConstraint,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import review_sessions, upserts
from storage.columns import Base, Number, Serial, table_of
from storage.review_sessions import SITTINGS, Sitting
from storage.rows import read

Fate = Literal["waiting", "done", "parked", "skipped", "not-reached"]
Verdict = Literal["", "red", "green"]
Big = Annotated[int, mapped_column(BigInteger())]
TALKED = ("done", "parked")
"""How a review ends that somebody gave answers in."""


@dataclass(frozen=True, slots=True)
class Review:
    """One opportunity in one session; what it was like is kept as it was then.

    `overridden` is why a challenge was set aside, `note` what goes into the manager notes.
    """

    id: int
    workspace: str
    session: int
    opportunity: int
    place: int
    state: Fate
    verdict: Verdict
    overridden: str
    why: str
    """Why it was parked or skipped."""
    note: str
    next_step: str
    next_step_date: date | None
    owner: str
    stage: str
    net_arr: int | None
    amount: int | None
    close_date: date | None
    ended_at: datetime | None
    ended_by: str


class ReviewRow(Base):
    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("session", "opportunity"),
        Index("ix_reviews_opportunity", "workspace", "opportunity", "id"),
        CheckConstraint(
            "state IN ('waiting', 'done', 'parked', 'skipped', 'not-reached')", name="state"
        ),
        CheckConstraint("verdict IN ('', 'red', 'green')", name="verdict"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    session: Mapped[Number] = mapped_column(ForeignKey("review_sessions.id", ondelete="CASCADE"))
    opportunity: Mapped[Big]
    place: Mapped[int]
    state: Mapped[str]
    verdict: Mapped[str]
    overridden: Mapped[str]
    why: Mapped[str]
    note: Mapped[str]
    next_step: Mapped[str]
    next_step_date: Mapped[date | None]
    owner: Mapped[str]
    stage: Mapped[str]
    net_arr: Mapped[Big | None]
    amount: Mapped[Big | None]
    close_date: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str]


REVIEWS = table_of(ReviewRow)
REVIEW_ONCE = upserts.once(REVIEWS)
BLANK: dict[str, Any] = {"verdict": "", "overridden": "", "why": "", "note": "", "next_step": ""}
BLANK_ENDS: dict[str, Any] = {"next_step_date": None, "ended_at": None, "ended_by": ""}


def put(
    session: Session, sitting: Sitting, opportunities: Sequence[Mapping[str, Any]], place: int = 1
) -> int:
    """How many are new to the session: what is in it already stays as it is and where it is.

    Each names the `opportunity` and what it is like: owner, stage, net_arr, amount, close_date.
    """
    common = {"workspace": sitting.workspace, "session": sitting.id, "state": "waiting"}
    rows = [common | BLANK | BLANK_ENDS | dict(each) for each in opportunities]
    placed = [row | {"place": at} for at, row in enumerate(rows, place)]
    return sum(upserts.run(session, REVIEW_ONCE, row).rowcount for row in placed)


def reviews_of(session: Session, workspace: str, sessions: Collection[int]) -> list[Review]:
    """In the order in which they are gone through."""
    query = select(REVIEWS).where(REVIEWS.c.workspace == workspace, REVIEWS.c.session.in_(sessions))
    return _reviews(session, query.order_by(REVIEWS.c.session, REVIEWS.c.place, REVIEWS.c.id))


def review(session: Session, workspace: str, id: int) -> Review | None:
    query = select(REVIEWS).where(REVIEWS.c.workspace == workspace, REVIEWS.c.id == id)
    return next(iter(_reviews(session, query)), None)


def last_of(
    session: Session, workspace: str, opportunities: Collection[int], before: date
) -> dict[int, tuple[Sitting, Review]]:
    """Of each opportunity the last review before that day in which somebody gave answers."""
    held = (SITTINGS.c.day < before, REVIEWS.c.state.in_(TALKED))
    mine = (REVIEWS.c.workspace == workspace, REVIEWS.c.opportunity.in_(opportunities))
    newest = (
        select(func.max(REVIEWS.c.id))
        .join(SITTINGS, SITTINGS.c.id == REVIEWS.c.session)
        .where(*mine, *held)
        .group_by(REVIEWS.c.opportunity)
    )
    reviews = _reviews(session, select(REVIEWS).where(REVIEWS.c.id.in_(newest)))
    sittings = review_sessions.of_ids(session, {each.session for each in reviews})
    return {each.opportunity: (sittings[each.session], each) for each in reviews}


def verdicts(
    session: Session, workspace: str, opportunities: Collection[int], before: date
) -> dict[int, list[str]]:
    """Of each opportunity the colours it was given before that day, in their order."""
    query = (
        select(REVIEWS.c.opportunity, REVIEWS.c.verdict)
        .join(SITTINGS, SITTINGS.c.id == REVIEWS.c.session)
        .where(REVIEWS.c.workspace == workspace, REVIEWS.c.opportunity.in_(opportunities))
        .where(REVIEWS.c.state == "done", SITTINGS.c.day < before)
        .order_by(SITTINGS.c.day, REVIEWS.c.id)
    )
    found: dict[int, list[str]] = {each: [] for each in opportunities}
    for row in session.connection().execute(query):
        found[row.opportunity].append(row.verdict)
    return found


def talked_in(
    session: Session,
    workspace: str,
    period: tuple[date, date],
    ae: str,
    opportunities: Collection[int],
) -> dict[int, list[tuple[str, Review]]]:
    """Of what this person reviewed in a period, and of these opportunities, every review of the
    period in which somebody gave answers, oldest first, each with whose it was."""
    mine = (SITTINGS.c.workspace == workspace, REVIEWS.c.state.in_(TALKED))
    within = (SITTINGS.c.starts == period[0], SITTINGS.c.ends == period[1])
    joined = REVIEWS.join(SITTINGS, SITTINGS.c.id == REVIEWS.c.session)
    theirs = select(REVIEWS.c.opportunity).select_from(joined)
    theirs = theirs.where(*mine, *within, SITTINGS.c.ae == ae)
    those = REVIEWS.c.opportunity.in_(theirs) | REVIEWS.c.opportunity.in_(opportunities)
    query = select(SITTINGS.c.ae, REVIEWS).select_from(joined).where(*mine, *within, those)
    found: dict[int, list[tuple[str, Review]]] = {}
    for row in session.connection().execute(query.order_by(SITTINGS.c.day, REVIEWS.c.id)):
        found.setdefault(row.opportunity, []).append((row.ae, read(Review, row)))
    return found


def settle(session: Session, id: int, **values: Any) -> Review:
    changing = update(REVIEWS).where(REVIEWS.c.id == id).values(values)
    return read(Review, session.connection().execute(changing.returning(REVIEWS)).one())


def close(session: Session, sitting: Sitting, by: str, at: datetime) -> Sitting | None:
    """None if it was closed before. What waits still was not reached, and says so."""
    ended = review_sessions.end(session, sitting, by, at)
    if ended is not None:
        waiting = (REVIEWS.c.session == sitting.id, REVIEWS.c.state == "waiting")
        left = {"state": "not-reached", "ended_at": at, "ended_by": by}
        session.connection().execute(update(REVIEWS).where(*waiting).values(left))
    return ended


def reopen(session: Session, sitting: Sitting, at: datetime) -> Sitting:
    """What was not reached waits again."""
    unreached = (REVIEWS.c.session == sitting.id, REVIEWS.c.state == "not-reached")
    again = {"state": "waiting", "ended_at": None, "ended_by": ""}
    session.connection().execute(update(REVIEWS).where(*unreached).values(again))
    opened = {"state": "open", "ended_at": None, "ended_by": "", "pressed_at": at}
    return review_sessions.change(session, sitting, **opened)


def _reviews(session: Session, query: Select[Any]) -> list[Review]:
    return [read(Review, row) for row in session.connection().execute(query)]
