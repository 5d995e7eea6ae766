"""Close dates kept to the conventions: the clock of a parked one, and what breaks a rule."""

from handlers.close_dates import boards, panels, reminders, saving, setting
from handlers.kit.feature import Button, Feature, Form
from handlers.kit.menus import BOARD
from handlers.kit.routines import Routine, Undo
from policies.close_dates import ROUTINE

FEATURE = Feature(
    name="closedates",
    slashes=(boards.SLASH,),
    buttons=(
        Button(setting.OPEN_FORM, setting.open_form),
        Button(setting.MOVE, setting.move),
        Button(setting.UNDO, setting.undo),
        Button(BOARD, boards.pressed),
        Button(boards.EXPORT, boards.export),
    ),
    forms=(Form(setting.OPEN_FORM, setting.submitted),),
    routines=(
        Routine(
            ROUTINE,
            "Close dates",
            reminders.plan,
            reminders.show,
            rests_on=frozenset({"opportunities"}),
        ),
    ),
    undos=(Undo(saving.SET, saving.undo),),
    panels=(panels.OWN, panels.TEAM),
)
