"""How fast Slack may be called: one row for each thing with a limit, shared by all processes.

Each is a leaky bucket (GCRA) that remembers one instant, `full_at`: when all that was taken will
have leaked out again. Nobody sleeps for a slot; whoever gets none is told when to come back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, delete, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of

AT_WILL = timedelta(0)
ANYTHING = "*"
"""A pause of a whole workspace."""


@dataclass(frozen=True, slots=True)
class Pace:
    """So many at once, and after that one in so long; at will if that is no time at all."""

    every: timedelta
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Want:
    """Slots of several limits, needed together; `calm` if it may queue behind all others."""

    workspace: str
    paces: Mapping[str, Pace]
    calm: bool = False


class PaceRow(Base):
    """`queued_at` is the end of the queue of the calm; nothing starts before `paused_until`."""

    __tablename__ = "paces"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    full_at: Mapped[datetime]
    queued_at: Mapped[datetime]
    paused_until: Mapped[datetime]


PACES = table_of(PaceRow)
ONCE = upserts.once(PACES)
KEY = (PACES.c.workspace == bindparam("whose"), PACES.c.name == bindparam("what"))
KEEP = update(PACES).where(*KEY).values(full_at=bindparam("full"), queued_at=bindparam("queued"))
Key = tuple[str, str]


@dataclass(slots=True)
class Meter:
    workspace: str
    name: str
    full_at: datetime
    queued_at: datetime
    paused_until: datetime
    soon: datetime | None = field(default=None, compare=False)
    """Where the next of this round comes back who does not queue."""

    def free_at(self, pace: Pace) -> datetime:
        return max(self.full_at - pace.every * (pace.burst - 1), self.paused_until)

    def take(self, now: datetime, pace: Pace) -> None:
        if pace.every:
            self.full_at = max(self.full_at, now) + pace.every

    def back_at(self, pace: Pace, calm: bool) -> datetime:
        """When to come back, a place that nobody else of this round is given."""
        free = self.free_at(pace)
        if calm:
            at = max(self.queued_at, free)
            self.queued_at = at + pace.every
            return at
        at = max(self.soon or free, free)
        self.soon = at + pace.every
        return at


def admit(session: Session, now: datetime, wants: Sequence[Want], most: int) -> list[datetime]:
    """For each the instant to begin: `now` if its slots are taken, otherwise to ask again then.

    Once `most` may begin, the rest are not answered.
    """
    meters = _meters(session, now, wants)
    before = {key: (each.full_at, each.queued_at) for key, each in meters.items()}
    answers: list[datetime] = []
    for want in wants:
        answers.append(_answer(meters, now, want))
        most -= answers[-1] == now
        if not most:
            break
    changed = [
        {"whose": key[0], "what": key[1], "full": each.full_at, "queued": each.queued_at}
        for key, each in meters.items()
        if before[key] != (each.full_at, each.queued_at)
    ]
    if changed:
        session.connection().execute(KEEP, changed)
    return answers


def pause(session: Session, workspace: str, name: str, now: datetime, until: datetime) -> None:
    """Nobody starts before then; a longer pause that stands already stays."""
    spelt = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    inserting: Any = spelt[session.get_bind().dialect.name](PACES)
    values = asdict_of(Meter(workspace, name, now, now, until))
    kept = case((PACES.c.paused_until > until, PACES.c.paused_until), else_=until)
    keys = list(PACES.primary_key.columns)
    pausing = inserting.values(values).on_conflict_do_update(
        index_elements=keys, set_={"paused_until": kept}
    )
    session.connection().execute(pausing)


def resume(session: Session, workspace: str, name: str, now: datetime) -> bool:
    """Whether there was a pause to end."""
    paused = update(PACES).where(PACES.c.workspace == workspace, PACES.c.name == name)
    paused = paused.where(PACES.c.paused_until > now)
    return session.connection().execute(paused.values(paused_until=now)).rowcount == 1


def pauses(session: Session, now: datetime) -> list[tuple[str, str, datetime]]:
    """Workspace, name and end of every pause that still stands."""
    rows = select(PACES).where(PACES.c.paused_until > now)
    found = session.connection().execute(rows.order_by(PACES.c.workspace, PACES.c.name))
    return [(row.workspace, row.name, row.paused_until) for row in found]


def forget(session: Session, before: datetime) -> int:
    """A bucket that has long been empty is the same as none."""
    last = (PACES.c.full_at, PACES.c.queued_at, PACES.c.paused_until)
    old = delete(PACES).where(*(each < before for each in last))
    return session.connection().execute(old).rowcount


def _answer(meters: Mapping[Key, Meter], now: datetime, want: Want) -> datetime:
    needed = [(meters[want.workspace, name], pace) for name, pace in want.paces.items()]
    short = [(meter, pace) for meter, pace in needed if meter.free_at(pace) > now]
    if short:
        return max(meter.back_at(pace, want.calm) for meter, pace in short)
    for meter, pace in needed:
        meter.take(now, pace)
    return now


def _meters(session: Session, now: datetime, wants: Sequence[Want]) -> dict[Key, Meter]:
    """Locked in one order by everybody; those that only pauses could stop need no row."""
    paced = {
        (want.workspace, name): bool(pace.every)
        for want in wants
        for name, pace in want.paces.items()
    }
    found = _locked(session, paced)
    missing = sorted(key for key, kept in paced.items() if kept and key not in found)
    if missing:
        fresh = [asdict_of(Meter(*key, now, now, now)) for key in missing]
        session.connection().execute(ONCE[session.get_bind().dialect.name], fresh)
        found |= _locked(session, missing)
    return {key: found.get(key) or Meter(*key, now, now, now) for key in paced}


def _locked(session: Session, keys: Iterable[Key]) -> dict[Key, Meter]:
    wanted = tuple_(PACES.c.workspace, PACES.c.name).in_(list(keys))
    rows = select(PACES).where(wanted).order_by(PACES.c.workspace, PACES.c.name).with_for_update()
    return {(row.workspace, row.name): Meter(*row) for row in session.connection().execute(rows)}


def asdict_of(meter: Meter) -> dict[str, Any]:
    values = asdict(meter)
    del values["soon"]
    return values
