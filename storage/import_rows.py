"""What an import would do, row by row: staged in pieces, then done by a few statements.

The one transaction that applies it writes nothing row by row, so that turns hardly wait for it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Index,
    and_,
    delete,
    exists,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import OPEN, Base, Document, Serial, table_of
from storage.imports import Import
from storage.opportunities import AT_ONCE, BY_HAND, COLUMNS, OPPORTUNITIES, Opportunity, folded
from storage.opportunity_changes import TRACKED, Value, spell

NEW, CHANGED, NOTED, SAME, GONE, REJECTED = "new", "changed", "noted", "same", "gone", "rejected"


@dataclass(frozen=True, slots=True)
class Staged:
    """`noted` changes nothing but what the CRM is known to have said; `line` 0 is no line of it.

    `was` holds what the changed fields were, `why` the reason of a rejected row.
    """

    line: int
    action: str
    ref: str
    values: Mapping[str, Value]
    reported: Document
    was: Mapping[str, Value]
    opportunity: int | None = None
    version: int | None = None
    why: str = ""


class StagedRow(Base):
    __tablename__ = "import_rows"
    __table_args__ = (
        Index("ix_import_rows_action", "import_id", "action", "id"),
        Index("ix_import_rows_ref", "import_id", "ref"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    import_id: Mapped[int] = mapped_column(BigInteger())
    line: Mapped[int]
    action: Mapped[str]
    opportunity: Mapped[int | None] = mapped_column(BigInteger())
    version: Mapped[int | None]
    why: Mapped[str]
    ref: Mapped[str]
    name: Mapped[str]
    account: Mapped[str]
    owner: Mapped[str | None]
    owner_name: Mapped[str]
    stage: Mapped[str]
    net_arr: Mapped[int | None] = mapped_column(BigInteger())
    amount: Mapped[int | None] = mapped_column(BigInteger())
    close_date: Mapped[date | None]
    next_step: Mapped[str]
    next_step_date: Mapped[date | None]
    kind: Mapped[str]
    segment: Mapped[str]
    region: Mapped[str]
    compelling_event: Mapped[bool | None]
    quote_sent: Mapped[bool | None]
    state: Mapped[str]
    folded: Mapped[str]
    reported: Mapped[dict[str, Any]]


class StepRow(Base):
    __tablename__ = "import_changes"
    __table_args__ = (Index("ix_import_changes_import_id", "import_id", "opportunity"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    import_id: Mapped[int] = mapped_column(BigInteger())
    opportunity: Mapped[int] = mapped_column(BigInteger())
    field: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]


STAGED = table_of(StagedRow)
STEPS = table_of(StepRow)
BARE: Mapping[str, Value] = {
    column.name: None if column.nullable else "" for column in STAGED.c if column.name in TRACKED
}


def stage(session: Session, import_: Import, rows: Sequence[Staged]) -> None:
    whose = {"workspace": import_.workspace, "import_id": import_.id}
    kept = [whose | _kept(row) for row in rows]
    steps = [
        whose
        | {"opportunity": row.opportunity, "field": name, "before": spell(before)}
        | {"after": spell(row.values[name])}
        for row in rows
        for name, before in row.was.items()
    ]
    if kept:
        session.connection().execute(insert(STAGED), kept)
    if steps:
        session.connection().execute(insert(STEPS), steps)


def known(
    session: Session, workspace: str, refs: Collection[str]
) -> dict[str, tuple[Opportunity, Document]]:
    """The opportunities there are, with what the CRM said of each last."""
    found: dict[str, tuple[Opportunity, Document]] = {}
    wanted = list(refs)
    for at in range(0, len(wanted), AT_ONCE):
        some = OPPORTUNITIES.c.ref.in_(wanted[at : at + AT_ONCE])
        query = select(OPPORTUNITIES.c.reported, *COLUMNS)
        query = query.where(OPPORTUNITIES.c.workspace == workspace, some)
        for reported, *kept in session.connection().execute(query):
            opportunity = Opportunity(*kept)
            found[opportunity.ref] = (opportunity, reported)
    return found


def stage_gone(session: Session, import_: Import) -> None:
    """Everything open in the import's scope that it does not speak of."""
    columns = ("workspace", *(name for name in TRACKED if name != "state"))
    own = [OPPORTUNITIES.c[name] for name in columns]
    spoken_of = exists().where(
        STAGED.c.import_id == import_.id, STAGED.c.ref == OPPORTUNITIES.c.ref
    )
    gone = select(
        literal(import_.id),
        literal(0),
        literal(GONE),
        OPPORTUNITIES.c.id,
        OPPORTUNITIES.c.version,
        literal(""),
        OPPORTUNITIES.c.ref,
        literal("gone"),
        OPPORTUNITIES.c.folded,
        OPPORTUNITIES.c.reported,
        *own,
    ).where(_open_in(import_), ~spoken_of)
    names = ("import_id", "line", "action", "opportunity", "version", "why", "ref", "state")
    into = [*names, "folded", "reported", *columns]
    session.connection().execute(insert(STAGED).from_select(into, gone))


def forget(session: Session, import_id: int) -> None:
    for table in (STAGED, STEPS):
        session.connection().execute(delete(table).where(table.c.import_id == import_id))


def _kept(row: Staged) -> dict[str, Any]:
    values = {**BARE, **row.values}
    return {
        "line": row.line,
        "action": row.action,
        "opportunity": row.opportunity,
        "version": row.version,
        "why": row.why,
        "ref": row.ref,
        "folded": folded(row.ref, values),
        "reported": dict(row.reported),
        **values,
    }


def _open_in(import_: Import) -> ColumnElement[bool]:
    """No report speaks of what was added by hand, so it says nothing that it leaves those out."""
    open_ones = and_(
        OPPORTUNITIES.c.workspace == import_.workspace,
        OPPORTUNITIES.c.state == OPEN,
        ~OPPORTUNITIES.c.ref.startswith(BY_HAND),
    )
    if import_.scope is None:
        return open_ones
    return and_(open_ones, OPPORTUNITIES.c.owner.in_(import_.scope))
