"""What the database holds once everything is over."""

import asyncio
from dataclasses import dataclass

from sqlalchemy import func, select, update

from storage import audit
from storage.database import Database
from storage.outbox import OUTBOX
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

    def let_claims_end(self) -> None:
        """As if the minute were over for which the dead hold what they were working on."""
        held = update(OUTBOX).where(OUTBOX.c.state == "open", OUTBOX.c.claimed_by.is_not(None))
        with self.database.begin() as session:
            session.execute(held.values(next_at=OUTBOX.c.due_at))

    def _unsent(self) -> int:
        query = select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state != "sent")
        with self.database.reading() as session:
            return int(session.execute(query).scalar_one())
