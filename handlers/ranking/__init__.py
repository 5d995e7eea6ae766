"""/handrail rank: accounts by rank with what each asks for, talks that are due, a team's report."""

from handlers.kit.feature import Button, Feature, Fetched, Form, Job, Suggestion
from handlers.kit.routines import Undo
from handlers.ranking import (
    commands,
    exporting,
    importing,
    moving,
    panels,
    reminding,
    setting,
    talking,
    teams,
    undoing,
    views,
    withdrawing,
)
from handlers.ranking import controls as to
from policies.imports.tables import LARGEST_BYTES

FEATURE = Feature(
    name="ranking",
    slashes=(commands.SLASH,),
    buttons=(
        Button(to.FORM, setting.open_form),
        *(Button(id, views.pressed) for id in to.PAGES),
        Button(to.SEE, views.seen),
        Button(to.REMOVE, setting.remove),
        Button(to.UNDO, setting.undo),
        Button(to.MET, talking.met),
        Button(to.TALK, talking.open_form),
        Button(to.TEAM, teams.pressed),
        Button(to.EXPORT, teams.export),
        Button(to.TEMPLATE, exporting.template),
        Button(to.IMPORT, importing.open_form),
        Button(to.APPLY, importing.apply),
        Button(to.DISCARD, importing.discard),
    ),
    forms=(
        Form(to.FORM, setting.submitted),
        Form(to.TALK, talking.submitted),
        Form(to.IMPORT, importing.submitted),
    ),
    fetched=(
        Fetched(
            to.READ,
            steps=importing.steps,
            most=LARGEST_BYTES,
            name="Ranks of accounts",
            fits=importing.fits,
        ),
    ),
    jobs=(Job("ranking.moved", moving.look),),
    suggestions=(Suggestion(to.ACCOUNT, setting.suggest),),
    routines=(reminding.RANKING,),
    undos=(
        Undo(to.RANKED, undoing.undo),
        Undo(to.TALKED, talking.undo),
        Undo(to.IMPORTED, withdrawing.undo),
    ),
    panels=(panels.OWN, panels.OF_TEAM),
    follows=(moving.follow,),
)
