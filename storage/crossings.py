"""Which lines of the handbook the opportunities have crossed, and how often."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.crossings import Crossing
from storage import upserts
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


CROSSINGS = table_of(CrossingRow)
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
