"""What nobody can ask for any more is forgotten, and nothing else."""

from datetime import datetime, timedelta

from sqlalchemy import text

from bot.ticks import forget
from handlers.kit.turns import Office
from storage import errands


def left(office: Office) -> int:
    with office.database.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM errands")).scalar_one())


def finish_one(office: Office, at: datetime) -> None:
    with office.database.begin() as session:
        number = errands.add(
            session, workspace="T1", user="U1", feature="roe", kind="roe.list", detail={}, at=at
        )
        errands.done(session, number, at)


def test_an_errand_that_was_done_is_forgotten_after_a_week(office: Office) -> None:
    now = office.clock()
    finish_one(office, now - timedelta(days=8))
    finish_one(office, now - timedelta(days=6))
    forget(office)
    assert left(office) == 1
