"""The people of a workspace whom the bot serves, each with what is kept of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from storage.people import BY_ID, PEOPLE, Person
from storage.prepared import Prepared
from storage.profiles import COLUMNS, PROFILES, Profile
from storage.rows import among

NAMED_AT_MOST = 1_000
"""More ids than this are picked out here: databases limit what a statement may be given."""


@dataclass(frozen=True, slots=True)
class Member:
    """`name` is what colleagues call them, `zone` the one that holds for them."""

    id: str
    name: str
    profile: Profile
    zone: str


SERVED = and_(
    PEOPLE.c.deleted.is_(False),
    PEOPLE.c.bot.is_(False),
    PEOPLE.c.guest == "none",
    or_(PEOPLE.c.team == "", PEOPLE.c.team == PEOPLE.c.workspace),
)
JOINED = PEOPLE.outerjoin(
    PROFILES,
    and_(PROFILES.c.workspace == PEOPLE.c.workspace, PROFILES.c.person == PEOPLE.c.id),
)
SOMEBODY = Prepared(
    lambda _: (
        select(PEOPLE, PROFILES.c.zone.label("own_zone"), PROFILES.c.met_at)
        .select_from(JOINED)
        .where(*BY_ID)
    ),
    ("workspace", "id"),
)
EVERYBODY = (
    select(PEOPLE.c.id, PEOPLE.c.real_name, PEOPLE.c.name, PEOPLE.c.zone, *COLUMNS)
    .select_from(JOINED)
    .where(SERVED)
    .order_by(PEOPLE.c.id)
)


def members(session: Session, workspace: str, ids: Collection[str] | None = None) -> list[Member]:
    """All of them, or those of `ids` who are members; no bots, guests, outsiders or leavers."""
    if ids is not None and not ids:
        return []
    asked = EVERYBODY.where(PEOPLE.c.workspace == workspace)
    if ids is not None and len(ids) <= NAMED_AT_MOST:
        asked = asked.where(among(session, PEOPLE.c.id, ids))
    wanted = None if ids is None else frozenset(ids)
    return [
        _member(workspace, *row)
        for row in session.connection().execute(asked)
        if wanted is None or row[0] in wanted
    ]


def below(session: Session, workspace: str, manager: str) -> list[Member]:
    """Those who report to them, and those who report to these; found from above, so that the rest
    of a large company is not read."""
    given = {"here": workspace, "manager": manager}
    return [_member(workspace, *row) for row in session.connection().execute(BELOW, given)]


def _below() -> Select[Any]:
    here: BindParameter[str] = bindparam("here")
    manager: BindParameter[str] = bindparam("manager")
    person, above = PROFILES.c.person, PROFILES.c.manager
    who = exists().where(PEOPLE.c.workspace == here, PEOPLE.c.id == person, SERVED)
    served = and_(PROFILES.c.workspace == here, who)
    led = select(person).where(served, above == manager).cte("led", recursive=True)
    further = select(person).join_from(led, PROFILES, above == led.c.person)
    led = led.union(further.where(served))
    theirs = PEOPLE.c.id.in_(select(led.c.person))
    return EVERYBODY.where(PEOPLE.c.workspace == here, theirs, PEOPLE.c.id != manager)


BELOW = _below()


def ids(session: Session, workspace: str) -> list[str]:
    """Of all of them, in order."""
    here = and_(PEOPLE.c.workspace == workspace, SERVED)
    asked = select(PEOPLE.c.id).where(here).order_by(PEOPLE.c.id)
    return list(session.connection().execute(asked).scalars())


def how_many(session: Session, workspace: str) -> int:
    """Those who have a role, or if nobody has one, all whom the bot serves; one at least."""
    here = and_(PEOPLE.c.workspace == workspace, SERVED)
    roled = func.count().filter(PROFILES.c.roles != "")
    asked = select(roled, func.count()).select_from(JOINED).where(here)
    with_role, all_of_them = session.connection().execute(asked).one()
    return int(with_role or all_of_them or 1)


def find(session: Session, workspace: str, id: str) -> Member | None:
    return next(iter(members(session, workspace, (id,))), None)


def known(session: Session, workspace: str, id: str) -> tuple[Person, bool] | None:
    """Whoever it is, in the zone that holds for them, and whether the bot has met them."""
    row = SOMEBODY.first(session, {"workspace": workspace, "id": id})
    if row is None:
        return None
    *described, zone, met_at = row
    person = Person(*described)
    return replace(person, zone=zone) if zone else person, met_at is not None


def _member(
    workspace: str, id: str, real_name: str, name: str, zone: str, kept: object, *rest: object
) -> Member:
    profile = Profile(workspace, *rest) if kept else Profile(workspace, id)  # type: ignore[arg-type]
    return Member(id, real_name or name, profile, profile.zone or zone)
