"""The weekly forecasts that people gave, and what each was before it was changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, and_, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, Serial, table_of
from storage.rows import among, read

Figures = Mapping[str, int]
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of the week that begins on that Monday; `figures` are whole dollars by the pack's names.

    `late` says whether it was first given too late; `by` differs from the person where their
    manager gave it.
    """

    workspace: str
    person: str
    week: date
    figures: Figures
    given_at: datetime
    late: bool
    by: str
    note: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """What a forecast was made at that moment; without figures it was taken back."""

    person: str
    week: date
    figures: Figures | None
    note: str
    by: str
    at: datetime


class ForecastRow(Base):
    __tablename__ = "forecasts"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    figures: Mapped[dict[str, Any]]
    given_at: Mapped[datetime]
    late: Mapped[bool]
    by: Mapped[str]
    note: Mapped[str]
    changed_at: Mapped[datetime]


class EditRow(Base):
    __tablename__ = "forecast_edits"
    __table_args__ = (Index("ix_forecast_edits_person", "workspace", "person", "week"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    person: Mapped[str]
    week: Mapped[date]
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    note: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


FORECASTS = table_of(ForecastRow)
EDITS = table_of(EditRow)
KEPT = upserts.latest(FORECASTS)


def keep(session: Session, forecast: Forecast) -> None:
    """Given, or changed after it was given."""
    row = {name: getattr(forecast, name) for name in Forecast.__slots__}
    upserts.run(session, KEPT, row | {"figures": dict(forecast.figures)})
    _write(session, forecast, forecast.figures, forecast.note, forecast.by, forecast.changed_at)


def take_back(
    session: Session, forecast: Forecast, before: Forecast | None, by: str, at: datetime
) -> None:
    """As it was before; the history says that it was given and taken back."""
    if before is not None:
        row = {name: getattr(before, name) for name in Forecast.__slots__}
        upserts.run(session, KEPT, row | {"figures": dict(before.figures)})
        return _write(session, forecast, before.figures, before.note, by, at)
    one = _one(forecast.workspace, forecast.person, forecast.week)
    session.connection().execute(delete(FORECASTS).where(one))
    _write(session, forecast, None, "", by, at)


def find(session: Session, workspace: str, person: str, week: date) -> Forecast | None:
    return next(iter(_those(session, _one(workspace, person, week))), None)


def of_people(
    session: Session, workspace: str, people: Collection[str], since: date, until: date
) -> list[Forecast]:
    """Of those weeks, both of them included; the newest first."""
    found, wanted = list[Forecast](), tuple(people)
    for at in range(0, len(wanted), AT_ONCE):
        some = among(session, FORECASTS.c.person, wanted[at : at + AT_ONCE])
        weeks = FORECASTS.c.week.between(since, until)
        found += _those(session, and_(FORECASTS.c.workspace == workspace, some, weeks))
    return found


def weeks_of(
    session: Session, workspace: str, people: Collection[str], since: date, until: date
) -> dict[str, set[date]]:
    """By person, those of these weeks of which one is given."""
    found, wanted = dict[str, set[date]](), tuple(people)
    given = select(FORECASTS.c.person, FORECASTS.c.week).where(
        FORECASTS.c.workspace == workspace, FORECASTS.c.week.between(since, until)
    )
    for at in range(0, len(wanted), AT_ONCE):
        some = among(session, FORECASTS.c.person, wanted[at : at + AT_ONCE])
        for person, week in session.connection().execute(given.where(some)):
            found.setdefault(person, set()).add(week)
    return found


def latest_before(session: Session, workspace: str, person: str, week: date) -> Forecast | None:
    """The last one given of an earlier week."""
    theirs = and_(FORECASTS.c.workspace == workspace, FORECASTS.c.person == person)
    query = select(FORECASTS).where(theirs, FORECASTS.c.week < week)
    row = session.connection().execute(query.order_by(FORECASTS.c.week.desc()).limit(1)).first()
    return None if row is None else read(Forecast, row)


def edits(session: Session, workspace: str, person: str, since: date) -> list[Edit]:
    """Newest first."""
    which = and_(EDITS.c.workspace == workspace, EDITS.c.person == person, EDITS.c.week >= since)
    rows = session.connection().execute(select(EDITS).where(which).order_by(EDITS.c.id.desc()))
    return [read(Edit, row) for row in rows]


def _write(
    session: Session, of: Forecast, figures: Figures | None, note: str, by: str, at: datetime
) -> None:
    what = {"figures": None if figures is None else dict(figures), "note": note}
    whose = {"workspace": of.workspace, "person": of.person, "week": of.week, "by": by, "at": at}
    session.connection().execute(insert(EDITS).values(whose | what))


def _one(workspace: str, person: str, week: date) -> ColumnElement[bool]:
    whose = and_(FORECASTS.c.workspace == workspace, FORECASTS.c.person == person)
    return and_(whose, FORECASTS.c.week == week)


def _those(session: Session, which: ColumnElement[bool]) -> list[Forecast]:
    newest = (FORECASTS.c.week.desc(), FORECASTS.c.person)
    rows = session.connection().execute(select(FORECASTS).where(which).order_by(*newest))
    return [read(Forecast, row) for row in rows]
