"""Which tables hold anything of a workspace, asked of all of them in one statement."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import BindParameter, Executable, bindparam, exists, select
from sqlalchemy.orm import Session

from storage.columns import Base
from storage.prepared import Prepared


def filled(session: Session, workspace: str, tables: Collection[str]) -> frozenset[str]:
    """Those of them, by name, in which there is a row of the workspace."""
    names = tuple(sorted(tables))
    found = _asking(names).first(session, {"workspace": workspace}) if names else ()
    return frozenset(name for name, there in zip(names, found or (), strict=True) if there)


@cache
def _asking(names: tuple[str, ...]) -> Prepared:
    return Prepared(lambda _: _spelt(names), ("workspace",))


def _spelt(names: tuple[str, ...]) -> Executable:
    of: BindParameter[str] = bindparam("workspace")
    tables = [Base.metadata.tables[name] for name in names]
    return select(*(exists().where(each.c.workspace == of).label(each.name) for each in tables))
