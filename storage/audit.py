"""Who was told what, when and why: append-only, each entry sealed to the one before."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import chain, groupby
from typing import Any

from sqlalchemy import Row, Select, bindparam, insert, select, union, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, Document, table_of
from storage.prepared import Prepared
from storage.rows import read
from storage.seals import Break, Entry, Head, Verdict, inspect, seal

__all__ = ["Break", "Entry", "Verdict", "entries", "find", "record", "verify"]

STREAMED = {"yield_per": 500}


class EntryRow(Base):
    __tablename__ = "audit"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str]
    kind: Mapped[str]
    detail: Mapped[dict[str, Any]]
    previous: Mapped[str]
    hash: Mapped[str]


class HeadRow(Base):
    """Where a workspace's chain ends; a trigger copies each new entry's hash here."""

    __tablename__ = "audit_heads"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    length: Mapped[int]
    hash: Mapped[str]


AUDIT = table_of(EntryRow)
HEADS = table_of(HeadRow)
APPEND = Prepared(lambda _: insert(AUDIT), AUDIT.c.keys())
LONGER = update(HEADS).values(length=HEADS.c.length + 1)
ADVANCE = Prepared(
    lambda _: LONGER.where(HEADS.c.workspace == bindparam("whose")).returning(
        HEADS.c.length, HEADS.c.hash
    ),
    ("whose",),
)
FIRST_HEAD = upserts.once(HEADS)


def record(
    session: Session, *, workspace: str, at: datetime, actor: str, kind: str, detail: Document
) -> int:
    """The entry's id. The workspace's other writers wait until this transaction ends."""
    length, previous = _advance(session, workspace)
    values = {
        "id": length,
        "workspace": workspace,
        "at": at,
        "actor": actor,
        "kind": kind,
        "detail": _as_kept(detail),
        "previous": previous,
    }
    APPEND.count(session, values | {"hash": seal(values)})
    return length


def find(session: Session, workspace: str, id: int) -> Entry | None:
    found = select(AUDIT).where(AUDIT.c.workspace == workspace, AUDIT.c.id == id)
    row = session.connection().execute(found).first()
    return None if row is None else read(Entry, row)


def entries(
    session: Session, workspace: str | None = None, since: datetime | None = None
) -> Iterator[Entry]:
    query = select(AUDIT).order_by(AUDIT.c.workspace, AUDIT.c.id)
    if workspace is not None:
        query = query.where(AUDIT.c.workspace == workspace)
    if since is not None:
        query = query.where(AUDIT.c.at >= since)
    with session.execute(query, execution_options=STREAMED) as rows:
        for row in rows:
            yield read(Entry, row)


def verify(session: Session, workspace: str | None = None) -> Verdict:
    """How many entries hold, up to the first that was tampered with in any workspace."""
    count = 0
    with session.execute(_chains(workspace), execution_options=STREAMED) as rows:
        for whose, group in groupby(rows, key=lambda row: row.whose):
            verdict = _verified(whose, group)
            count += verdict.count
            if verdict.broken is not None:
                return Verdict(count, verdict.broken)
    return Verdict(count, None)


def _verified(workspace: str, rest: Iterator[Row[Any]]) -> Verdict:
    first = next(rest)
    head = None if first.length is None else Head(first.length, first.head_hash)
    rows = (row for row in chain([first], rest) if row.id is not None)
    return inspect(workspace, (read(Entry, row) for row in rows), head)


def _chains(workspace: str | None) -> Select[Any]:
    """Entries with their head, in one statement, so that a turn in between is seen whole or not."""
    names = union(select(AUDIT.c.workspace), select(HEADS.c.workspace)).subquery()
    joined = names.outerjoin(HEADS, HEADS.c.workspace == names.c.workspace)
    joined = joined.outerjoin(AUDIT, AUDIT.c.workspace == names.c.workspace)
    heads = (names.c.workspace.label("whose"), HEADS.c.length, HEADS.c.hash.label("head_hash"))
    query = select(*heads, AUDIT).select_from(joined).order_by(names.c.workspace, AUDIT.c.id)
    return query if workspace is None else query.where(names.c.workspace == workspace)


def _as_kept(detail: Document) -> Any:
    """The detail as the database will give it back: its keys text, its tuples lists."""
    return json.loads(json.dumps(dict(detail), allow_nan=False))


def _advance(session: Session, workspace: str) -> tuple[int, str]:
    row = ADVANCE.first(session, {"whose": workspace})
    if row is None:
        upserts.run(session, FIRST_HEAD, {"workspace": workspace, "length": 0, "hash": ""})
        return _advance(session, workspace)
    length, previous = row
    return length, previous
