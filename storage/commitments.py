"""What was committed when a period had its last Red/Green session: only ever added to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.lookbacks.lines import Actual, Call
from storage import upserts
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.opportunities import OPPORTUNITIES

Fate = Literal["done", "parked", "never"]
Verdict = Literal["", "red", "green"]
Period = tuple[date, date]
Big = Annotated[int, mapped_column(BigInteger())]
AT_ONCE = 500
WORDS = Spelt(" ".join, lambda text: tuple(text.split()))


@dataclass(frozen=True, slots=True)
class Commitment:
    """One opportunity as it was when the period's last session was over.

    `fate` says whether it was decided, parked, or in scope and never reviewed; `weak` are the
    questions whose answer gave little to go by and the challenges that were set aside; `flips` is
    how often its colour turned within the period. `version` counts how often it was frozen: a last
    session that was taken up again adds a row, and the newest holds.
    """

    workspace: str
    starts: date
    ends: date
    opportunity: int
    version: int
    ref: str
    name: str
    account: str
    fate: Fate
    verdict: Verdict
    net_arr: int | None
    close_date: date | None
    stage: str
    state: str
    owner: str
    manager: str
    segment: str
    region: str
    weak: tuple[str, ...]
    flips: int
    edition: str
    session: int | None
    review: int | None
    at: datetime
    late: bool
    """Frozen on a later day than the last session's, because nobody could before."""


class CommitmentRow(Base):
    __tablename__ = "commitments"
    __table_args__ = (
        UniqueConstraint("workspace", "ends", "starts", "opportunity", "version"),
        Index("ix_commitments_owner", "workspace", "owner", "ends"),
        CheckConstraint("fate IN ('done', 'parked', 'never')", name="fate"),
        CheckConstraint("verdict IN ('', 'red', 'green')", name="verdict"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    opportunity: Mapped[Big]
    version: Mapped[int]
    ref: Mapped[str]
    name: Mapped[str]
    account: Mapped[str]
    fate: Mapped[str]
    verdict: Mapped[str]
    net_arr: Mapped[Big | None]
    close_date: Mapped[date | None]
    stage: Mapped[str]
    state: Mapped[str]
    owner: Mapped[str]
    manager: Mapped[str]
    segment: Mapped[str]
    region: Mapped[str]
    weak: Mapped[tuple[str, ...]] = mapped_column(WORDS)
    flips: Mapped[int]
    edition: Mapped[str]
    session: Mapped[Number | None]
    review: Mapped[Number | None]
    at: Mapped[datetime]
    late: Mapped[bool]


COMMITMENTS = table_of(CommitmentRow)
NAMES = tuple(field.name for field in fields(Commitment))
COLUMNS = tuple(COMMITMENTS.c[name] for name in NAMES)


ONCE = upserts.once(COMMITMENTS)
CALLED = (
    *("starts", "ends", "opportunity", "name", "account", "fate", "verdict", "net_arr"),
    *("close_date", "owner", "manager", "region", "weak", "flips"),
)
BECAME = ("state", "owner", "net_arr", "close_date")
JOINED = COMMITMENTS.outerjoin(
    OPPORTUNITIES,
    and_(
        OPPORTUNITIES.c.workspace == COMMITMENTS.c.workspace,
        OPPORTUNITIES.c.id == COMMITMENTS.c.opportunity,
    ),
)
UNTOLD = ("version", "at", "late")
"""What may differ between two rows that say the same."""


def freeze(session: Session, drafts: Sequence[Commitment]) -> int:
    """How many were added: one that is frozen as it is already stays, with its own instant."""
    if not drafts:
        return 0
    first = drafts[0]
    before = {each.opportunity: each for each in _newest_of(session, first.workspace, drafts)}
    added = 0
    for draft in drafts:
        known = before.get(draft.opportunity)
        if known is None or not _says_the_same(known, draft):
            numbered = replace(draft, version=known.version + 1 if known else 1)
            added += upserts.run(session, ONCE, _values(numbered)).rowcount
    return added


def of_period(session: Session, workspace: str, period: Period) -> list[Commitment]:
    """How each opportunity was frozen last, by its id."""
    return list(_latest(every(session, workspace, period)).values())


def every(
    session: Session, workspace: str | None, period: Period | None = None
) -> list[Commitment]:
    """Also what was frozen before and does not hold any more; oldest period first."""
    query = select(*COLUMNS)
    if workspace is not None:
        query = query.where(COMMITMENTS.c.workspace == workspace)
    if period is not None:
        query = query.where(*_within(period))
    place = (COMMITMENTS.c.workspace, COMMITMENTS.c.ends, COMMITMENTS.c.starts)
    order = (*place, COMMITMENTS.c.opportunity, COMMITMENTS.c.version)
    return [Commitment(*row) for row in session.connection().execute(query.order_by(*order))]


def find(session: Session, workspace: str, period: Period, opportunity: int) -> Commitment | None:
    mine = (COMMITMENTS.c.workspace == workspace, COMMITMENTS.c.opportunity == opportunity)
    query = select(*COLUMNS).where(*mine, *_within(period)).order_by(COMMITMENTS.c.version.desc())
    row = session.connection().execute(query.limit(1)).first()
    return Commitment(*row) if row else None


def periods(session: Session, workspace: str) -> list[Period]:
    """Those with a commitment, the latest first."""
    columns = (COMMITMENTS.c.starts, COMMITMENTS.c.ends)
    query = select(*columns).where(COMMITMENTS.c.workspace == workspace).distinct()
    found = session.connection().execute(query.order_by(*(each.desc() for each in columns[::-1])))
    return [(row.starts, row.ends) for row in found]


def is_any(session: Session, workspace: str, ends: tuple[date, date]) -> bool:
    """Whether anything was committed for a period that ends in these days."""
    mine = (COMMITMENTS.c.workspace == workspace, COMMITMENTS.c.ends.between(*ends))
    query = select(COMMITMENTS.c.id).where(*mine).limit(1)
    return session.connection().execute(query).first() is not None


def calls(
    session: Session,
    workspace: str,
    ends: tuple[date, date],
    people: Collection[str] | None = None,
) -> list[tuple[Call, Actual | None]]:
    """What was committed for the periods that end in these days, and what it is like now.

    With `people`, only what one of them owned or was the manager of.
    """
    columns = (*(COMMITMENTS.c[name] for name in CALLED), *(OPPORTUNITIES.c[n] for n in BECAME))
    within = COMMITMENTS.c.ends.between(*ends)
    query = select(*columns).select_from(JOINED).where(COMMITMENTS.c.workspace == workspace, within)
    if people is not None:
        theirs = (COMMITMENTS.c.owner.in_(people), COMMITMENTS.c.manager.in_(people))
        query = query.where(or_(*theirs))
    found: dict[tuple[date, date, int], tuple[Call, Actual | None]] = {}
    for row in session.connection().execute(query.order_by(COMMITMENTS.c.version)):
        actual = None if row[-4] is None else Actual(*row[-4:])
        found[row[:3]] = Call(*row[:-4]), actual
    return list(found.values())


def _newest_of(
    session: Session, workspace: str, drafts: Sequence[Commitment]
) -> Iterable[Commitment]:
    ids, period = [each.opportunity for each in drafts], (drafts[0].starts, drafts[0].ends)
    for at in range(0, len(ids), AT_ONCE):
        some = COMMITMENTS.c.opportunity.in_(ids[at : at + AT_ONCE])
        query = select(*COLUMNS).where(COMMITMENTS.c.workspace == workspace, *_within(period), some)
        rows = session.connection().execute(query.order_by(COMMITMENTS.c.version))
        yield from _latest(Commitment(*row) for row in rows).values()


def _latest(rows: Iterable[Commitment]) -> dict[int, Commitment]:
    return {each.opportunity: each for each in rows}


def _says_the_same(known: Commitment, draft: Commitment) -> bool:
    return all(getattr(known, name) == getattr(draft, name) for name in NAMES if name not in UNTOLD)


def _within(period: Period) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return COMMITMENTS.c.starts == period[0], COMMITMENTS.c.ends == period[1]


def _values(each: Commitment) -> dict[str, Any]:
    return {name: getattr(each, name) for name in NAMES}
