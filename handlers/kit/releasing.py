"""The loop that plans ahead and releases what is due; several processes may run it at once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.kit.feature import Registry, Round
from handlers.kit.reminding.planning import HORIZON, reconcile
from handlers.kit.reminding.releasing import forget_missing, release
from handlers.kit.turns import Installed, Office, round_in
from handlers.kit.workers import Worker
from storage import members, occurrences

AT_ONCE = 20
"""People told in one transaction, so that nobody's turn waits long for the database."""
PLANNED_AT_ONCE = 500


class Nothing:
    """No rows are claimed: who is told is locked, and what is told is ended, in one transaction."""

    def claim(
        self, session: Session, *, now: datetime, limit: int, lease: timedelta, worker: str
    ) -> Sequence[object]:
        return ()

    def next_due(self, session: Session) -> datetime | None:
        return None


class Releaser(Worker[object]):
    def __init__(
        self, office: Office, registry: Registry, wake: Callable[[], None], name: str
    ) -> None:
        """`wake` is called when there is something for the sender."""
        super().__init__(office, Nothing(), name)
        self.registry, self.wake_sender = registry, wake

    async def work(self, row: object) -> None:
        """Everything is done while claiming."""

    def claim(self, room: int) -> Sequence[object]:
        """Release whatever is due, a few people at a time, as long as there is somebody to tell."""
        for installed in tuple(self.office.installed.values()):
            while not self._stopping and self._release(installed):
                self.wake_sender()
        return ()

    def plan(self) -> None:
        """What should be said within the horizon, for everybody."""
        for installed in tuple(self.office.installed.values()):
            for people in self._people(installed):
                self.plan_for(installed.workspace.id, people)

    def plan_for(self, workspace: str, people: Collection[str]) -> None:
        installed = self.office.installed[workspace]
        with self.office.database.begin() as session:
            round = self._round_in(installed, session)
            reconcile(round, people, round.now + HORIZON)
        self.wake()

    def _people(self, installed: Installed) -> Iterator[list[str]]:
        with self.office.database.reading() as session:
            ids = members.ids(session, installed.workspace.id)
        for start in range(0, len(ids), PLANNED_AT_ONCE):
            yield ids[start : start + PLANNED_AT_ONCE]

    def _release(self, installed: Installed) -> int:
        """How many people were dealt with; whoever another process has at hand is left to it."""
        workspace = installed.workspace.id
        if not self._recipients(workspace):
            return 0
        with self.office.database.begin() as session:
            round = self._round_in(installed, session)
            due = occurrences.due_recipients(session, workspace, round.now, AT_ONCE)
            missing = set(due) - set(occurrences.known(session, workspace, due))
            forget_missing(round, sorted(missing))
            return release(round, due) + len(missing)

    def _recipients(self, workspace: str) -> list[str]:
        """Looked up without writing: most of the time nothing is due."""
        with self.office.database.reading() as session:
            return occurrences.due_recipients(session, workspace, self.office.clock(), 1)

    def _round_in(self, installed: Installed, session: Session) -> Round:
        return round_in(self.office, self.registry, installed.workspace, session)

    def _next_due(self) -> datetime | None:
        workspaces = tuple(self.office.installed)
        with self.office.database.reading() as session:
            return occurrences.next_due(session, workspaces) if workspaces else None
