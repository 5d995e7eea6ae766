"""What is kept of a person beside what Slack says: their part in the team, how to remind them."""

from collections.abc import Collection
from dataclasses import astuple, dataclass, fields, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Index, and_, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.calendars import Holidays, no_holidays
from policies.clocks import zone_of
from policies.rhythms import Level, Rhythm
from storage import upserts
from storage.columns import Base, Spelt, table_of
from storage.prepared import Prepared
from storage.rows import among

T = TypeVar("T")

USUAL = Rhythm()
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Profile:
    """`zone` is None as long as Slack's holds; work days count from Monday, 0."""

    workspace: str
    person: str
    roles: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    """Those of the roles that the person gave themselves and no admin has confirmed."""
    segment: str = ""
    region: str = ""
    manager: str | None = None
    zone: str | None = None
    work_days: frozenset[int] = USUAL.work_days
    starts: time = USUAL.starts
    ends: time = USUAL.ends
    quiet_from: time | None = None
    quiet_until: time | None = None
    level: Level = USUAL.level
    muted: frozenset[str] = frozenset()
    daily_most: int = USUAL.daily_most
    away_from: date | None = None
    away_until: date | None = None
    delegate: str | None = None
    met_at: datetime | None = None
    """When the bot introduced itself; it never does so twice."""

    @property
    def confirmed(self) -> tuple[str, ...]:
        """The roles that rights may rest on."""
        return tuple(role for role in self.roles if role not in self.claimed)

    def rhythm(self, slack: str, holidays: Holidays = no_holidays) -> Rhythm:
        """`slack` is the zone as Slack names it."""
        return _rhythm(
            zone_of(self.zone or slack),
            self.work_days,
            self.starts,
            self.ends,
            _both(self.quiet_from, self.quiet_until),
            _both(self.away_from, self.away_until),
            self.delegate,
            self.level,
            self.muted,
            self.daily_most,
            holidays,
        )


_rhythm = lru_cache(maxsize=4096)(Rhythm)
"""One value for all who keep the same hours: what is known of it is worked out once."""


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@lru_cache(maxsize=4096)
def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


@lru_cache(maxsize=128)
def _days(text: str) -> frozenset[int]:
    return frozenset(map(int, text))


WORDS = Spelt(" ".join, _words)
SET = Spelt(lambda names: " ".join(sorted(names)), _set_of)
DAYS = Spelt(lambda days: "".join(map(str, sorted(days))), _days)
LEVEL = Spelt(str, lru_cache(Level))


class ProfileRow(Base):
    __tablename__ = "profiles"
    __table_args__ = (Index("ix_profiles_manager", "workspace", "manager"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    roles: Mapped[tuple[str, ...]] = mapped_column(WORDS)
    claimed: Mapped[tuple[str, ...]] = mapped_column(WORDS)
    segment: Mapped[str]
    region: Mapped[str]
    manager: Mapped[str | None]
    zone: Mapped[str | None]
    work_days: Mapped[frozenset[int]] = mapped_column(DAYS)
    starts: Mapped[time]
    ends: Mapped[time]
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    level: Mapped[Level] = mapped_column(LEVEL)
    muted: Mapped[frozenset[str]] = mapped_column(SET)
    daily_most: Mapped[int]
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    delegate: Mapped[str | None]
    met_at: Mapped[datetime | None]


PROFILES = table_of(ProfileRow)
NAMES = tuple(field.name for field in fields(Profile))
COLUMNS = tuple(PROFILES.c[name] for name in NAMES)
LATEST = upserts.latest(PROFILES)
MEET = upserts.marking(PROFILES.c.met_at)
ONE = (PROFILES.c.workspace == bindparam("of"), PROFILES.c.person == bindparam("who"))
FIND = Prepared(lambda _: select(*COLUMNS).where(*ONE), ("of", "who"))


def find(session: Session, workspace: str, person: str) -> Profile:
    """Defaults for somebody of whom nothing is kept."""
    row = FIND.first(session, {"of": workspace, "who": person})
    return Profile(*row) if row else Profile(workspace, person)


def save(session: Session, profile: Profile) -> None:
    upserts.run(session, LATEST, _values(profile))


def change(session: Session, workspace: str, person: str, **values: Any) -> Profile:
    """What is then kept of them; the rest stays as it is."""
    changed = replace(find(session, workspace, person), **values)
    save(session, changed)
    return changed


def meet(session: Session, workspace: str, person: str, at: datetime) -> bool:
    """Whether this is the first time ever, also when two ask at the same moment."""
    fresh = _values(Profile(workspace, person, met_at=at))
    return upserts.run(session, MEET, fresh).rowcount == 1


def reports(session: Session, workspace: str, manager: str) -> list[Profile]:
    """Those who report to them directly."""
    return _those(session, and_(PROFILES.c.workspace == workspace, PROFILES.c.manager == manager))


def reports_of(
    session: Session, workspace: str, managers: Collection[str]
) -> dict[str, list[Profile]]:
    """Of each manager who has any."""
    found, wanted = dict[str, list[Profile]](), tuple(managers)
    for at in range(0, len(wanted), AT_ONCE):
        some = among(session, PROFILES.c.manager, wanted[at : at + AT_ONCE])
        for profile in _those(session, and_(PROFILES.c.workspace == workspace, some)):
            found.setdefault(str(profile.manager), []).append(profile)
    return found


def managers(session: Session, workspace: str) -> set[str]:
    """Everybody to whom somebody reports."""
    named = select(PROFILES.c.manager).where(PROFILES.c.workspace == workspace).distinct()
    return {str(row.manager) for row in session.connection().execute(named) if row.manager}


def of_role(session: Session, workspace: str, *roles: str) -> list[Profile]:
    """Everybody who has one of the roles, be it by their own word."""
    wanted, everybody = set(roles), all_of(session, workspace)
    return [profile for profile in everybody if wanted & set(profile.roles)]


def all_of(session: Session, workspace: str) -> list[Profile]:
    return _those(session, PROFILES.c.workspace == workspace)


def _those(session: Session, which: ColumnElement[bool]) -> list[Profile]:
    rows = session.connection().execute(select(*COLUMNS).where(which).order_by(PROFILES.c.person))
    return [Profile(*row) for row in rows]


def _values(profile: Profile) -> dict[str, Any]:
    return dict(zip(NAMES, astuple(profile), strict=True))


def _both(first: T | None, last: T | None) -> tuple[T, T] | None:
    return None if first is None or last is None else (first, last)
