"""The weekly forecast: given by form or line, reminded of until it is, added up for managers."""

from handlers.forecasts import (
    commands,
    controls,
    giving,
    panels,
    reminders,
    saving,
    settings,
    teams,
)
from handlers.kit.feature import Button, Feature, Form
from handlers.kit.routines import Routine, Undo
from policies.forecasts import ROUTINE

FEATURE = Feature(
    name="forecast",
    slashes=(commands.SLASH,),
    buttons=(
        Button(controls.GIVE, giving.open_form),
        Button(controls.VALUES, giving.give_values),
        Button(controls.UNDO, giving.undo),
        Button(controls.SEE, commands.see),
        Button(controls.TEAM, teams.pressed),
        Button(controls.THIS_WEEK, teams.pressed),
        Button(controls.EXPORT, teams.export),
        Button(controls.SETTINGS, settings.open_form),
    ),
    forms=(
        Form(controls.FORM, giving.submitted),
        Form(controls.SETTINGS, settings.submitted),
    ),
    routines=(Routine(ROUTINE, "Forecast", reminders.plan, reminders.show),),
    undos=(Undo(saving.GIVEN, saving.undo), Undo(settings.SET, settings.undo)),
    panels=(panels.OWN, panels.OF_TEAM, panels.OF_ALL),
)
