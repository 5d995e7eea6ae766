"""Picking out rows by many values at once."""

from sqlalchemy import select

from storage import profiles
from storage.database import Database
from storage.profiles import PROFILES, Profile
from storage.rows import among

ODD = ('O"Brien', "it's", "a,b", "[1]", "naïve ☂", "\\", "%s", ":who", "")


def test_one_of_many_is_found_whatever_it_is_called(database: Database) -> None:
    with database.begin() as session:
        for name in (*ODD, "U1", "U2"):
            profiles.save(session, Profile("T1", name))
        theirs = select(PROFILES.c.person).where(among(session, PROFILES.c.person, ODD))
        assert sorted(session.connection().execute(theirs).scalars()) == sorted(ODD)


def test_nobody_is_one_of_none(database: Database) -> None:
    with database.begin() as session:
        profiles.save(session, Profile("T1", "U1"))
        nobody = select(PROFILES.c.person).where(among(session, PROFILES.c.person, ()))
        assert session.connection().execute(nobody).all() == []
