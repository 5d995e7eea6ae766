"""What the database holds once everything is over."""

import asyncio
from dataclasses import dataclass

from sqlalchemy import Select, func, select, update

from storage import audit
from storage.database import Database
from storage.outbox import OUTBOX
from storage.people import PEOPLE
from tests.endtoend.people import PATIENCE_SECONDS


@dataclass
class Books:
    database: Database

    def entries(self, kind: str) -> list[audit.Entry]:
        with self.database.reading() as session:
            return [each for each in audit.entries(session) if each.kind == kind]

    def asked(self) -> list[str]:
        """The text of each question that was answered."""
        return [str(entry.detail["text"]) for entry in self.entries("answer")]

    def are_intact(self) -> bool:
        with self.database.reading() as session:
            return audit.verify(session).broken is None

    async def settle(self) -> None:
        """Until every letter is sent; nobody tells of that, so the outbox is asked."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self._unsent():
                await asyncio.sleep(0.02)

    async def know_gone(self, user: str) -> None:
        """Until the bot has heard that this person has left."""
        gone = select(func.count()).select_from(PEOPLE).where(PEOPLE.c.id == user, PEOPLE.c.deleted)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not self._count(gone):
                await asyncio.sleep(0.02)

    def let_claims_end(self, pid: int) -> None:
        """As if the minute were over for which a dead process holds what it was working on."""
        held = update(OUTBOX).where(OUTBOX.c.claimed_by.contains(f"-{pid}-"))
        with self.database.begin() as session:
            session.execute(held.values(next_at=OUTBOX.c.due_at))

    def held(self) -> int:
        """Letters that somebody claimed and did not give back."""
        query = select(func.count()).select_from(OUTBOX).where(OUTBOX.c.claimed_by.is_not(None))
        return self._count(query)

    def _unsent(self) -> int:
        query = select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state.in_(("open", "dead")))
        return self._count(query)

    def _count(self, query: Select[int]) -> int:
        with self.database.reading() as session:
            return int(session.execute(query).scalar_one())
