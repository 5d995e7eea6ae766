"""The workspaces the bot is installed in, without their tokens."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of


@dataclass(frozen=True, slots=True)
class Workspace:
    id: str
    name: str
    bot_user: str
    bot_id: str
    app_id: str
    url: str
    scopes: tuple[str, ...]
    seen_at: datetime


class WorkspaceRow(Base):
    __tablename__ = "workspaces"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    bot_user: Mapped[str]
    bot_id: Mapped[str]
    app_id: Mapped[str]
    url: Mapped[str]
    scopes: Mapped[list[str]]
    seen_at: Mapped[datetime]


WORKSPACES = table_of(WorkspaceRow)
LATEST = upserts.latest(WORKSPACES)


def save(session: Session, workspace: Workspace) -> None:
    values = asdict(workspace)
    upserts.run(session, LATEST, values | {"workspace": values.pop("id")})


def find(session: Session, id: str) -> Workspace | None:
    found = select(WORKSPACES).where(WORKSPACES.c.workspace == id)
    row = session.connection().execute(found).first()
    return None if row is None else _workspace(row)


def all_of(session: Session) -> list[Workspace]:
    rows = session.connection().execute(select(WORKSPACES).order_by(WORKSPACES.c.workspace))
    return [_workspace(row) for row in rows]


def _workspace(row: Row[Any]) -> Workspace:
    rest = dict(row._mapping)
    return Workspace(id=rest.pop("workspace"), scopes=tuple(rest.pop("scopes")), **rest)
