"""Reminders as the planner compares them with what is wished for: no more of each than it takes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from storage.occurrences import CHUNK, OCCURRENCES, PLANNED, State
from storage.rows import among


class Kept(NamedTuple):
    """Not a frozen value like others: a pass over everybody reads hundreds of thousands."""

    id: int
    key: str
    routine: str
    state: State
    recipient: str
    way: str
    due_at: datetime
    held: str
    says: str
    entry: str
    until: datetime | None

    @property
    def moving(self) -> tuple[object, ...]:
        """In the order of `occurrences.MOVING`."""
        return self[4:]


KEPT = select(*(OCCURRENCES.c[name] for name in Kept._fields))


def planned_about(session: Session, workspace: str, people: Collection[str]) -> list[Kept]:
    """What is planned because of the state of these people, whoever is told."""
    mine = KEPT.where(OCCURRENCES.c.workspace == workspace, PLANNED)
    return _kept(session, mine.where(among(session, OCCURRENCES.c.about, people)))


def by_keys(session: Session, workspace: str, keys: Collection[str]) -> list[Kept]:
    """In whatever state they are."""
    wanted, found = list(keys), list[Kept]()
    for start in range(0, len(wanted), CHUNK):
        named = among(session, OCCURRENCES.c.key, wanted[start : start + CHUNK])
        found += _kept(session, KEPT.where(OCCURRENCES.c.workspace == workspace, named))
    return found


def _kept(session: Session, query: Select[Any]) -> list[Kept]:
    return list(map(Kept._make, session.connection().execute(query).all()))
