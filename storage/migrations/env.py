"""Alembic's way in: the connection comes from whoever upgrades, never from a file."""

import importlib
import pkgutil
from typing import Any

from alembic import context
from sqlalchemy import Connection

import storage
from storage.columns import Base
from storage.migrations.searches import EXTRA

INSTANTS = {"compare_type": True, "compare_server_default": True}


def run(connection: Connection) -> None:
    options: dict[str, Any] = {"target_metadata": Base.metadata, **INSTANTS}
    context.configure(connection=connection, include_name=compared, **options)
    with context.begin_transaction():
        context.run_migrations()


def compared(name: str | None, *_: Any) -> bool:
    """Not what a database keeps for searching, which no model could spell on both."""
    return name not in EXTRA and not (name or "").startswith(f"{EXTRA[0]}_")


def every_table() -> None:
    for module in pkgutil.iter_modules(storage.__path__, "storage."):
        if not module.ispkg:
            importlib.import_module(module.name)


every_table()
run(context.config.attributes["connection"])
