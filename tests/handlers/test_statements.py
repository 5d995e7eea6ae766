"""How often a turn goes to the database: each time costs more than a rule."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import event

from bot import packs
from handlers import FEATURES
from handlers.kit.feature import Ask, Message, Place
from handlers.kit.payloads import Caller
from handlers.kit.replies import Works
from handlers.kit.routes import routes
from handlers.kit.turns import Done, Installed, Office, take
from storage import people
from storage.database import Database
from storage.people import Person
from storage.workspaces import Workspace

TEAM, AMARA = "T0ACME", "U0AMARA"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLACE = Workspace(TEAM, "Acme", "UBOT", "BBOT", "A1", "https://acme.slack.test/", (), NOW)
SOMEBODY = Person(
    AMARA, TEAM, "amara", "Amara Okafor", "Europe/Madrid", TEAM, False, False, "none", False, NOW
)


def test_a_decided_question_takes_five_statements_in_one_transaction(sqlite_address: str) -> None:
    """The delivery, the person, the end of the chain, the entry, and earlier decisions."""
    database, said, found = Database(sqlite_address), list[str](), routes(FEATURES)
    event.listen(
        database.engine, "connect", lambda driver, _: driver.set_trace_callback(said.append)
    )
    pool, installed = ThreadPoolExecutor(1), {TEAM: Installed(PLACE, "xoxb-1")}
    office = Office(database, packs.load(), lambda: NOW, pool, installed)
    with database.begin() as session:
        people.save(session, SOMEBODY)
    work = Works(found).command(found.slashes["/roe"], Ask(Place.COMMAND, "620 employees inbound"))
    for trigger in ("meets the bot", "is known by now"):
        said.clear()
        told = take(office, found.registry, Caller(TEAM, AMARA, TEAM, trigger), work)
        assert isinstance(told, Done)
        assert isinstance(told.reply, Message)
    once = [each for each, _ in groupby(said)]  # a statement is told again by each of its triggers
    verbs = [each.split()[0] for each in once if not each.startswith("--")]
    assert verbs == ["BEGIN", "INSERT", "SELECT", "UPDATE", "INSERT", "SELECT", "COMMIT"]
    database.close()
