"""Which lines of the handbook the opportunities have crossed, and how often."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.crossings import Crossing
from storage import pipelines, upserts
from storage.columns import OPEN, Base, table_of
from storage.opportunities import AT_ONCE, OPPORTUNITIES
from storage.rows import among


class CrossingRow(Base):
    """`requirement` is what the line asks for, such as `custom_deck`."""

    __tablename__ = "crossings"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    opportunity: Mapped[int] = mapped_column(BigInteger(), primary_key=True)
    requirement: Mapped[str] = mapped_column(primary_key=True)
    times: Mapped[int]
    over: Mapped[bool]
    at: Mapped[datetime]
    together: Mapped[bool]


class LookRow(Base):
    """When an owner's opportunities were last held against the lines, and against which."""

    __tablename__ = "crossing_looks"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str]
    at: Mapped[datetime]


CROSSINGS = table_of(CrossingRow)
LOOKS = table_of(LookRow)
LOOKED = upserts.latest_each(LOOKS)
UNSEEN = timedelta(minutes=5)
"""A change that another process has not yet committed when we look is no older than that."""
LATEST = upserts.latest_each(CROSSINGS)
NAMES = ("opportunity", "requirement", "times", "over", "at", "together")
OF_OPEN = (
    select(OPPORTUNITIES.c.owner, *(CROSSINGS.c[name] for name in NAMES))
    .join(OPPORTUNITIES, OPPORTUNITIES.c.id == CROSSINGS.c.opportunity)
    .where(OPPORTUNITIES.c.state == OPEN, OPPORTUNITIES.c.workspace == CROSSINGS.c.workspace)
)


def keep(session: Session, workspace: str, crossings: Iterable[Crossing]) -> None:
    rows = [
        {"workspace": workspace} | {name: getattr(each, name) for name in NAMES}
        for each in crossings
    ]
    for start in range(0, len(rows), AT_ONCE):
        LATEST.run(session, rows[start : start + AT_ONCE])


def looked(session: Session, workspace: str, marks: Mapping[str, str], at: datetime) -> None:
    """These owners' opportunities have been held against the lines that go by their mark."""
    given = {"workspace": workspace, "at": at}
    rows = [given | {"owner": owner, "mark": mark} for owner, mark in marks.items()]
    for start in range(0, len(rows), AT_ONCE):
        LOOKED.run(session, rows[start : start + AT_ONCE])


def to_look_at(
    session: Session, workspace: str, marks: Mapping[str, str], since: datetime
) -> list[str]:
    """Owners of something that changed since it was looked at, or crossed a line after `since`."""
    owners = list(marks)
    changed = pipelines.last_changes(session, workspace, owners)
    seen = _looks(session, workspace, owners)
    recent = _crossed(session, workspace, owners, since)
    return [
        owner
        for owner, latest in changed.items()
        if owner in recent
        or (look := seen.get(owner)) is None
        or look[0] != marks[owner]
        or latest >= look[1] - UNSEEN
    ]


def _looks(
    session: Session, workspace: str, owners: Sequence[str]
) -> dict[str, tuple[str, datetime]]:
    found: dict[str, tuple[str, datetime]] = {}
    for start in range(0, len(owners), AT_ONCE):
        some = among(session, LOOKS.c.owner, owners[start : start + AT_ONCE])
        asked = select(LOOKS.c.owner, LOOKS.c.mark, LOOKS.c.at)
        rows = session.connection().execute(asked.where(LOOKS.c.workspace == workspace, some))
        found |= {owner: (mark, at) for owner, mark, at in rows}
    return found


def _crossed(session: Session, workspace: str, owners: Sequence[str], since: datetime) -> set[str]:
    found: set[str] = set()
    asked = (
        select(OPPORTUNITIES.c.owner)
        .distinct()
        .select_from(OPPORTUNITIES.join(CROSSINGS, CROSSINGS.c.opportunity == OPPORTUNITIES.c.id))
    )
    asked = asked.where(
        OPPORTUNITIES.c.workspace == workspace,
        OPPORTUNITIES.c.state == OPEN,
        CROSSINGS.c.workspace == workspace,
        CROSSINGS.c.over,
        CROSSINGS.c.at > since,
    )
    for start in range(0, len(owners), AT_ONCE):
        some = among(session, OPPORTUNITIES.c.owner, owners[start : start + AT_ONCE])
        found |= set(session.connection().execute(asked.where(some)).scalars())
    return found


def of_opportunities(
    session: Session, workspace: str, ids: Sequence[int]
) -> dict[int, list[Crossing]]:
    """By opportunity, only of those that ever crossed a line."""
    found: dict[int, list[Crossing]] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = among(session, CROSSINGS.c.opportunity, ids[start : start + AT_ONCE])
        asked = select(*(CROSSINGS.c[name] for name in NAMES))
        asked = asked.where(CROSSINGS.c.workspace == workspace, some)
        for row in session.connection().execute(asked).all():
            found.setdefault(row[0], []).append(Crossing(*row))
    return found


def of_owners(
    session: Session, workspace: str, owners: Collection[str]
) -> dict[str, list[Crossing]]:
    """Those of their open opportunities; a list for everyone, be it an empty one."""
    found: dict[str, list[Crossing]] = {owner: [] for owner in owners}
    asked = OF_OPEN.where(CROSSINGS.c.workspace == workspace)
    for start in range(0, len(found), AT_ONCE):
        some = asked.where(OPPORTUNITIES.c.owner.in_(list(found)[start : start + AT_ONCE]))
        for owner, *rest in session.connection().execute(some).all():
            found[owner].append(Crossing(*rest))
    return found
