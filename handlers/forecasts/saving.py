"""A forecast that somebody gives: kept with its history, and for a while taken back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from handlers.forecasts.weeks import Week
from handlers.kit import acts, reminding
from handlers.kit.feature import Refused, Turn
from handlers.kit.people import name_in
from handlers.kit.records import keep
from handlers.kit.texts import excerpt
from policies.forecasts import ROUTINE, is_late, subject_of
from storage import forecasts
from storage.forecasts import Figures, Forecast

GIVEN = "forecast.given"
CHANGED_SINCE = "This forecast has been changed since, so it can't be undone. Give it again."
UNDONE = "The forecast of {name} for the week of {week} is as it was before."


def give(turn: Turn, week: Week, figures: Figures, note: str) -> tuple[Forecast, int]:
    """The forecast and the number of the act; whether it is late is settled the first time."""
    first = week.given
    forecast = Forecast(
        workspace=turn.workspace.id,
        person=week.member.id,
        week=week.week,
        figures=figures,
        given_at=first.given_at if first else turn.now,
        late=first.late if first else is_late(turn.now, week.deadline),
        by=turn.actor.id,
        note=note,
        changed_at=turn.now,
    )
    forecasts.keep(turn.session, forecast)
    whose = {"person": week.member.id, "week": week.week.isoformat()}
    keep(turn, GIVEN, whose | {"figures": dict(figures), "late": forecast.late})
    detail = whose | {"before": _plain(first), "at": turn.now.isoformat()}
    act = acts.keep(turn, GIVEN, "forecast given", detail)
    reminding.settle(turn, ROUTINE, week.subject, "forecast given", act)
    reminding.replan(turn, [week.member.id])
    return forecast, act


def undo(turn: Turn, detail: Mapping[str, Any]) -> str:
    person, week = str(detail["person"]), date.fromisoformat(detail["week"])
    now = forecasts.find(turn.session, turn.workspace.id, person, week)
    if now is None or now.changed_at != datetime.fromisoformat(detail["at"]):
        raise Refused(CHANGED_SINCE)
    before = _forecast(now, detail["before"])
    forecasts.take_back(turn.session, now, before, turn.actor.id, turn.now)
    if before is None:
        reminding.reopen(turn, ROUTINE, subject_of(person, week))
    reminding.replan(turn, [person])
    name = excerpt(name_in(turn.session, turn.workspace.id, person))
    return UNDONE.format(name=name, week=f"{week.day} {week:%B}")


def _plain(forecast: Forecast | None) -> dict[str, Any] | None:
    if forecast is None:
        return None
    return {
        "figures": dict(forecast.figures),
        "by": forecast.by,
        "note": forecast.note,
        "changed_at": forecast.changed_at.isoformat(),
    }


def _forecast(now: Forecast, before: Mapping[str, Any] | None) -> Forecast | None:
    if before is None:
        return None
    changed = datetime.fromisoformat(before["changed_at"])
    was = {name: before[name] for name in ("figures", "by", "note")}
    return replace(now, changed_at=changed, **was)
