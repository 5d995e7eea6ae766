"""Alembic's way in: the connection comes from whoever upgrades, never from a file."""

import importlib
import pkgutil
from typing import Any

from alembic import context
from sqlalchemy import Connection

import storage
from storage.columns import Base

INSTANTS = {"compare_type": True, "compare_server_default": True}


def run(connection: Connection) -> None:
    options: dict[str, Any] = {"target_metadata": Base.metadata, **INSTANTS}
    context.configure(connection=connection, **options)
    with context.begin_transaction():
        context.run_migrations()


def every_table() -> None:
    for module in pkgutil.iter_modules(storage.__path__, "storage."):
        if not module.ispkg:
            importlib.import_module(module.name)


every_table()
run(context.config.attributes["connection"])
