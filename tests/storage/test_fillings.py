"""Which tables hold anything of a workspace."""

from datetime import datetime

from storage import opportunities, profiles
from storage.database import Database
from storage.fillings import filled
from storage.profiles import Profile

NAMES = ("opportunities", "profiles", "trips")


def test_only_the_tables_with_a_row_of_the_workspace_are_named(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        profiles.save(session, Profile("T1", "U1"))
        values = {"name": "Acme", "owner": "U2"}
        opportunities.add(session, "T2", values, by="", at=now, source="import")
        assert filled(session, "T1", NAMES) == {"profiles"}
        assert filled(session, "T2", NAMES) == {"opportunities"}
        assert filled(session, "T3", NAMES) == frozenset()


def test_nothing_is_asked_of_no_table(database: Database) -> None:
    with database.reading() as session:
        assert filled(session, "T1", ()) == frozenset()
