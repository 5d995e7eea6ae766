"""/handrail forecast settings: when a team's forecasts are due, where that is not the pack's."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from handlers.forecasts.controls import SETTINGS, UNDO
from handlers.forecasts.weeks import insist_on_rules, times_of
from handlers.kit import acts, blocks, forms, reminding, tickets
from handlers.kit.citations import source
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Turn,
    View,
)
from handlers.kit.people import name_in
from handlers.kit.records import keep
from handlers.kit.rights import insist, is_admin
from handlers.kit.texts import excerpt
from handlers.kit.times import WEEKDAYS
from policies import forecasts as policy
from policies.forecasts import ENTRY, Due
from policies.rights import Action
from storage import forecast_times, members
from storage.forecast_times import ForecastTime

SET = "forecast.time"
DAY, AT, WHOSE, PRINTED = "weekday", "at", "manager", "printed"
HOW = "By this time of this day, where each person is. {printed}"
AS_PRINTED = "The handbook says {day}, {at}."
SAID = "Forecasts of {whose} are due on {day}, {at}, where each person is."
UNDONE = "The time of the forecasts is as it was: {day}, {at}."
PICK = "Pick one of the days."
NO_TIME = "Give a time of day, for example 17:00."
OPEN_HERE = "When the forecasts of your team are due:"


def start(turn: Turn, ask: Ask) -> Message | Open:
    insist(turn, Action.SET_RULES)
    insist_on_rules(turn)
    if ask.place is Place.DIRECT:  # Slack opens forms for a press, never for a message
        press = blocks.actions(blocks.button("Open the settings", SETTINGS, style="primary"))
        return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), press)
    return open_form(turn, ask)


def open_form(turn: Turn, ask: Ask) -> Open:
    insist_on_rules(turn)
    return Open(_form(turn, tickets.issue(turn, ask, {}, beside=True)))


def _form(turn: Turn, about: str) -> View:
    printed, due = _printed(turn), _due(turn, turn.actor.id)
    told = AS_PRINTED.format(day=WEEKDAYS[printed.weekday], at=f"{printed.at:%H:%M}")
    days = [(str(number), name) for number, name in enumerate(WEEKDAYS)]
    return forms.form(
        SETTINGS,
        "Forecast settings",
        blocks.section(HOW.format(printed=told)),
        blocks.context(f"📖 {source(turn.pack.citation(ENTRY))}"),
        *_whose(turn),
        forms.choice(DAY, "Day", days, chosen=str(due.weekday), optional=False),
        forms.at(AT, "Time", filled=due.at, optional=False),
        forms.choices(PRINTED, "Or", [(PRINTED, "As the handbook says")]),
        submit="Save",
        about=about,
    )


def _whose(turn: Turn) -> list[Block]:
    """Admins may set it for anybody's team."""
    if not is_admin(turn, turn.actor.id):
        return []
    hint = "The person to whom the team reports."
    return [forms.person(WHOSE, "Whose team", chosen=turn.actor.id, hint=hint, optional=False)]


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    manager = str(ask.fields.get(WHOSE) or turn.actor.id)
    if manager != turn.actor.id:
        insist(turn, Action.SET_RULES, owner=manager)
    due = _printed(turn) if ask.fields.get(PRINTED) else _read(ask)
    if isinstance(due, Complain):
        return due
    act = _save(turn, manager, due)
    whose = "your team"
    if manager != turn.actor.id:
        whose = f"the team of {excerpt(name_in(turn.session, turn.workspace.id, manager))}"
    said = SAID.format(whose=whose, day=WEEKDAYS[due.weekday], at=f"{due.at:%H:%M}")
    press = blocks.actions(blocks.button("Undo", UNDO, str(act)))
    shown = blocks.message(said, blocks.section(f"✔ {said}"), press)
    tickets.tell(turn, ticket, f"forecast/settings/{ticket.id}", shown)
    return Close()


def undo(turn: Turn, detail: Mapping[str, Any]) -> str:
    due = Due(int(detail["weekday"]), time.fromisoformat(detail["at"]))
    _keep(turn, str(detail["manager"]), due)
    return UNDONE.format(day=WEEKDAYS[due.weekday], at=f"{due.at:%H:%M}")


def _save(turn: Turn, manager: str, due: Due) -> int:
    was = _due(turn, manager)
    _keep(turn, manager, due)
    before = {"manager": manager, "weekday": was.weekday, "at": was.at.isoformat()}
    after = {"weekday": due.weekday, "at": due.at.isoformat()}
    keep(turn, SET, before | {"after": after})
    return acts.keep(turn, SET, "forecast time set", before)


def _keep(turn: Turn, manager: str, due: Due) -> None:
    """What the pack says is not kept, so that the team follows when the pack is changed."""
    if due == _printed(turn):
        forecast_times.forget(turn.session, turn.workspace.id, manager)
    else:
        kept = ForecastTime(
            turn.workspace.id, manager, due.weekday, due.at, turn.actor.id, turn.now
        )
        forecast_times.keep(turn.session, kept)
    led = [each.id for each in members.below(turn.session, turn.workspace.id, manager)]
    reminding.replan(turn, [*led, manager])


def _read(ask: Ask) -> Due | Complain:
    day, at = str(ask.fields.get(DAY)), str(ask.fields.get(AT))
    if day not in {str(number) for number in range(len(WEEKDAYS))}:
        return Complain({DAY: PICK})
    try:
        return Due(int(day), datetime.strptime(at, "%H:%M").time())  # noqa: DTZ007
    except ValueError:
        return Complain({AT: NO_TIME})


def _printed(turn: Turn) -> Due:
    return policy.printed(insist_on_rules(turn))


def _due(turn: Turn, manager: str) -> Due:
    return times_of(turn, [manager]).get(manager, _printed(turn))
