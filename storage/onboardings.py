"""Whose onboarding list is open, and what was said of its items."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    and_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.onboarding import Mark, Marked, Onboarding, State
from storage import upserts
from storage.columns import Base, Number, Spelt, table_of
from storage.rows import among, read

STATE, MARK = Spelt(str, State), Spelt(str, Mark)
AT_ONCE = 500


class OnboardingRow(Base):
    """One a person: whoever begins again goes on with what they had."""

    __tablename__ = "onboardings"
    __table_args__ = (CheckConstraint("state IN ('open', 'done', 'stopped')", name="state"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    starts: Mapped[date]
    state: Mapped[State] = mapped_column(STATE)
    begun_by: Mapped[str]
    begun_at: Mapped[datetime]
    celebrated_at: Mapped[datetime | None]


class OnboardingItemRow(Base):
    """What holds of an item; how it came about is in the audit log."""

    __tablename__ = "onboarding_items"
    __table_args__ = (CheckConstraint("mark IN ('done', 'not applicable', 'open')", name="mark"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[Mark] = mapped_column(MARK)
    by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]
    link: Mapped[str]
    act: Mapped[Number | None]


LISTS, ITEMS = table_of(OnboardingRow), table_of(OnboardingItemRow)
COLUMNS = [LISTS.c[field.name] for field in fields(Onboarding)]
BEGINNING, MARKING = upserts.latest(LISTS), upserts.latest(ITEMS)


def begin(session: Session, kept: Onboarding) -> None:
    """Anew, or with another first day; what was ticked stays ticked."""
    upserts.run(session, BEGINNING, asdict(kept))


def find(session: Session, workspace: str, person: str) -> Onboarding | None:
    return next(iter(_those(session, _one(workspace, person))), None)


def locked(session: Session, workspace: str, person: str) -> Onboarding | None:
    """As it is now, and as it stays until the end of the transaction."""
    query = select(*COLUMNS).where(_one(workspace, person)).with_for_update()
    found = session.connection().execute(query).first()
    return Onboarding(*found) if found else None


def move(session: Session, kept: Onboarding, values: Mapping[str, Any]) -> bool:
    """False if it is in another state by now."""
    same = and_(_one(kept.workspace, kept.person), LISTS.c.state == kept.state)
    changing = update(LISTS).where(same).values(dict(values))
    return session.connection().execute(changing).rowcount == 1


def of(
    session: Session,
    workspace: str,
    people: Collection[str],
    states: Collection[State] = (State.OPEN,),
) -> list[Onboarding]:
    """Of these people, the earliest first day first."""
    wanted, found = list(people), list[Onboarding]()
    for at in range(0, len(wanted), AT_ONCE):
        theirs = among(session, LISTS.c.person, wanted[at : at + AT_ONCE])
        here = and_(LISTS.c.workspace == workspace, LISTS.c.state.in_(list(states)))
        found += _those(session, and_(here, theirs))
    return sorted(found, key=lambda each: (each.starts, each.person))


def mark(session: Session, workspace: str, person: str, marked: Marked) -> None:
    row = {"workspace": workspace, "person": person, **asdict(marked)}
    upserts.run(session, MARKING, row)


def marks_of(
    session: Session, workspace: str, people: Collection[str]
) -> dict[str, dict[str, Marked]]:
    """A dictionary for everybody who was asked about."""
    found: dict[str, dict[str, Marked]] = {person: {} for person in people}
    for some in _parts(people):
        theirs = and_(ITEMS.c.workspace == workspace, among(session, ITEMS.c.person, some))
        for row in session.connection().execute(select(ITEMS).where(theirs)):
            found[row.person][row.item] = read(Marked, row)
    return found


def _parts(people: Collection[str]) -> Iterator[list[str]]:
    every = list(people)
    for at in range(0, len(every), AT_ONCE):
        yield every[at : at + AT_ONCE]


def _one(workspace: str, person: str) -> ColumnElement[bool]:
    return and_(LISTS.c.workspace == workspace, LISTS.c.person == person)


def _those(session: Session, which: ColumnElement[bool]) -> list[Onboarding]:
    rows = session.connection().execute(select(*COLUMNS).where(which).order_by(LISTS.c.starts))
    return [Onboarding(*row) for row in rows]
