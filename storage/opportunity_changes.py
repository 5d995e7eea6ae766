"""What every tracked field of an opportunity was before, who changed it, when and whence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Row, Select, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.opportunities import Value as Value
from storage.columns import Base, Serial, table_of

KINDS: Mapping[str, type] = {
    "name": str,
    "account": str,
    "owner": str,
    "owner_name": str,
    "stage": str,
    "net_arr": int,
    "amount": int,
    "close_date": date,
    "next_step": str,
    "next_step_date": date,
    "kind": str,
    "segment": str,
    "region": str,
    "compelling_event": bool,
    "quote_sent": bool,
    "state": str,
}
TRACKED = tuple(KINDS)
STREAMED = {"yield_per": 500}


@dataclass(frozen=True, slots=True)
class Change:
    """`by` is a Slack id, or empty for the shell; an opportunity begins as `state` from None."""

    opportunity: int
    field: str
    before: Value
    after: Value
    at: datetime
    by: str
    source: str


class ChangeRow(Base):
    """Values as text, for a field's kind is known by its name."""

    __tablename__ = "opportunity_changes"
    __table_args__ = (
        Index("ix_opportunity_changes_opportunity", "workspace", "opportunity"),
        Index("ix_opportunity_changes_at", "workspace", "at"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    opportunity: Mapped[int] = mapped_column(BigInteger())
    field: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    at: Mapped[datetime]
    by: Mapped[str]
    source: Mapped[str]


CHANGES = table_of(ChangeRow)
NEWEST = (CHANGES.c.at.desc(), CHANGES.c.id.desc())


def write(
    session: Session,
    workspace: str,
    opportunity: int,
    steps: Mapping[str, tuple[Value, Value]],
    by: str,
    at: datetime,
    source: str,
) -> None:
    """`steps`: what each field was and became."""
    where = {"workspace": workspace, "opportunity": opportunity}
    who = {"at": at, "by": by, "source": source}
    rows = [
        where | who | {"field": name, "before": spell(before), "after": spell(after)}
        for name, (before, after) in steps.items()
    ]
    session.connection().execute(insert(CHANGES), rows)


def history(
    session: Session, workspace: str, opportunity: int, field: str | None = None
) -> list[Change]:
    """Newest first."""
    query = select(CHANGES).where(
        CHANGES.c.workspace == workspace, CHANGES.c.opportunity == opportunity
    )
    if field is not None:
        query = query.where(CHANGES.c.field == field)
    return list(_read(session, query.order_by(*NEWEST)))


def changes_since(
    session: Session, workspace: str, since: datetime, field: str | None = None
) -> Iterator[Change]:
    """From that moment on, newest first; streamed, for an import makes many."""
    query = select(CHANGES).where(CHANGES.c.workspace == workspace, CHANGES.c.at >= since)
    if field is not None:
        query = query.where(CHANGES.c.field == field)
    return _read(session, query.order_by(*NEWEST))


def spell(value: Value) -> str | None:
    match value:
        case None | str():
            return value
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case date():
            return value.isoformat()


def unspell(field: str, text: str | None) -> Value:
    if text is None:
        return None
    kind = KINDS[field]
    if kind is bool:
        return text == "yes"
    if kind is date:
        return date.fromisoformat(text)
    return int(text) if kind is int else text


def _read(session: Session, query: Select[Any]) -> Iterator[Change]:
    with session.execute(query, execution_options=STREAMED) as rows:
        yield from (_change(row) for row in rows)


def _change(row: Row[Any]) -> Change:
    before, after = unspell(row.field, row.before), unspell(row.field, row.after)
    return Change(row.opportunity, row.field, before, after, row.at, row.by, row.source)
