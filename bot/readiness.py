"""Whether the bot can do its work now, and what keeps it from it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from handlers.kit.turns import Office
from storage import outbox, workspaces

SECONDS = 2.0
FRESH_SECONDS = 1.0
OLDEST_LETTER = timedelta(minutes=2)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Readiness:
    """`alive` says whether a part still runs, by the name of the part."""

    office: Office
    alive: dict[str, Callable[[], bool]] = field(default_factory=dict)
    _known: tuple[float, list[str]] = (float("-inf"), [])

    @property
    def knows_workspace(self) -> bool:
        return bool(self.office.installed)

    async def missing(self) -> list[str]:
        """What is not ready, looked up at most once a second however often it is asked for."""
        now = asyncio.get_running_loop().time()
        looked_at, known = self._known
        if now - looked_at > FRESH_SECONDS:
            known = [*self._parts(), *await self._database()]
            self._known = (now, known)
        return known

    def _parts(self) -> list[str]:
        down = [f"{name}: not running" for name, alive in self.alive.items() if not alive()]
        known = [] if self.knows_workspace else ["workspace: Slack has not said which one yet"]
        return [*known, *down]

    async def _database(self) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(SECONDS):
                return await loop.run_in_executor(self.office.pool, self._kept)
        except TimeoutError:
            return ["database: does not answer in time"]

    def _kept(self) -> list[str]:
        try:
            return [*self._migrated(), *self._letters()]
        except SQLAlchemyError as error:
            log.warning("the database is not ready: %s", type(error).__name__)
            return ["database: cannot be written"]

    def _migrated(self) -> list[str]:
        behind = self.office.database.pending()
        return ["database: a migration is due, run `handrail db upgrade`"] if behind else []

    def _letters(self) -> list[str]:
        """Also the proof that the database can be written: each workspace is marked as seen."""
        now = self.office.clock()
        with self.office.database.begin() as session:
            for installed in tuple(self.office.installed.values()):
                workspaces.save(session, replace(installed.workspace, seen_at=now))
            return _late(outbox.next_due(session), now)


def _late(due: datetime | None, now: datetime) -> list[str]:
    if due is None or now - due < OLDEST_LETTER:
        return []
    return [f"sender: the oldest message has waited {int((now - due).total_seconds())} seconds"]
