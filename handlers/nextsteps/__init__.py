"""Next steps: what comes next on each opportunity, and on which day."""

from handlers.kit.feature import Button, Feature, Form
from handlers.kit.routines import Undo
from handlers.nextsteps import (
    captures,
    commands,
    finding,
    forms,
    mornings,
    panels,
    routine,
    saving,
    views,
    writing,
)

FEATURE = Feature(
    name="nextsteps",
    slashes=(commands.SLASH,),
    buttons=(
        Button(routine.UPDATE, forms.open_form),
        *(Button(id, commands.page) for id in (views.BACK, views.AHEAD, views.OTHER)),
        Button(views.UNDO, commands.undo),
        Button(finding.TAKE, commands.take),
        Button(writing.KEEP, writing.keep),
        Button(writing.REWRITE, writing.rewrite),
        *(Button(id, writing.move) for id in writing.MOVES),
    ),
    forms=(Form(forms.FORM, forms.submitted), Form(captures.FORM, captures.submitted)),
    shortcuts=(captures.SHORTCUT,),
    suggestions=(captures.SUGGESTED,),
    routines=(mornings.ROUTINE, routine.ROUTINE),
    undos=(Undo(saving.CHANGED, saving.undo),),
    panels=(panels.PANEL,),
)
